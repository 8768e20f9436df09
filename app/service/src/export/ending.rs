//! How exports end: what is in storage of them goes first, and the row that knows of it last.

use super::{DAYS, key, pack::PARTS_AT_ONCE};
use crate::{
    Result, World,
    ports::PortError,
    process::Answer,
    sql::{
        self,
        exports::{ExportRow, Problem, StalledExport},
    },
    steps,
};
use domain::{
    storage::{Bucket, StorageKey},
    time::Timestamp,
};

/// An export has failed. What is in storage of it is not wanted; what does not go now, the sweep removes.
pub(super) async fn fail(world: &World, row: &ExportRow, problem: Problem) -> std::result::Result<Answer, PortError> {
    let until = world.now().plus_days(DAYS);
    world.db.run(sql::exports::fail(row, problem, until)).await?;
    let _ = empty(world, row).await;
    Ok(Answer::Ack)
}

/// Removes from storage what this round of an export may have left, the step that is under way included, and the file of every
/// round. Whoever worked on an earlier round works no more: it ended in the step that began this one.
///
/// An upload whose id was lost between being begun and being written down is nowhere to be found: R2 itself forgets it, after
/// seven days.
pub(super) async fn empty(world: &World, row: &ExportRow) -> std::result::Result<(), PortError> {
    if let Some(upload) = &row.upload {
        world.archives.abort(key(row), upload).await?;
    }
    let files = (1..=row.round).map(|round| StorageKey::Export(row.token, round));
    let keys: Vec<StorageKey> = files.chain(slices(row, row.slices_made + PARTS_AT_ONCE)).collect();
    world.blobs.delete(Bucket::Private, keys).await
}

/// The first so many slices of a round.
pub(super) fn slices(row: &ExportRow, made: u32) -> impl Iterator<Item = StorageKey> + use<> {
    let (token, round) = (row.token, row.round);
    (1..=made).map(move |number| StorageKey::ExportSlice(token, round, number))
}

/// What a sweep did with exports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ended {
    /// Rung for again.
    pub(crate) rung: usize,
    /// Removed, because they were told of long enough.
    pub(crate) ended: usize,
}

/// Rings for exports that nobody works on, gives up those that should be ready by now, removes those that have ended, and forgets
/// removed ones.
///
/// # Errors
/// The first thing outside that does not work; what is left waits for the next sweep.
pub(crate) async fn sweep(world: &World, now: Timestamp) -> Result<Ended> {
    let late = now.plus_seconds(-world.config.sweep_after_seconds);
    let stalled: Vec<StalledExport> = world.db.run(sql::exports::stalled_exports(late)).await?.all()?;
    for export in &stalled {
        world.bell.ring_export(export.id, export.step).await?;
    }
    let given_up = sql::exports::give_up(now, now.plus_days(DAYS));
    let given_up: Vec<ExportRow> = world.db.run(given_up).await?.all()?;
    let expired = sql::exports::expire(now, now.plus_seconds(steps::LEASE_SECONDS));
    let expired: Vec<ExportRow> = world.db.run(expired).await?.all()?;
    forget(world, now).await?;
    for row in given_up.iter().chain(&expired) {
        // if this does not work, it does once nothing of them is written any more
        empty(world, row).await?;
    }
    Ok(Ended {
        rung: stalled.len(),
        ended: expired.len(),
    })
}

/// Empties removed exports once more, since a step that was under way may have stored something; then their rows go.
async fn forget(world: &World, now: Timestamp) -> Result<()> {
    let silent: Vec<ExportRow> = world.db.run(sql::exports::silent(now)).await?.all()?;
    for row in &silent {
        empty(world, row).await?;
    }
    if !silent.is_empty() {
        let ids: Vec<_> = silent.iter().map(|row| row.id).collect();
        world.db.batch(sql::exports::forget(&ids, now).into()).await?;
    }
    Ok(())
}
