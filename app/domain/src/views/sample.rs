//! How much of what was viewed is written down, so that counting costs a fixed part of a day's rows at any traffic.
//!
//! Half of that part ([`budget`]) is for exact counts. After that one view in 2, 4, 8, … is counted ([`one_in`]), and counts as so
//! many: every thirty-second part of the budget that is used up doubles it.
//!
//! Which views are counted is systematic sampling (RFC 5475, section 5.1): beginning at a random one, every n-th of them. Each view
//! is so counted with the same probability 1/n and weight n, and what is written down is on average what there was.

use crate::plan::{Plan, Resource};

/// The most that a view counts for: 2 to this power.
const MOST_DOUBLINGS: u64 = 16;

/// How many rows may be written on one day to count views: a twentieth of the plan's.
#[must_use]
pub fn budget(plan: &Plan) -> u64 {
    plan.limit(Resource::RowsWritten) / 20
}

/// One view in how many is counted, once so many rows of the budget are written today. A power of two.
#[must_use]
pub const fn one_in(written: u64, budget: u64) -> u64 {
    let half = budget / 2;
    if written < half || budget == 0 {
        return 1;
    }
    let doublings = 1 + (written - half).saturating_mul(2 * MOST_DOUBLINGS) / budget;
    1 << if doublings < MOST_DOUBLINGS {
        doublings
    } else {
        MOST_DOUBLINGS
    }
}

/// What of these counts is written down if one view in `one_in` is counted, beginning with this random one. Of what is not counted
/// there is no entry.
#[must_use]
pub fn sample<Key: Copy>(counted: impl IntoIterator<Item = (Key, u64)>, one_in: u64, random: u64) -> Vec<(Key, u64)> {
    let one_in = one_in.max(1);
    let first = random % one_in;
    // how many of the first `views` views are counted
    let counted_of = |views: u64| match views.checked_sub(first + 1) {
        Some(after) => after / one_in + 1,
        None => 0,
    };
    let mut passed: u64 = 0;
    let weigh = |(key, views): (Key, u64)| {
        let before = counted_of(passed);
        passed = passed.saturating_add(views);
        (key, (counted_of(passed) - before).saturating_mul(one_in))
    };
    let weighed = counted.into_iter().map(weigh);
    weighed.filter(|(_, views)| *views > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_budget_is_exact_and_the_rest_lasts_for_any_day() {
        let in_use = |written| one_in(written, 5000);
        assert_eq!([0, 2499].map(in_use), [1, 1]);
        assert_eq!([2500, 2656, 2657, 2813].map(in_use), [2, 2, 4, 8]);
        assert_eq!([4999, 5000, u64::MAX].map(in_use), [65_536; 3]);
        assert_eq!(one_in(0, 0), 1);
        assert_eq!(budget(&Plan::default()), 5000);
        // what fits if each row stands for as many views as it may then
        let most: u64 = (0..5000).map(in_use).sum();
        assert!(most > 20_000_000, "{most}");
    }

    #[test]
    fn at_one_in_one_everything_is_counted() {
        let counted = [('a', 3), ('b', 0), ('c', 1)];
        assert_eq!(sample(counted, 1, 77), [('a', 3), ('c', 1)]);
        assert_eq!(sample(counted, 0, 0), [('a', 3), ('c', 1)]);
    }

    #[test]
    fn every_view_is_as_likely_as_any_other() {
        for one_in in [2, 8, 64] {
            let counted = [('a', 3), ('b', 100), ('c', 1), ('d', 7)];
            let mut sums = [0_u64; 4];
            for random in 0..one_in {
                for (key, views) in sample(counted, one_in, random) {
                    sums["abcd".find(key).unwrap()] += views;
                }
            }
            // over all beginnings: exactly what there was
            let expected = counted.map(|(_, views)| views * one_in);
            assert_eq!(sums, expected, "one in {one_in}");
        }
    }

    #[test]
    fn as_few_are_written_as_are_sampled() {
        let thousand = (0..1000).map(|photo| (photo, 1));
        for random in [0, 5, 15, u64::MAX] {
            let written = sample(thousand.clone(), 16, random).len();
            assert!((62..=63).contains(&written), "{written}");
        }
        assert_eq!(
            sample([((), u64::MAX), ((), u64::MAX)], 65_536, 3).len(),
            1,
            "no overflow"
        );
    }
}
