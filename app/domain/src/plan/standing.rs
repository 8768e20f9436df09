//! What is used of a plan just now.

use super::{
    counts::Counts,
    marks::Marks,
    quota::{Period, Resource},
    setting::Plan,
};
use crate::time::{DAY_MILLIS, Timestamp};

/// How far a quota is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// There is enough.
    Calm,
    /// From [`Marks::warn`] on.
    Warned,
    /// From [`Marks::act`] on.
    Reached,
}

impl Level {
    /// The level of so much, where so much may be used.
    #[must_use]
    pub fn of(used: u64, limit: u64, marks: Marks) -> Self {
        if reaches(used, limit, marks.act) {
            Self::Reached
        } else if reaches(used, limit, marks.warn) {
            Self::Warned
        } else {
            Self::Calm
        }
    }
}

/// Whether so much is this many hundredths of a limit or more. A limit of nothing is always reached.
pub(super) fn reaches(used: u64, limit: u64, percent: u8) -> bool {
    u128::from(used) * 100 >= u128::from(limit) * u128::from(percent)
}

/// The day of a point in time (UTC), counted from 1970-01-01.
#[must_use]
pub const fn day_of(time: Timestamp) -> i64 {
    time.millis().div_euclid(DAY_MILLIS)
}

/// The first day of a point in time's month (UTC), counted from 1970-01-01.
#[must_use]
pub const fn month_of(time: Timestamp) -> i64 {
    let (_, _, day) = time.date();
    day_of(time) - day as i64 + 1
}

/// The first day of the month after that.
#[must_use]
pub const fn next_month_of(time: Timestamp) -> i64 {
    // no month has more than 31 days, and none fewer than 28
    month_of(Timestamp::of_day(month_of(time) + 31))
}

/// What is used on one day, by all isolates, as far as they have written it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The day (UTC), counted from 1970-01-01.
    pub day: i64,
    /// Of each resource, in its own period: on this day, in this month until now, or altogether.
    pub used: Counts,
    /// How often counts were written down on this day.
    pub writes: u64,
}

impl Standing {
    /// How far a quota is used up.
    #[must_use]
    pub fn level(&self, plan: &Plan, resource: Resource) -> Level {
        Level::of(self.used.of(resource), plan.limit(resource), plan.marks())
    }

    /// The same with what was counted since.
    #[must_use]
    pub fn with(mut self, counted: &Counts) -> Self {
        for resource in Resource::ALL {
            let amount = counted.of(resource);
            match resource {
                // not so much more, but the newest size
                Resource::DatabaseBytes => self.used.set(resource, amount.max(self.used.of(resource))),
                _ => self.used.add(resource, amount),
            }
        }
        self
    }

    /// What of this still holds on another day: what is there; what was done this month, if that day is in it; nothing that
    /// was done on a day.
    #[must_use]
    pub fn on(self, now: Timestamp) -> Self {
        if self.day == day_of(now) {
            return self;
        }
        let holds = |resource: Resource| match resource.period() {
            Period::Day => false,
            Period::Month => self.day >= month_of(now),
            Period::Stock => true,
        };
        Self {
            day: day_of(now),
            used: Counts::of_each(|resource| if holds(resource) { self.used.of(resource) } else { 0 }),
            writes: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_day(text).unwrap()
    }

    #[test]
    fn levels_begin_at_their_hundredths() {
        for (used, limit, level) in [
            (0, 1000, Level::Calm),
            (799, 1000, Level::Calm),
            (800, 1000, Level::Warned),
            (949, 1000, Level::Warned),
            (950, 1000, Level::Reached),
            (u64::MAX, 1000, Level::Reached),
            (0, 0, Level::Reached),
            (u64::MAX / 2, u64::MAX, Level::Calm),
        ] {
            assert_eq!(Level::of(used, limit, Marks::default()), level, "{used} of {limit}");
        }
        let early = Marks { warn: 60, act: 70 };
        let levels = [599, 600, 699, 700].map(|used| Level::of(used, 1000, early));
        assert_eq!(levels, [Level::Calm, Level::Warned, Level::Warned, Level::Reached]);
    }

    #[test]
    fn months_begin_and_end_on_their_days() {
        for (day, first, next) in [
            ("2024-02-29", "2024-02-01", "2024-03-01"),
            ("2026-11-26", "2026-11-01", "2026-12-01"),
            ("2026-12-31", "2026-12-01", "2027-01-01"),
            ("2027-01-01", "2027-01-01", "2027-02-01"),
        ] {
            assert_eq!(Timestamp::of_day(month_of(at(day))).day(), first);
            assert_eq!(Timestamp::of_day(next_month_of(at(day))).day(), next);
        }
    }

    #[test]
    fn a_new_day_begins_with_what_is_there_and_with_its_month() {
        let used = Counts::of_each(|_| 5);
        let standing = |day: &str| Standing {
            day: day_of(at(day)),
            used,
            writes: 3,
        };
        let kept = |before: &str, now: &str| {
            let on = standing(before).on(at(now));
            [Resource::Requests, Resource::ClassA, Resource::StoredBytes].map(|resource| on.used.of(resource))
        };
        assert_eq!(kept("2026-11-26", "2026-11-26"), [5, 5, 5]);
        assert_eq!(kept("2026-11-26", "2026-11-27"), [0, 5, 5]);
        assert_eq!(kept("2026-11-30", "2026-12-01"), [0, 0, 5]);
        assert_eq!(standing("2026-11-26").on(at("2026-11-27")).writes, 0);
    }

    #[test]
    fn of_the_database_the_newest_size_counts() {
        let mut counted = Counts::of_each(|_| 2);
        let standing = Standing {
            day: 0,
            used: Counts::of_each(|_| 5),
            writes: 0,
        };
        assert_eq!(standing.with(&counted).used.of(Resource::DatabaseBytes), 5);
        assert_eq!(standing.with(&counted).used.of(Resource::StoredBytes), 7);
        counted.set(Resource::DatabaseBytes, 9);
        assert_eq!(standing.with(&counted).used.of(Resource::DatabaseBytes), 9);
    }
}
