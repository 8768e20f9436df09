//! How rarely an isolate writes down what it has counted, so that counting costs less than a hundredth of any quota.
//!
//! Two reasons to write, with a bound each, whatever the traffic within the plan and however many isolates there are:
//!
//! 1. **Much was counted** (`much_percent`): a quota can be used up once in its period, so on one day this makes at most 100 writes
//!    for each of five quotas, 50 for each of four, and 20 for each of two. That is 740.
//! 2. **Some time has passed**, while few writes were made today by all isolates together (`spare`): at most 230, and one more for
//!    an isolate that has not heard for long how many there were.
//!
//! A write is one row of D1's 100,000 a day, and one operation of no other quota. A look is one row read of 5,000,000.

use super::{
    counts::Counts,
    quota::{Period, Resource},
    setting::Plan,
    standing::Standing,
};
use crate::time::{DAY_MILLIS, Timestamp};

/// After how many seconds an isolate writes without much having happened.
pub const QUIET_SECONDS: i64 = 60;

/// Writes out of the second reason: so many whenever, and so many spread over the day.
const SPARE_AT_ONCE: u64 = 30;
const SPARE_OVER_THE_DAY: u64 = 200;

/// What is to be done with what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing yet.
    No,
    /// First see how often it was written down today.
    Look,
    /// Write it down.
    Write,
}

/// What there is to decide from.
#[derive(Debug, Clone, Copy)]
pub struct Unwritten<'a> {
    /// What this isolate has counted since it last wrote.
    pub counted: &'a Counts,
    /// When it last wrote, or tried to; never, if it is new.
    pub tried: Option<Timestamp>,
    /// What it knows of all isolates.
    pub known: Option<&'a Standing>,
}

/// Whether an isolate writes down now what it has counted.
#[must_use]
pub fn due(plan: &Plan, unwritten: Unwritten<'_>, now: Timestamp) -> Due {
    if unwritten.counted.is_nothing() {
        return Due::No;
    }
    if is_much(plan, unwritten.counted) {
        return Due::Write;
    }
    let quiet = |tried: Timestamp| now < tried.plus_seconds(QUIET_SECONDS);
    if unwritten.tried.is_some_and(quiet) {
        return Due::No;
    }
    match unwritten.known {
        None => Due::Look,
        Some(known) if known.on(now).writes < spare(now) => Due::Write,
        Some(_) => Due::No,
    }
}

fn is_much(plan: &Plan, counted: &Counts) -> bool {
    Resource::ALL.into_iter().any(|resource| {
        let share = u128::from(plan.limit(resource)) * u128::from(much_percent(resource)) / 100;
        u128::from(counted.of(resource)) >= share.max(smallest(resource))
    })
}

/// How many hundredths of a quota are much: few of what others must know of soon.
const fn much_percent(resource: Resource) -> u64 {
    match resource {
        Resource::Requests
        | Resource::RowsWritten
        | Resource::KvWrites
        | Resource::QueueOperations
        | Resource::StoredBytes => 1,
        Resource::RowsRead | Resource::KvReads | Resource::ClassA | Resource::ClassB => 2,
        Resource::KvDeletes | Resource::KvLists => 5,
        // its size is told with every query, and is no more for having been asked often
        Resource::DatabaseBytes => u64::MAX,
    }
}

/// Below this nothing is much: a quota that a setting makes tiny would otherwise be written down with every request.
const fn smallest(resource: Resource) -> u128 {
    match resource.period() {
        Period::Stock => 1_000_000,
        Period::Day | Period::Month => 10,
    }
}

/// How many writes may have been made today for one more to be spared now.
fn spare(now: Timestamp) -> u64 {
    let passed = u64::try_from(now.millis().rem_euclid(DAY_MILLIS)).unwrap_or(0);
    let day = u64::try_from(DAY_MILLIS).unwrap_or(u64::MAX);
    SPARE_AT_ONCE + SPARE_OVER_THE_DAY * passed / day
}

#[cfg(test)]
mod tests;
