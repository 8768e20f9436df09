//! What a month would cost.
//!
//! R2 bills what is over its free amounts, without another plan, and rounds up to whole units. Everything else is cut off at its
//! daily limit; more of it needs the paid Workers plan, whose price includes far more, by the month.

use super::{
    counts::Counts,
    quota::{PAID_MICROS, Resource, Service},
};

/// What a month costs, in millionths of a US dollar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bill {
    /// The paid Workers plan, if it is needed.
    pub plan: u64,
    /// What each resource costs besides, where it costs anything.
    pub beyond: Vec<(Resource, u64)>,
}

impl Bill {
    /// All of it together.
    #[must_use]
    pub fn total(&self) -> u64 {
        let sum = |total: u64, (_, micros): &(Resource, u64)| total.saturating_add(*micros);
        self.beyond.iter().fold(self.plan, sum)
    }
}

/// What a month costs in which so much was used; `paid` if the free plan was not enough on some day of it.
#[must_use]
pub fn of_month(month: &Counts, paid: bool) -> Bill {
    let charged = |resource: &Resource| paid || !resource.needs_paid_plan();
    let cost = |resource: Resource| (resource, beyond(resource, month.of(resource)));
    Bill {
        plan: if paid { PAID_MICROS } else { 0 },
        beyond: Resource::ALL
            .into_iter()
            .filter(charged)
            .map(cost)
            .filter(|(_, micros)| *micros > 0)
            .collect(),
    }
}

fn beyond(resource: Resource, used: u64) -> u64 {
    let quota = resource.quota();
    let more = u128::from(used.saturating_sub(quota.price.included));
    let (per, micros) = (u128::from(quota.price.per), u128::from(quota.price.micros));
    let cost = match quota.service {
        // "Cloudflare rounds up your usage to the next billing unit" (developers.cloudflare.com/r2/pricing)
        Service::R2 => more.div_ceil(per) * micros,
        _ => (more * micros).div_ceil(per),
    };
    u64::try_from(cost).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(all: &[(Resource, u64)]) -> Counts {
        let mut counts = Counts::default();
        all.iter().for_each(|(resource, amount)| counts.set(*resource, *amount));
        counts
    }

    #[test]
    fn a_free_month_costs_nothing() {
        let most = Counts::of_each(|resource| resource.quota().free);
        assert_eq!(of_month(&most, false), Bill::default());
        assert_eq!(of_month(&most, false).total(), 0);
    }

    #[test]
    fn what_is_paid_includes_a_lot() {
        let month = used(&[(Resource::Requests, 9_000_000), (Resource::KvWrites, 1_000_000)]);
        assert_eq!(
            of_month(&month, true),
            Bill {
                plan: 5_000_000,
                beyond: vec![]
            }
        );
        let month = used(&[(Resource::Requests, 12_000_000), (Resource::KvWrites, 1_200_000)]);
        let bill = of_month(&month, true);
        assert_eq!(
            bill.beyond,
            [(Resource::Requests, 600_000), (Resource::KvWrites, 1_000_000)]
        );
        assert_eq!(bill.total(), 6_600_000);
        assert_eq!(
            of_month(&month, false).total(),
            0,
            "on the free plan it would have been cut off"
        );
    }

    /// The example of developers.cloudflare.com/r2/pricing, "Billable unit rounding", and its "Asset hosting".
    #[test]
    fn r2_costs_by_itself_and_in_whole_units() {
        let month = used(&[(Resource::ClassA, 2_000_001), (Resource::StoredBytes, 11_100_000_000)]);
        let bill = of_month(&month, false);
        assert_eq!(
            bill.beyond,
            [(Resource::ClassA, 9_000_000), (Resource::StoredBytes, 30_000)]
        );
        let hosting = used(&[(Resource::ClassB, 300_000_000)]);
        assert_eq!(of_month(&hosting, false).total(), 104_400_000);
    }

    #[test]
    fn no_number_is_too_large() {
        assert_eq!(of_month(&Counts::of_each(|_| u64::MAX), true).total(), u64::MAX);
    }
}
