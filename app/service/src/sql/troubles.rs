//! Jobs that do not go on by themselves, and messages that nobody could deliver: what those who run the site see of them, and
//! what brings them back. A photo's picture, title and place in storage are none of it.

use super::{cursor::Cursor, list, statement};
use crate::ports::{Statement, Value};
use domain::{id::PhotoId, photo::PhotoState, reason::Reason, time::Timestamp};
use serde::Deserialize;

/// A job in trouble.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TroubleRow {
    /// Where it is in its list, beside the time that sorts it.
    pub place: i64,
    /// The photo.
    pub photo_id: PhotoId,
    /// Its owner's handle; nothing if they are leaving, since nobody meets them.
    pub handle: Option<String>,
    /// The photo's state: one that is ready keeps what it shows, although its job has failed.
    pub photo: PhotoState,
    /// The job's state: `queued`, `running` or `failed`.
    pub job: String,
    /// Why the photo failed, as its owner reads it.
    pub reason: Option<Reason>,
    /// What was said about the last try.
    pub last_error: Option<String>,
    /// Tries since the upload or the last retry.
    pub tries: u32,
    /// When it was due, or its lease ended.
    pub due_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// 1 if the photo is deleted, and only its row is still there.
    pub gone: u8,
}

/// Jobs, read in the order of this index, with their photos and owners.
fn jobs_through(index: &str, condition: &str) -> String {
    format!(
        "select j.rowid as place, j.photo_id, iif(u.leaving_at is null, u.handle, null) as handle, p.state as photo, \
         j.state as job, p.reason, j.last_error, j.tries, j.due_at, j.updated_at, (p.deleted_at is not null) as gone \
         from jobs j indexed by {index} cross join photos p on p.id = j.photo_id cross join users u on u.id = p.owner_id \
         where {condition}"
    )
}

/// Those that nobody works on although they are due since before `late`, or whose lease ended before now; the first of them first.
#[must_use]
pub fn stuck(now: Timestamp, late: Timestamp, cursor: Option<Cursor<i64>>, limit: u32) -> Statement {
    let (at, place) = cursor.map_or((0, 0), |cursor| (cursor.at.millis(), cursor.id));
    let condition = "j.state in ('queued', 'running') and j.due_at <= ?1 and (j.state = 'running' or j.due_at <= ?2) \
         and (j.due_at, j.rowid) > (?3, ?4) order by j.due_at, j.rowid limit ?5";
    statement(
        jobs_through("jobs_open", condition),
        [now.into(), late.into(), at.into(), place.into(), limit.into()],
    )
}

/// Those that have failed, the last of them first.
#[must_use]
pub fn failed(cursor: Option<Cursor<i64>>, limit: u32) -> Statement {
    let (at, place): (Value, i64) = cursor.map_or(((1_i64 << 52).into(), 0), |cursor| (cursor.at.into(), cursor.id));
    let condition =
        "j.state = 'failed' and (j.updated_at, j.rowid) < (?1, ?2) order by j.updated_at desc, j.rowid desc limit ?3";
    statement(jobs_through("jobs_failed", condition), [at, place.into(), limit.into()])
}

/// A message that the queue gave up on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LetterRow {
    /// Id.
    pub id: String,
    /// What it said.
    pub body: String,
    /// When it was given up.
    pub received_at: Timestamp,
}

impl LetterRow {
    /// The photo that it rang for, if it did for one.
    #[must_use]
    pub fn photo(&self) -> Option<PhotoId> {
        self.body.trim_matches('"').parse().ok()
    }
}

/// Messages that the queue gave up on, the last one first.
#[must_use]
pub fn letters(cursor: Option<Cursor<PhotoId>>, limit: u32) -> Statement {
    let [time, id] = Cursor::after(cursor);
    statement(
        "select id, body, received_at from dead_letters indexed by dead_letters_newest \
         where (received_at, id) < (?1, ?2) order by received_at desc, id desc limit ?3",
        [time, id, limit.into()],
    )
}

/// One of them.
#[must_use]
pub fn letter(id: &str) -> Statement {
    statement(
        "select id, body, received_at from dead_letters where id = ?1",
        [id.into()],
    )
}

/// Those that have waited longest.
#[must_use]
pub fn first_letters(limit: u32) -> Statement {
    statement(
        "select id, body, received_at from dead_letters indexed by dead_letters_newest order by received_at, id limit ?1",
        [limit.into()],
    )
}

/// Forgets these messages.
#[must_use]
pub fn forget_letters(ids: &[String]) -> Statement {
    statement(
        "delete from dead_letters where id in (select value from json_each(?1))",
        [serde_json::Value::from(ids).to_string().into()],
    )
}

/// A photo, of a list of them.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct OfPhoto {
    /// The photo.
    pub photo_id: PhotoId,
}

/// The photos of jobs that have failed longest ago, before `before`: those that fail again come last.
#[must_use]
pub fn first_failed(before: Timestamp, limit: u32) -> Statement {
    statement(
        "select j.photo_id from jobs j indexed by jobs_failed cross join photos p on p.id = j.photo_id \
         where j.state = 'failed' and j.updated_at <= ?1 and p.deleted_at is null order by j.updated_at limit ?2",
        [before.into(), limit.into()],
    )
}

/// How many rows of a list there are.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Count {
    /// So many, and never more than were counted at most.
    pub n: u32,
}

/// How many jobs failed before `before`, at most so many.
#[must_use]
pub fn count_failed(before: Timestamp, most: u32) -> Statement {
    statement(
        "select count(*) as n from (select 1 from jobs indexed by jobs_failed where state = 'failed' and updated_at < ?1 limit ?2)",
        [before.into(), most.into()],
    )
}

/// How many jobs are stuck, at most so many.
#[must_use]
pub fn count_stuck(now: Timestamp, late: Timestamp, most: u32) -> Statement {
    statement(
        "select count(*) as n from (select 1 from jobs indexed by jobs_open where state in ('queued', 'running') \
         and due_at < ?1 and (state = 'running' or due_at <= ?2) limit ?3)",
        [now.into(), late.into(), most.into()],
    )
}

/// How many messages were given up, at most so many.
#[must_use]
pub fn count_letters(most: u32) -> Statement {
    statement(
        "select count(*) as n from (select 1 from dead_letters limit ?1)",
        [most.into()],
    )
}

/// Those of these jobs that have failed wait again, as if their owners retried: the tries begin again, the attempts go on. Of a photo
/// that is ready, what it shows stays until the new renditions are made.
#[must_use]
pub fn retry(photos: &[PhotoId], now: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'queued', tries = 0, due_at = ?2, updated_at = ?2, clean_after = null \
         where photo_id in (select value from json_each(?1)) and state = 'failed' and exists \
         (select 1 from photos where id = jobs.photo_id and photos.state in ('failed', 'ready') and deleted_at is null)",
        [list(photos), now.into()],
    )
}

/// `failed → queued`, of those of these photos whose job waits again.
#[must_use]
pub fn queue(photos: &[PhotoId]) -> Statement {
    statement(
        "update photos set state = 'queued', reason = null \
         where id in (select value from json_each(?1)) and state = 'failed' and deleted_at is null \
         and exists (select 1 from jobs where photo_id = photos.id and jobs.state = 'queued')",
        [list(photos)],
    )
}

/// Those of these jobs that are stuck are due now, so that they are not stuck again at once.
#[must_use]
pub fn take_up(photos: &[PhotoId], now: Timestamp, late: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'queued', tries = 0, due_at = ?2, updated_at = ?2 \
         where photo_id in (select value from json_each(?1)) and \
         ((state = 'running' and due_at <= ?2) or (state = 'queued' and due_at <= ?3))",
        [list(photos), now.into(), late.into()],
    )
}

/// Those of these photos whose job is due now: whom to ring for.
#[must_use]
pub fn due(photos: &[PhotoId], now: Timestamp) -> Statement {
    statement(
        "select photo_id from jobs where photo_id in (select value from json_each(?1)) and state = 'queued' and due_at <= ?2",
        [list(photos), now.into()],
    )
}
