//! Backups: once a day, every row of the database goes into the private bucket, slice by slice.
//!
//! The hourly cron begins one and the queue carries it on, a slice a message (`step`); what the queue forgets, the cron rings for
//! again. At its end a manifest says what belongs to it, with a checksum of each slice: a backup without one does not count. The
//! cron writes down in an index of a fixed name which backups there are, for when the database is lost (`index`), and removes old
//! ones by what the database knows of them: nothing lists a bucket (`rotate`).
//!
//! A backup is no snapshot: each row is as it was at some moment between its beginning and its end. What follows from that is put
//! right when it is restored (`restore`). Files are not in it: they are where they are, and [`crate::audit`] says which are missing.

mod index;
mod restore;
mod rotate;
mod step;
mod tables;

pub(crate) use tables::{by_name, columns};
pub use {
    restore::{Broken, Index, Listed, Manifest, SliceEntry, Sql, sql},
    rotate::{Ran, run},
    step::{handle, read_message},
    tables::{COPIED, Copied, Key, LEFT_OUT},
};

use crate::{
    Result, World,
    ports::{Piece, PortError},
    sql::{
        self,
        backups::{BackupRow, State},
    },
    steps,
};
use domain::{
    access::{Viewer, may_see_jobs},
    id::BackupId,
    storage::StorageKey,
};

/// The most rows of a slice.
const SLICE_ROWS: u32 = 1000;

/// The most bytes of a slice of more than one row: what is hashed in a few milliseconds.
const SLICE_BYTES: u32 = 200_000;

/// The version of what backups look like in storage.
const FORMAT: u32 = 1;

const PREFIX: &str = "backup:";

/// The queue's message that rings for a step of a backup. Photos' messages are ids alone.
#[must_use]
pub fn message(backup: BackupId, step: u32) -> String {
    steps::message(PREFIX, backup, step)
}

/// Which backups there are, for those who run the site; `None` for others.
///
/// # Errors
/// If the database does not answer.
pub async fn list(world: &World, viewer: Viewer) -> Result<Option<Vec<BackupRow>>> {
    if !may_see_jobs(viewer) {
        return Ok(None);
    }
    let mut rows: Vec<BackupRow> = world.db.run(sql::backups::all()).await?.all()?;
    rows.retain(|row| row.state != State::Leaving);
    Ok(Some(rows))
}

/// Stores a text.
async fn store(world: &World, key: StorageKey, text: String) -> std::result::Result<(), PortError> {
    world.archives.store(key, vec![Piece::Bytes(text.into_bytes())]).await
}

/// A value as JSON.
fn json(value: &impl serde::Serialize) -> std::result::Result<String, PortError> {
    serde_json::to_string(value).map_err(|error| PortError::new("write a backup's data", error))
}
