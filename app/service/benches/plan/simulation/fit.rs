//! The largest day that fits the free plan: guessed from what each kind of use cost, then lived through.

use super::{
    day::{Used, simulate},
    mix::{Mix, PARTS},
    traffic::Kind,
};
use domain::plan::{Counts, Plan, Resource, quota::Period};

/// The days of the longest month.
const DAYS: u64 = 31;

/// What would be used in a quota's period if every day were like this one; of what is there, what is there.
pub(crate) fn in_period(resource: Resource, day: &Counts) -> u64 {
    match resource.period() {
        Period::Day | Period::Stock => day.of(resource),
        Period::Month => day.of(resource).saturating_mul(DAYS),
    }
}

/// The quotas that a day like this one goes over.
pub(crate) fn over(plan: &Plan, day: &Counts) -> Vec<Resource> {
    let is_over = |resource: &Resource| in_period(*resource, day) > plan.limit(*resource);
    Resource::ALL.into_iter().filter(is_over).collect()
}

/// Whether a day fits: no quota is exceeded, and nobody was refused anything.
pub(crate) fn fits(plan: &Plan, used: &Used) -> bool {
    over(plan, &used.total).is_empty() && used.refused == 0
}

/// A day that fits and is the largest of its kind, and what it used.
pub(crate) struct Largest {
    pub(crate) mix: Mix,
    pub(crate) used: Used,
}

/// Looks for it: by doubling and halving with what the last day's uses cost, and then by living through it, until a guess is no
/// larger than the last day that fitted. Nothing if not even a hundredth of the day fits.
pub(crate) fn largest(plan: &Plan, mix: Mix, measured: Used) -> Option<Largest> {
    let first = guess(plan, mix, &measured);
    let mut best = fits(plan, &measured).then_some((PARTS, Largest { mix, used: measured }));
    let mut next = first;
    for _ in 0..4 {
        let known = best.as_ref().map_or(0, |(parts, _)| *parts);
        // not worth another day
        if next <= known + known / 100 || next < PARTS / 100 {
            break;
        }
        let scaled = mix.scaled(next);
        let used = simulate(scaled);
        if fits(plan, &used) {
            let further = guess(plan, scaled, &used);
            best = Some((next, Largest { mix: scaled, used }));
            next = next * further / PARTS;
        } else {
            next = (next + known) / 2;
        }
    }
    best.map(|(_, largest)| largest)
}

/// The largest multiple of a day, in [`PARTS`], that would fit if each use went on costing what it cost.
pub(crate) fn guess(plan: &Plan, mix: Mix, used: &Used) -> u64 {
    let fits = |parts| over(plan, &predicted(&mix.scaled(parts), used)).is_empty();
    let mut high = PARTS;
    while fits(high) && high < PARTS * 1000 {
        high *= 2;
    }
    let mut low = 0;
    while high - low > 1 {
        let middle = (low + high) / 2;
        if fits(middle) { low = middle } else { high = middle }
    }
    low
}

/// What a day would use by what each kind of use cost on another one. What is there is taken to be as it was.
fn predicted(mix: &Mix, used: &Used) -> Counts {
    let mut sum = Counts::default();
    for (kind, (times, cost)) in &used.by_kind {
        let now = kind.times(mix);
        let share = Counts::of_each(|resource| cost.of(resource) * now / (*times).max(1));
        sum = sum.plus(&share);
    }
    sum.add(Resource::StoredBytes, mix.stored());
    sum.set(Resource::DatabaseBytes, used.total.of(Resource::DatabaseBytes));
    sum
}

/// What one use of a kind costs, in thousandths.
pub(crate) fn thousandths(used: &Used, kinds: &[Kind], resource: Resource) -> u64 {
    let of = |kind: &Kind| used.by_kind.get(kind).copied().unwrap_or_default();
    let times: u64 = kinds.iter().map(|kind| of(kind).0).sum();
    let cost: u64 = kinds.iter().map(|kind| of(kind).1.of(resource)).sum();
    cost.saturating_mul(1000) / times.max(1)
}
