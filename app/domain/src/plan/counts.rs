//! So much of each resource.

use super::quota::Resource;

/// So much of each resource; what for, says whoever has it: an isolate's last minute, a day, a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([u64; Resource::ALL.len()]);

impl Counts {
    /// Of each resource what a function says.
    #[must_use]
    pub fn of_each(amount: impl Fn(Resource) -> u64) -> Self {
        Self(Resource::ALL.map(amount))
    }

    /// How much of this one.
    #[must_use]
    pub fn of(&self, resource: Resource) -> u64 {
        self.0.get(resource as usize).copied().unwrap_or(0)
    }

    /// So much more of this one.
    pub fn add(&mut self, resource: Resource, amount: u64) {
        self.set(resource, self.of(resource).saturating_add(amount));
    }

    /// So much of this one, whatever it was.
    pub fn set(&mut self, resource: Resource, amount: u64) {
        if let Some(count) = self.0.get_mut(resource as usize) {
            *count = amount;
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self::of_each(|resource| self.of(resource).saturating_add(other.of(resource)))
    }

    /// Whether there is none of anything.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_resource_has_a_place_of_its_own() {
        let mut counts = Counts::default();
        assert!(counts.is_nothing());
        for (number, resource) in (1..).zip(Resource::ALL) {
            counts.add(resource, number);
        }
        counts.set(Resource::KvLists, 80);
        counts.add(Resource::ClassA, u64::MAX);
        let all: Vec<u64> = Resource::ALL.into_iter().map(|resource| counts.of(resource)).collect();
        assert_eq!(all, [1, 2, 3, 4, 5, 6, 7, 80, u64::MAX, 10, 11, 12]);
        assert_eq!(counts.plus(&counts).of(Resource::Requests), 2);
    }
}
