//! Counts what there is, so many rows an hour: photos and jobs by state, people; and what came on each day.
//!
//! What came is counted once, when it is met. What there is, is counted over and over; on a site whose photos fit the free plan that
//! takes some hours, and of a million photos some weeks: it says on which day it came to its end.

use crate::{
    Result, World,
    sql::{
        is_refusal,
        statistics::{self, KindRow, New, NewRow, Tally},
    },
};
use domain::{plan::standing::day_of, time::Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many rows of each kind one run looks at: less than a hundredth of what D1 reads in a day, run every hour.
pub const ROWS_AT_ONCE: u32 = 1000;

/// How many days are remembered: those of the last year can be compared with those of this one.
const DAYS_KEPT: i64 = 400;

/// What a run counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tallied {
    /// Photos that arrived.
    pub uploads: u64,
    /// People who came.
    pub sign_ups: u64,
    /// Rows that were looked at.
    pub rows: u64,
}

/// Goes on counting. Cut short anywhere, the next run goes on from where this one began.
///
/// # Errors
/// If the database does not answer.
pub async fn run(world: &World) -> Result<Tallied> {
    run_in_slices_of(world, ROWS_AT_ONCE).await
}

/// The same with so many rows at once.
///
/// # Errors
/// As [`run`].
pub async fn run_in_slices_of(world: &World, rows: u32) -> Result<Tallied> {
    let now = world.now();
    world.db.run(statistics::forget(day_of(now) - DAYS_KEPT)).await?;
    Ok(Tallied {
        uploads: count_new(world, New::Uploads, rows).await?,
        sign_ups: count_new(world, New::SignUps, rows).await?,
        rows: count_all(world, now, rows).await?,
    })
}

/// Counts what came since the last time, once.
async fn count_new(world: &World, new: New, rows: u32) -> Result<u64> {
    let statements = vec![statistics::step_back(new), statistics::new_rows(new, rows)];
    let found = world.db.batch(statements).await?.pop().unwrap_or_default();
    let found: Vec<NewRow> = found.all()?;
    if found.is_empty() {
        return Ok(0);
    }
    match world.db.batch(statistics::count_new(new, &found).into()).await {
        Ok(_) => Ok(found.iter().map(|row| row.n).sum()),
        // another run has counted them
        Err(error) if is_refusal(&error.cause) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// Goes on counting what there is; gives how many rows were looked at.
async fn count_all(world: &World, now: Timestamp, rows: u32) -> Result<u64> {
    let state = world.db.run(statistics::tally()).await?;
    let mut tally: Tally = state.one("read how far the tally is")?;
    let mut left = u64::from(rows);
    while left > 0 {
        let ask = u32::try_from(left).unwrap_or(rows);
        let Some(slice) = statistics::slice(tally.part, tally.place, ask) else {
            tally = finish(world, now, &tally).await?;
            break;
        };
        let found: Vec<KindRow> = world.db.run(slice).await?.all()?;
        let looked_at = found.iter().map(|row| row.n).sum();
        tally = after(tally, &found, looked_at < left);
        left = left.saturating_sub(looked_at);
    }
    world.db.run(statistics::note(&tally)).await?;
    Ok(u64::from(rows) - left)
}

/// It is at its end: that is what there is today. Gives how it begins again.
async fn finish(world: &World, now: Timestamp, tally: &Tally) -> Result<Tally> {
    let day = day_of(now);
    let statements = vec![statistics::open(day), statistics::note_counts(day, &tally.found)];
    world.db.batch(statements).await?;
    Ok(Tally {
        part: 0,
        place: 0,
        found: "{}".to_owned(),
    })
}

/// With what a slice holds; a part that gave fewer rows than were asked for is at its end.
fn after(tally: Tally, found: &[KindRow], ended: bool) -> Tally {
    let mut counts: BTreeMap<String, u64> = serde_json::from_str(&tally.found).unwrap_or_default();
    for row in found {
        let count = counts.entry(row.kind.clone()).or_default();
        *count = count.saturating_add(row.n);
    }
    let place = found.iter().map(|row| row.place).max().unwrap_or(tally.place);
    Tally {
        part: if ended { tally.part + 1 } else { tally.part },
        place: if ended { 0 } else { place },
        found: serde_json::json!(counts).to_string(),
    }
}
