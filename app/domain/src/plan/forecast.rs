//! What comes of a quota if it goes on being used as until now: a straight line, no more.

use super::{
    quota::{Period, Resource},
    standing::{day_of, month_of, next_month_of},
};
use crate::time::{DAY_MILLIS, Timestamp};

/// What is to be expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forecast {
    /// The period has only begun, or nothing was used.
    Unknown,
    /// It lasts; so much will be used when the period ends.
    Lasts(u64),
    /// It is used up then.
    EndsAt(Timestamp),
    /// It is used up.
    Over,
}

/// Before this part of a period has passed nothing is forecast: a quarter of an hour of a day, seven and a half hours of a month.
const TOO_EARLY: i64 = 96;

/// How far ahead it is said when a stock is used up, in days: ten years.
const FAR_DAYS: u64 = 3650;

/// The beginning and the end of a period that this point in time lies in; nothing for what is there always.
#[must_use]
pub const fn bounds(period: Period, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    let (from, to) = match period {
        Period::Day => (day_of(now), day_of(now) + 1),
        Period::Month => (month_of(now), next_month_of(now)),
        Period::Stock => return None,
    };
    Some((Timestamp::of_day(from), Timestamp::of_day(to)))
}

/// What comes of so much of a resource that is counted by day or by month. Of a stock, [`of_stock`] says it.
#[must_use]
pub fn of_flow(resource: Resource, limit: u64, used: u64, now: Timestamp) -> Forecast {
    if used >= limit {
        return Forecast::Over;
    }
    let Some((from, to)) = bounds(resource.period(), now) else {
        return Forecast::Unknown;
    };
    let (passed, whole) = (now.millis() - from.millis(), to.millis() - from.millis());
    if used == 0 || passed < whole / TOO_EARLY {
        return Forecast::Unknown;
    }
    let until = scaled(limit, passed, used);
    match i64::try_from(until) {
        Ok(until) if until < whole => Forecast::EndsAt(Timestamp::from_millis(from.millis() + until)),
        _ => Forecast::Lasts(scaled(used, whole, passed.unsigned_abs())),
    }
}

/// What comes of a stock that held so much some days ago and holds so much now.
#[must_use]
pub fn of_stock(limit: u64, before: u64, days: u64, used: u64, now: Timestamp) -> Forecast {
    if used >= limit {
        return Forecast::Over;
    }
    let grown = used.saturating_sub(before);
    if days == 0 {
        return Forecast::Unknown;
    }
    if grown == 0 {
        return Forecast::Lasts(used);
    }
    let room = u128::from(limit - used);
    let left = room * u128::from(days) / u128::from(grown);
    match i64::try_from(left) {
        Ok(left) if left.unsigned_abs() <= FAR_DAYS => Forecast::EndsAt(now.plus_days(left)),
        _ => Forecast::Lasts(used),
    }
}

/// `amount × times ÷ per`, rounded down, without overflow.
pub(super) fn scaled(amount: u64, times: i64, per: u64) -> u64 {
    let product = u128::from(amount) * u128::from(times.unsigned_abs());
    u64::try_from(product / u128::from(per.max(1))).unwrap_or(u64::MAX)
}

/// How much is used by the end of a month of what was used in it until now.
#[must_use]
pub fn by_month_end(used: u64, now: Timestamp) -> u64 {
    let from = Timestamp::of_day(month_of(now)).millis();
    let whole = Timestamp::of_day(next_month_of(now)).millis() - from;
    // the first day tells little, but more than nothing
    let passed = (now.millis() - from).max(DAY_MILLIS / 24);
    scaled(used, whole, passed.unsigned_abs()).max(used)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The 26th of a month of 30 days, at this hour.
    fn at(hour: i64) -> Timestamp {
        Timestamp::parse_day("2026-11-26").unwrap().plus_seconds(hour * 3600)
    }

    #[test]
    fn at_this_pace_a_day_is_enough_or_ends_at_some_hour() {
        let kv = |used, hour| of_flow(Resource::KvWrites, 1000, used, at(hour));
        assert_eq!(kv(0, 12), Forecast::Unknown);
        assert_eq!(kv(500, 0), Forecast::Unknown, "the day has only begun");
        assert_eq!(kv(250, 12), Forecast::Lasts(500));
        assert_eq!(kv(500, 12), Forecast::Lasts(1000), "just enough");
        assert_eq!(kv(600, 12), Forecast::EndsAt(at(20)));
        assert_eq!(kv(1000, 12), Forecast::Over);
        let Forecast::EndsAt(end) = kv(610, 12) else {
            panic!("it ends")
        };
        assert_eq!(end.rfc3339(), "2026-11-26T19:40:19Z");
    }

    #[test]
    fn a_month_goes_to_its_last_day() {
        let class_a = |used| of_flow(Resource::ClassA, 1_000_000, used, at(0));
        assert_eq!(class_a(250_000), Forecast::Lasts(300_000));
        assert_eq!(
            class_a(900_000),
            Forecast::EndsAt(Timestamp::from_millis(at(0).millis() + 240_000_000))
        );
        let begun = Timestamp::parse_day("2026-11-01").unwrap();
        assert_eq!(
            of_flow(Resource::ClassA, 1_000_000, 900, begun.plus_seconds(3600)),
            Forecast::Unknown
        );
    }

    #[test]
    fn a_stock_fills_as_fast_as_it_did() {
        let stock = |before, days, used| of_stock(10_000, before, days, used, at(0));
        assert_eq!(stock(1000, 0, 1000), Forecast::Unknown);
        assert_eq!(stock(1000, 10, 1000), Forecast::Lasts(1000));
        assert_eq!(stock(2000, 10, 1000), Forecast::Lasts(1000), "it shrinks");
        assert_eq!(stock(1000, 10, 2000), Forecast::EndsAt(at(0).plus_days(80)));
        assert_eq!(stock(1000, 30, 1001), Forecast::Lasts(1001), "in more than ten years");
        assert_eq!(stock(0, 30, 10_000), Forecast::Over);
    }

    #[test]
    fn a_month_is_scaled_to_its_end() {
        assert_eq!(by_month_end(25, at(0)), 30);
        assert_eq!(by_month_end(0, at(0)), 0);
        let last = Timestamp::parse_day("2026-12-01").unwrap();
        assert_eq!(by_month_end(30, Timestamp::from_millis(last.millis() - 1)), 30);
        assert_eq!(by_month_end(u64::MAX, at(0)), u64::MAX);
    }
}
