//! Exports: beginning one, claiming its next step, and what each step changes. What a step writes is fenced: it counts only
//! while the attempt that claimed the step still holds it, and only if the last statement changed a row.

mod contents;
mod ending;
mod pages;

pub use {contents::*, ending::*, pages::*};

use super::statement;
use crate::ports::{Statement, Value};
use domain::{
    id::{ExportId, PhotoId, StorageToken, UserId},
    time::Timestamp,
    zip::End,
};
use serde::Deserialize;

/// The most exports that one person can begin in 24 hours.
pub const MAX_A_DAY: u32 = 5;

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// What it contains is being written down.
    Collecting,
    /// Checksums that nobody knows yet are being computed.
    Summing,
    /// The file is being put together.
    Packing,
    /// It can be fetched.
    Ready,
    /// It will not become ready.
    Failed,
    /// It is not there for anybody any more.
    Removed,
}

/// Why an export failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Photos were deleted while they were packed, again and again.
    Changed,
    /// Something else did not work, again and again.
    Broken,
}

impl Problem {
    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Broken => "broken",
        }
    }
}

/// A row of `exports`.
#[derive(Debug, Clone, Deserialize)]
pub struct ExportRow {
    /// Id.
    pub id: ExportId,
    /// Whose it is.
    pub user_id: UserId,
    /// Its storage token.
    pub token: StorageToken,
    /// How far it is.
    pub state: State,
    /// Why it failed.
    pub problem: Option<Problem>,
    /// For which time it was begun.
    pub round: u32,
    /// How many steps are done.
    pub step: u32,
    /// How often a step was claimed.
    pub attempt: u32,
    /// How often since anything was done.
    pub tries: u32,
    /// When the next step may begin, or when the lease of the running one ends.
    pub due_at: Timestamp,
    /// When the photo was uploaded that was collected last.
    pub after_at: Option<Timestamp>,
    /// Which photo that is.
    pub after_id: Option<PhotoId>,
    /// How many pages there are.
    pub pages: u32,
    /// How many photos there are.
    pub photos: u32,
    /// How many files there are in it.
    pub entries: u64,
    /// How many bytes these take up, headers included.
    pub files_bytes: u64,
    /// How many bytes the directory takes up.
    pub directory_bytes: u64,
    /// How many bytes are summed of the file that is being summed.
    pub summed_to: u64,
    /// Their CRC-32.
    pub sum: u32,
    /// The upload in parts.
    pub upload: Option<String>,
    /// How large its parts are, in bytes.
    pub part_bytes: u64,
    /// How many bytes are packed.
    pub packed_to: u64,
    /// The page that comes next, of the files or of the directory.
    pub page: u32,
    /// The lengths of the slices that are stored of the part that is under way, as JSON.
    pub slices: String,
    /// How many slices are stored of all parts.
    pub slices_made: u32,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
}

impl ExportRow {
    /// What comes after its files and its directory.
    #[must_use]
    pub const fn end(&self) -> End {
        End {
            entries: self.entries,
            directory_at: self.files_bytes,
            directory_bytes: self.directory_bytes,
        }
    }

    /// How many bytes the whole file has, once everything is collected.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.end().archive_bytes()
    }
}

pub(super) const COLUMNS: &str = "id, user_id, token, state, problem, round, step, attempt, tries, due_at, after_at, after_id, pages, \
     photos, entries, files_bytes, directory_bytes, summed_to, sum, upload, part_bytes, packed_to, page, slices, slices_made, \
     created_at, ends_at";

/// The condition of the index `exports_open`, word for word.
pub(super) const OPEN: &str = "state in ('collecting', 'summing', 'packing')";

/// What a new row holds.
#[derive(Debug, Clone, Copy)]
pub struct NewExport {
    /// Id.
    pub id: ExportId,
    /// Whose it is.
    pub user: UserId,
    /// Its storage token.
    pub token: StorageToken,
    /// Now.
    pub now: Timestamp,
    /// When it is given up.
    pub ends_at: Timestamp,
}

/// A new export, unless they have begun [`MAX_A_DAY`] since yesterday; fails if they have one.
#[must_use]
pub fn insert(new: NewExport) -> Statement {
    statement(
        "insert into exports (id, user_id, token, state, due_at, created_at, ends_at) \
         select ?1, ?2, ?3, 'collecting', ?4, ?4, ?5 \
         where (select count(*) from exports where user_id = ?2 and created_at > ?6) < ?7",
        [
            new.id.to_string().into(),
            new.user.to_string().into(),
            new.token.to_string().into(),
            new.now.into(),
            new.ends_at.into(),
            new.now.plus_days(-1).into(),
            MAX_A_DAY.into(),
        ],
    )
}

/// Removes an export again whose originals are larger together than so many bytes. If it is there, all photos of its owner are
/// read.
#[must_use]
pub fn remove_if_larger(new: NewExport, most: u64) -> Statement {
    statement(
        "update exports set state = 'removed', ends_at = ?4 where id = ?1 and \
         (select sum(coalesce(original_bytes, bytes)) from photos indexed by photos_own \
         where owner_id = ?2 and deleted_at is null) > ?3",
        [
            new.id.to_string().into(),
            new.user.to_string().into(),
            most.into(),
            new.now.into(),
        ],
    )
}

/// How much is told of a photo beside its file, about, in bytes.
const TOLD_BYTES: u32 = 4096;

/// Removes an export again that does not fit into so many bytes, together with what all others that are under way have yet to store.
/// If it is there, all photos of their owners are read.
#[must_use]
pub fn remove_unless_it_fits(new: NewExport, room: u64) -> Statement {
    statement(
        format!(
            "update exports set state = 'removed', ends_at = ?3 where id = ?1 and {OPEN} and \
             (select total(coalesce(original_bytes, bytes) + {TOLD_BYTES}) from photos indexed by photos_own \
             where deleted_at is null and owner_id in (select user_id from exports indexed by exports_open where {OPEN})) \
             - (select total(packed_to) from exports indexed by exports_open where {OPEN}) > ?2"
        ),
        [new.id.to_string().into(), room.into(), new.now.into()],
    )
}

/// Somebody's export, if they have one.
#[must_use]
pub fn of_user(user: UserId) -> Statement {
    statement(
        format!("select {COLUMNS} from exports indexed by exports_one where user_id = ?1 and state <> 'removed'"),
        [user.to_string().into()],
    )
}

/// An export, whatever became of it.
#[must_use]
pub fn by_id(export: ExportId) -> Statement {
    statement(
        format!("select {COLUMNS} from exports where id = ?1"),
        [export.to_string().into()],
    )
}

/// Claims a step that nobody works on: of two at once one gets the row.
#[must_use]
pub fn claim(export: ExportId, step: u32, now: Timestamp, lease_seconds: i64) -> Statement {
    statement(
        format!(
            "update exports set attempt = attempt + 1, tries = tries + 1, due_at = ?4 \
             where id = ?1 and step = ?2 and due_at <= ?3 and {OPEN} returning {COLUMNS}"
        ),
        [
            export.to_string().into(),
            step.into(),
            now.into(),
            now.plus_seconds(lease_seconds).into(),
        ],
    )
}

/// A change by whoever holds a step: the first two parameters are of the condition.
pub(super) fn held<const N: usize>(row: &ExportRow, set: &str, more: [Value; N]) -> Statement {
    let mut params: Vec<Value> = vec![row.id.to_string().into(), row.attempt.into()];
    params.extend(more);
    Statement {
        sql: format!("update exports set {set} where id = ?1 and attempt = ?2 and {OPEN}"),
        params,
    }
}

/// A step is done, and the next one may begin.
#[must_use]
pub fn go_on(row: &ExportRow, now: Timestamp) -> Statement {
    held(row, "step = step + 1, tries = 0, due_at = ?3", [now.into()])
}

/// A step did not work: it is tried again from then on.
#[must_use]
pub fn put_off(row: &ExportRow, until: Timestamp) -> Statement {
    held(row, "due_at = ?3", [until.into()])
}

/// Begins anew.
#[must_use]
pub fn begin_anew(row: &ExportRow, now: Timestamp) -> Statement {
    held(
        row,
        "state = 'collecting', round = round + 1, step = step + 1, tries = 0, due_at = ?3, after_at = null, after_id = null, \
         pages = 0, photos = 0, entries = 0, files_bytes = 0, directory_bytes = 0, summed_to = 0, sum = 0, upload = null, \
         part_bytes = 0, packed_to = 0, page = 0, slices = '[]', slices_made = 0",
        [now.into()],
    )
}

/// The export has failed; it is told of until then.
#[must_use]
pub fn fail(row: &ExportRow, problem: Problem, until: Timestamp) -> Statement {
    held(
        row,
        "state = 'failed', problem = ?3, ends_at = ?4",
        [problem.as_str().into(), until.into()],
    )
}

/// Everything is packed: the export can be fetched until then.
#[must_use]
pub fn ready(row: &ExportRow, until: Timestamp) -> Statement {
    held(row, "state = 'ready', upload = null, ends_at = ?3", [until.into()])
}
