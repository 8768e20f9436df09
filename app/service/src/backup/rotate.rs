//! What the cron does: it begins backups, rings for those that stand still, says which there are, and removes old ones.

use super::{
    FORMAT, Index, Listed, json,
    step::{has_room, ring},
    store,
};
use crate::{
    Result, World,
    sql::{
        self,
        backups::{BackupRow, State},
    },
};
use domain::{
    backup::{EVERY_SECONDS, kept},
    id::{BackupId, StorageToken},
    storage::{Bucket, StorageKey},
    time::Timestamp,
};
use serde::Serialize;

/// How many slices of a backup that is removed one run removes: their names are made one by one.
const REMOVED_AT_ONCE: u32 = 500;

/// After how many days a backup is given up that has not come to its end. Tables that large are copied within a week.
const GIVEN_UP_DAYS: i64 = 7;

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Ran {
    /// Backups that count from now on.
    pub completed: usize,
    /// Backups that are being removed.
    pub leaving: usize,
    /// Whether one was begun.
    pub begun: bool,
    /// Whether one was rung for that stood still.
    pub rung: bool,
}

/// Goes on with backups: once an hour is often enough, and a run that is missed does no harm. Cut short anywhere, the next run finds
/// in the database what is left to do.
///
/// # Errors
/// If the database or storage does not work.
pub async fn run(world: &World) -> Result<Ran> {
    let now = world.now();
    let mut rows: Vec<BackupRow> = world.db.run(sql::backups::all()).await?.all()?;
    let old = to_leave(&rows, now);
    if !old.is_empty() {
        world.db.run(sql::backups::leave(&old)).await?;
        for row in rows.iter_mut().filter(|row| old.contains(&row.id)) {
            row.state = State::Leaving;
        }
    }
    let mut ran = settle(world, &rows).await?;
    (ran.begun, ran.rung) = go_on(world, &rows, now).await?;
    Ok(ran)
}

/// Those that have had their time, and those that will come to nothing.
fn to_leave(rows: &[BackupRow], now: Timestamp) -> Vec<BackupId> {
    let whole: Vec<&BackupRow> = rows.iter().filter(|row| is_whole(row)).collect();
    let made: Vec<Timestamp> = whole.iter().map(|row| row.begun_at).collect();
    let stay = kept(now, &made);
    let old = whole
        .iter()
        .zip(stay)
        .filter(|(_, stays)| !stays)
        .map(|(row, _)| row.id);
    let lost = rows
        .iter()
        .filter(|row| row.state == State::Copying && row.begun_at.plus_days(GIVEN_UP_DAYS) <= now && row.due_at <= now);
    old.chain(lost.map(|row| row.id)).collect()
}

/// Whether everything of it is stored, whether the index names it or not.
const fn is_whole(row: &BackupRow) -> bool {
    matches!(row.state, State::Listing | State::Complete)
}

/// Writes the index anew if it is not right any more, then counts those that it names, and removes one that it does not.
async fn settle(world: &World, rows: &[BackupRow]) -> Result<Ran> {
    let in_state = |state: State| rows.iter().filter(move |row| row.state == state);
    let mut ran = Ran {
        leaving: in_state(State::Leaving).count(),
        ..Ran::default()
    };
    if ran.leaving == 0 && in_state(State::Listing).next().is_none() {
        return Ok(ran);
    }
    let index = Index {
        format: FORMAT,
        backups: rows.iter().filter(|row| is_whole(row)).filter_map(listed).collect(),
    };
    store(world, StorageKey::BackupIndex, json(&index)?).await?;
    for row in in_state(State::Listing) {
        world.db.batch(sql::backups::listed(row.id).into()).await?;
        ran.completed += 1;
    }
    if let Some(row) = in_state(State::Leaving).next() {
        remove(world, row).await?;
    }
    Ok(ran)
}

fn listed(row: &BackupRow) -> Option<Listed> {
    Some(Listed {
        id: row.id,
        manifest: StorageKey::BackupManifest(row.token).name(),
        sha256: row.manifest_sha256.clone()?,
        begun_at: row.begun_at.rfc3339(),
        ended_at: row.ended_at?.rfc3339(),
        slices: row.slices,
        rows: row.row_count,
        bytes: row.bytes,
    })
}

/// Removes some of a backup, the manifest first, and its row at last. One that was being made may have stored a slice that its row
/// does not know of.
async fn remove(world: &World, row: &BackupRow) -> Result<()> {
    let left = row.slices.saturating_sub(REMOVED_AT_ONCE);
    let slices = (left + 1..=row.slices + 1).map(|number| StorageKey::BackupSlice(row.token, number));
    let keys = std::iter::once(StorageKey::BackupManifest(row.token)).chain(slices);
    world.blobs.delete(Bucket::Private, keys.collect()).await?;
    world.db.batch(sql::backups::removed_to(row.id, left).into()).await?;
    Ok(())
}

/// Begins one if it is time, and rings for one that nobody works on. Gives whether it did either.
async fn go_on(world: &World, rows: &[BackupRow], now: Timestamp) -> Result<(bool, bool)> {
    let late = now.plus_seconds(-world.config.sweep_after_seconds);
    if let Some(row) = rows.iter().find(|row| row.state == State::Copying) {
        let stands = row.due_at <= late;
        if stands {
            ring(world, row.id, row.step).await;
        }
        return Ok((false, stands));
    }
    let before = now.plus_seconds(-EVERY_SECONDS);
    if rows.iter().any(|row| row.begun_at > before) || !has_room(world).await {
        return Ok((false, false));
    }
    let (id, token) = (BackupId::new(world.uuid()), StorageToken::new(world.uuid()));
    let begun = world.db.run(sql::backups::begin(id, token, now, before)).await?.changes > 0;
    if begun {
        ring(world, id, 0).await;
    }
    Ok((begun, false))
}
