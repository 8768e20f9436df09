//! Runs of the cron, and how long the parts took to answer.

use super::statement;
use crate::ports::Statement;
use domain::time::Timestamp;
use serde::Deserialize;

/// How many old rows an hour forgets: more than it makes.
const FORGOTTEN_AT_ONCE: u32 = 100;

/// A run.
#[derive(Debug, Clone, Deserialize)]
pub struct RunRow {
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended, if it did.
    pub ended_at: Option<Timestamp>,
    /// What its tasks did, as JSON.
    pub tasks: String,
}

/// A run begins.
#[must_use]
pub fn begin(started: Timestamp) -> Statement {
    statement(
        "insert or ignore into cron_runs (started_at) values (?1)",
        [started.into()],
    )
}

/// It is over, and did this. Whether its beginning was written down or not.
#[must_use]
pub fn end(started: Timestamp, ended: Timestamp, tasks: &str) -> Statement {
    statement(
        "insert into cron_runs (started_at, ended_at, tasks) values (?1, ?2, ?3) \
         on conflict (started_at) do update set ended_at = excluded.ended_at, tasks = excluded.tasks",
        [started.into(), ended.into(), tasks.into()],
    )
}

/// The last runs: [`RunRow`].
#[must_use]
pub fn last(limit: u32) -> Statement {
    statement(
        // the condition is no limit: it has SQLite seek the end rather than call this a scan
        "select started_at, ended_at, tasks from cron_runs where started_at > 0 order by started_at desc limit ?1",
        [limit.into()],
    )
}

/// Forgets runs before this.
#[must_use]
pub fn forget(before: Timestamp) -> Statement {
    statement(
        "delete from cron_runs where started_at in \
         (select started_at from cron_runs where started_at < ?1 order by started_at limit ?2)",
        [before.into(), FORGOTTEN_AT_ONCE.into()],
    )
}

/// How long the parts took, in milliseconds; null if they did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct LatencyRow {
    /// D1.
    pub d1: Option<u64>,
    /// R2.
    pub r2: Option<u64>,
    /// KV.
    pub kv: Option<u64>,
    /// The image service.
    pub images: Option<u64>,
}

/// Writes them down.
#[must_use]
pub fn note_latency(asked: Timestamp, row: LatencyRow) -> Statement {
    statement(
        "insert or replace into latencies (asked_at, d1, r2, kv, images) values (?1, ?2, ?3, ?4, ?5)",
        [
            asked.into(),
            row.d1.into(),
            row.r2.into(),
            row.kv.into(),
            row.images.into(),
        ],
    )
}

/// What was written down of a day, which has 24 runs: [`LatencyRow`].
#[must_use]
pub fn latencies_of(day: i64) -> Statement {
    statement(
        "select d1, r2, kv, images from latencies where asked_at >= ?1 and asked_at < ?2 order by asked_at limit 100",
        [Timestamp::of_day(day).into(), Timestamp::of_day(day + 1).into()],
    )
}

/// Forgets what was written down before this.
#[must_use]
pub fn forget_latencies(before: Timestamp) -> Statement {
    statement(
        "delete from latencies where asked_at in \
         (select asked_at from latencies where asked_at < ?1 order by asked_at limit ?2)",
        [before.into(), FORGOTTEN_AT_ONCE.into()],
    )
}
