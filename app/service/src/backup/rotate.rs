//! What the cron does: it begins backups, rings for those that stand still, says which there are, and removes old ones.

use super::{
    index,
    step::{has_room, ring},
};
use crate::{
    Result, World,
    sql::{
        self,
        backups::{BackupRow, State},
    },
};
use domain::{
    backup::{EVERY_SECONDS, is_old, kept},
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
/// If the database or storage does not work, or the stored index cannot be read.
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
    let settled = settle(world, &rows).await;
    // whatever is wrong with the index, there is to be a backup of today
    let (begun, rung) = go_on(world, &rows, now).await?;
    Ok(Ran {
        begun,
        rung,
        ..settled?
    })
}

/// Those that have had their time, and those that will come to nothing.
fn to_leave(rows: &[BackupRow], now: Timestamp) -> Vec<BackupId> {
    let (found, own): (Vec<&BackupRow>, Vec<&BackupRow>) = rows
        .iter()
        .filter(|row| row.is_whole())
        .partition(|row| row.found_at.is_some());
    let made: Vec<Timestamp> = own.iter().map(|row| row.begun_at).collect();
    let stay = kept(now, &made);
    let own = own.iter().zip(stay).filter(|(_, stays)| !stays).map(|(row, _)| row.id);
    // by age alone: else what is made of a database that is not restored yet would push out what it is to be restored from
    let newest = rows.iter().find(|row| row.is_whole()).map(|row| row.id);
    let found = found
        .iter()
        .filter(|row| is_old(now, row.begun_at) && newest != Some(row.id))
        .map(|row| row.id);
    let lost = rows
        .iter()
        .filter(|row| row.state == State::Copying && row.begun_at.plus_days(GIVEN_UP_DAYS) <= now && row.due_at <= now);
    own.chain(found).chain(lost.map(|row| row.id)).collect()
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
    index::write(world, rows).await?;
    for row in in_state(State::Listing) {
        world.db.batch(sql::backups::listed(row.id).into()).await?;
        ran.completed += 1;
    }
    if let Some(row) = in_state(State::Leaving).next() {
        remove(world, row).await?;
    }
    Ok(ran)
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
