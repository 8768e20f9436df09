//! How the site does, for whoever runs it: the last thirty days in figures, what waits, and what the cron did.

use crate::{
    Result, World,
    cron::{Latency, Run},
    popular::last_counts,
    sql::{self, cron::RunRow, jobs::WaitingRow, statistics::DayRow, usage::UsageRow},
};
use domain::{
    access::{Viewer, may_see_usage},
    plan::{Resource, standing::day_of},
    time::Timestamp,
};
use std::collections::BTreeMap;

/// How many days are shown.
pub const DAYS_SHOWN: i64 = 30;

/// How many runs of the cron are shown: those of six hours.
const RUNS_SHOWN: u32 = 36;

/// A day in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// When it began.
    pub begun: Timestamp,
    /// Photos that arrived.
    pub uploads: u64,
    /// Views of photos' pages, about.
    pub views: u64,
    /// People who came.
    pub sign_ups: u64,
    /// How much was stored in the end, in bytes.
    pub stored: u64,
    /// How long each part took to answer, by its name.
    pub latencies: BTreeMap<String, Latency>,
}

/// What the page of statistics shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Now.
    pub now: Timestamp,
    /// The last thirty days, today the last; those of which nothing is known are empty.
    pub days: Vec<Day>,
    /// What there was when it was last counted, by kind (`photos.ready`), and when that day began.
    pub counts: Option<(Timestamp, BTreeMap<String, u64>)>,
    /// For how long the job has waited that has waited longest since it could begin, in seconds.
    pub waiting_seconds: Option<i64>,
    /// The last runs of the cron, the last one first.
    pub runs: Vec<Run>,
}

/// How the site does; `None` for whoever may not know. It reads at most 100 rows.
///
/// # Errors
/// If the database does not answer.
pub async fn overview(world: &World, viewer: Viewer) -> Result<Option<Overview>> {
    if !may_see_usage(viewer) {
        return Ok(None);
    }
    let now = world.now();
    let first = day_of(now) - DAYS_SHOWN + 1;
    let statements = vec![
        sql::statistics::since(first),
        sql::usage::since(first),
        sql::jobs::longest_waiting(now),
        sql::cron::last(RUNS_SHOWN),
    ];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let days: Vec<DayRow> = rows.next().unwrap_or_default().all()?;
    let usage: Vec<UsageRow> = rows.next().unwrap_or_default().all()?;
    let waiting: Option<WaitingRow> = rows.next().unwrap_or_default().first()?;
    let runs: Vec<RunRow> = rows.next().unwrap_or_default().all()?;
    Ok(Some(Overview {
        now,
        counts: last_counts(&days).map(|(day, counts)| (Timestamp::of_day(day), counts)),
        days: (first..=day_of(now)).map(|day| of_day(day, &days, &usage)).collect(),
        waiting_seconds: waiting.map(|row| (now.seconds() - row.due_at.seconds()).max(0)),
        runs: runs.into_iter().map(Run::from).collect(),
    }))
}

fn of_day(day: i64, days: &[DayRow], usage: &[UsageRow]) -> Day {
    let row = days.iter().find(|row| row.day == day);
    let figure = |of: fn(&DayRow) -> u64| row.map_or(0, of);
    let latencies = row.and_then(|row| serde_json::from_str(row.latencies.as_deref()?).ok());
    let used = usage.iter().find(|row| row.day() == day);
    Day {
        begun: Timestamp::of_day(day),
        uploads: figure(|row| row.uploads),
        views: figure(|row| row.views),
        sign_ups: figure(|row| row.sign_ups),
        stored: used.map_or(0, |row| row.counts().of(Resource::StoredBytes)),
        latencies: latencies.unwrap_or_default(),
    }
}
