//! Backups: their rows, what is read for them (`slice`), and what restores them (`restore`).

mod restore;
mod slice;

pub use restore::*;
pub use slice::*;

use super::statement;
use crate::ports::{Statement, Value};
use domain::{
    id::{BackupId, StorageToken},
    time::Timestamp,
};
use serde::Deserialize;

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Tables are copied.
    Copying,
    /// Everything is stored, and the index does not name it yet.
    Listing,
    /// It counts.
    Complete,
    /// It is removed.
    Leaving,
}

/// A row of `backups`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BackupRow {
    /// Id.
    pub id: BackupId,
    /// The unguessable part of its names in storage.
    pub token: StorageToken,
    /// How far it is.
    pub state: State,
    /// How many steps are done.
    pub step: u32,
    /// How often a step was claimed: the fencing token.
    pub attempt: u32,
    /// How often this step was tried.
    pub tries: u32,
    /// When the next step may begin, or the lease of the running one ends.
    pub due_at: Timestamp,
    /// Which table comes next.
    pub part: usize,
    /// After which row of it.
    pub place: Option<String>,
    /// How many slices are stored.
    pub slices: u32,
    /// How many rows they hold.
    pub row_count: u64,
    /// How large they are, in bytes.
    pub bytes: u64,
    /// SHA-256 of its manifest, hexadecimal, once that is stored.
    pub manifest_sha256: Option<String>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When everything was stored.
    pub ended_at: Option<Timestamp>,
    /// When it was found in the index without a row, if a database made it that was lost.
    pub found_at: Option<Timestamp>,
}

impl BackupRow {
    /// Whether everything of it is stored, whether the index names it or not.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self.state, State::Listing | State::Complete)
    }
}

const COLUMNS: &str = "id, token, state, step, attempt, tries, due_at, part, place, slices, row_count, bytes, manifest_sha256, \
     begun_at, ended_at, found_at";

/// Every backup there is, the newest first: about a dozen.
#[must_use]
pub fn all() -> Statement {
    statement(
        format!("select {COLUMNS} from backups indexed by backups_newest where begun_at > 0 order by begun_at desc"),
        [],
    )
}

/// One of them.
#[must_use]
pub fn by_id(backup: BackupId) -> Statement {
    statement(
        format!("select {COLUMNS} from backups where id = ?1"),
        [backup.to_string().into()],
    )
}

/// Begins one, unless one is being made, or was begun after `before`, or there is nobody: of a database that was lost nothing is worth
/// keeping before it is restored.
#[must_use]
pub fn begin(backup: BackupId, token: StorageToken, now: Timestamp, before: Timestamp) -> Statement {
    statement(
        "insert into backups (id, token, state, due_at, begun_at) select ?1, ?2, 'copying', ?3, ?3 \
         where not exists (select 1 from backups where state = 'copying' or begun_at > ?4) and exists (select 1 from users)",
        [
            backup.to_string().into(),
            token.to_string().into(),
            now.into(),
            before.into(),
        ],
    )
}

/// Gives rows to backups that are complete, from a JSON array of what the index says of each, and its `token`. Times are those that the
/// index tells, to the second. One that there is stays as it is.
#[must_use]
pub fn found(backups: String, now: Timestamp) -> Statement {
    statement(
        "insert into backups \
         (id, token, state, due_at, slices, row_count, bytes, manifest_sha256, begun_at, ended_at, found_at) \
         select value ->> 'id', value ->> 'token', 'complete', ?2, value ->> 'slices', value ->> 'rows', value ->> 'bytes', \
         value ->> 'sha256', unixepoch(value ->> 'begun_at') * 1000, unixepoch(value ->> 'ended_at') * 1000, ?2 \
         from json_each(?1) where true on conflict do nothing",
        [backups.into(), now.into()],
    )
}

/// Claims a step that nobody works on: of two at once one gets the row.
#[must_use]
pub fn claim(backup: BackupId, step: u32, now: Timestamp, until: Timestamp) -> Statement {
    statement(
        format!(
            "update backups set attempt = attempt + 1, tries = tries + 1, due_at = ?4 \
             where id = ?1 and step = ?2 and due_at <= ?3 and state = 'copying' returning {COLUMNS}"
        ),
        [backup.to_string().into(), step.into(), now.into(), until.into()],
    )
}

/// A change by whoever holds a step: the first two parameters are of the condition.
fn held<const N: usize>(row: &BackupRow, set: &str, more: [Value; N]) -> Statement {
    let mut params: Vec<Value> = vec![row.id.to_string().into(), row.attempt.into()];
    params.extend(more);
    Statement {
        sql: format!("update backups set {set} where id = ?1 and attempt = ?2 and state = 'copying'"),
        params,
    }
}

/// A stored slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSlice<'a> {
    /// Whose rows it holds.
    pub table: &'a str,
    /// How many.
    pub rows: u32,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: &'a str,
}

/// Notes a slice, as whoever holds its step has stored it.
#[must_use]
pub fn note_slice(row: &BackupRow, slice: &StoredSlice<'_>) -> Statement {
    statement(
        "insert or replace into backup_slices (backup_id, number, table_name, row_count, bytes, sha256) \
         select id, slices + 1, ?3, ?4, ?5, ?6 from backups where id = ?1 and attempt = ?2 and state = 'copying'",
        [
            row.id.to_string().into(),
            row.attempt.into(),
            slice.table.into(),
            slice.rows.into(),
            slice.bytes.into(),
            slice.sha256.into(),
        ],
    )
}

/// The step that stored this slice, if it did one, is done: the next one begins with this table, after this row.
#[must_use]
pub fn go_on(
    row: &BackupRow,
    slice: Option<&StoredSlice<'_>>,
    part: usize,
    place: Option<&str>,
    now: Timestamp,
) -> Statement {
    let (rows, bytes) = slice.map_or((0, 0), |slice| (slice.rows, slice.bytes));
    held(
        row,
        "step = step + 1, tries = 0, due_at = ?3, part = ?4, place = ?5, slices = slices + ?6, row_count = row_count + ?7, \
         bytes = bytes + ?8",
        [
            now.into(),
            u64::try_from(part).unwrap_or(u64::MAX).into(),
            place.map(str::to_owned).into(),
            slice.is_some().into(),
            rows.into(),
            bytes.into(),
        ],
    )
}

/// What the manifest says of the slices: a JSON array of objects, as one text in one row.
#[must_use]
pub fn slices(backup: BackupId) -> Statement {
    statement(
        "select json_group_array(json_object('table', table_name, 'rows', row_count, 'bytes', bytes, 'sha256', sha256)) as slices \
         from (select * from backup_slices where backup_id = ?1 order by number)",
        [backup.to_string().into()],
    )
}

/// Its manifest is stored.
#[must_use]
pub fn copied(row: &BackupRow, manifest_sha256: &str, now: Timestamp) -> Statement {
    held(
        row,
        "state = 'listing', step = step + 1, tries = 0, manifest_sha256 = ?3, ended_at = ?4",
        [manifest_sha256.into(), now.into()],
    )
}

/// A step did not work, or is not allowed now: it is tried again from then on.
#[must_use]
pub fn put_off(row: &BackupRow, until: Timestamp, counts: bool) -> Statement {
    held(row, "due_at = ?3, tries = tries - ?4", [until.into(), (!counts).into()])
}

/// Whoever holds it gives it up.
#[must_use]
pub fn give_up(row: &BackupRow) -> Statement {
    held(row, "state = 'leaving'", [])
}

/// These are removed from now on.
#[must_use]
pub fn leave(backups: &[BackupId]) -> Statement {
    statement(
        "update backups set state = 'leaving' where id in (select value from json_each(?1))",
        [super::list(backups)],
    )
}

/// The index names it: it counts, and what the manifest says need not be here any more.
#[must_use]
pub fn listed(backup: BackupId) -> [Statement; 2] {
    [
        statement(
            "update backups set state = 'complete' where id = ?1 and state = 'listing'",
            [backup.to_string().into()],
        ),
        statement(
            "delete from backup_slices where backup_id = ?1",
            [backup.to_string().into()],
        ),
    ]
}

/// Of one that is removed so many slices are left; without any its row goes.
#[must_use]
pub fn removed_to(backup: BackupId, slices: u32) -> [Statement; 2] {
    [
        statement(
            "update backups set slices = ?2 where id = ?1 and state = 'leaving'",
            [backup.to_string().into(), slices.into()],
        ),
        statement(
            "delete from backups where id = ?1 and state = 'leaving' and slices = 0",
            [backup.to_string().into()],
        ),
    ]
}
