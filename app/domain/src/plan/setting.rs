//! The limits that hold for this site: the table's, or others that a variable names; and the marks below them.

use super::{counts::Counts, marks::Marks, quota::Resource};

/// The limits of this site, and from where on they count as nearly reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    limits: Counts,
    marks: Marks,
}

/// What is wrong with the variable `PLAN`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A part without a sign between name and number.
    #[error("must be like kv_writes=1000,class_a=1000000, and {0:?} is not")]
    Form(String),
    /// No quota is called so.
    #[error("names {0:?}, and the quotas are {known}", known = names())]
    Name(String),
    /// Another text than a whole number.
    #[error("says {0} is {1:?}, which is no whole number")]
    Number(&'static str, String),
    /// The same quota again.
    #[error("names {0} twice")]
    Twice(&'static str),
}

impl Default for Plan {
    /// The free plan, with the usual marks.
    fn default() -> Self {
        Self {
            limits: Counts::of_each(|resource| resource.quota().free),
            marks: Marks::default(),
        }
    }
}

impl Plan {
    /// Reads limits that differ from the free plan's: `kv_writes=2000,stored_bytes=20000000000`. An empty text changes none.
    ///
    /// # Errors
    /// The first part that is wrong.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let mut plan = Self::default();
        let mut named: Vec<Resource> = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, number) = part.split_once('=').ok_or_else(|| PlanError::Form(part.to_owned()))?;
            let (name, number) = (name.trim(), number.trim());
            let resource = Resource::named(name).ok_or_else(|| PlanError::Name(name.to_owned()))?;
            if named.contains(&resource) {
                return Err(PlanError::Twice(resource.name()));
            }
            named.push(resource);
            let limit = number
                .parse()
                .map_err(|_| PlanError::Number(resource.name(), number.to_owned()))?;
            plan.limits.set(resource, limit);
        }
        Ok(plan)
    }

    /// The same limits, with these marks.
    #[must_use]
    pub const fn with(mut self, marks: Marks) -> Self {
        self.marks = marks;
        self
    }

    /// From where on something follows.
    #[must_use]
    pub const fn marks(&self) -> Marks {
        self.marks
    }

    /// How much of this may be used in its period.
    #[must_use]
    pub fn limit(&self, resource: Resource) -> u64 {
        self.limits.of(resource)
    }
}

fn names() -> String {
    Resource::ALL.map(Resource::name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_as_in_the_table() {
        let plan = Plan::parse(" kv_writes = 7, stored_bytes=0,").unwrap();
        for resource in Resource::ALL {
            let limit = match resource {
                Resource::KvWrites => 7,
                Resource::StoredBytes => 0,
                other => other.quota().free,
            };
            assert_eq!(plan.limit(resource), limit, "{resource:?}");
        }
        assert_eq!(Plan::parse(""), Ok(Plan::default()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, said) in [
            (
                "kv_writes",
                "must be like kv_writes=1000,class_a=1000000, and \"kv_writes\" is not",
            ),
            (
                "kv_write=1",
                "names \"kv_write\", and the quotas are requests, rows_read",
            ),
            ("kv_writes=many", "says kv_writes is \"many\", which is no whole number"),
            ("kv_writes=-1", "says kv_writes is \"-1\", which is no whole number"),
            ("class_a=1,class_a=2", "names class_a twice"),
        ] {
            let error = Plan::parse(text).unwrap_err().to_string();
            assert!(error.starts_with(said), "{text}: {error}");
        }
    }
}
