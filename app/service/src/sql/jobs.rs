//! Jobs. Claiming is a compare-and-set with a lease; the attempt number is the fencing token.

use super::statement;
use crate::ports::Statement;
use domain::{breaker::OPENS_AFTER, id::PhotoId, photo::Visibility, time::Timestamp};
use serde::Deserialize;

/// What a claim gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Claimed {
    /// The attempt: how often the job was claimed in all.
    pub attempt: u32,
    /// How often since the upload or the owner's last retry.
    pub tries: u32,
}

/// A row of `jobs`, as far as decisions need it.
#[derive(Debug, Clone, Deserialize)]
pub struct JobRow {
    /// `queued`, `running`, `done` or `failed`.
    pub state: String,
    /// Attempts in all.
    pub attempt: u32,
    /// Up to which attempt nothing is left in storage but what is shown.
    pub cleaned_to: u32,
    /// Due time, or end of the lease.
    pub due_at: Timestamp,
}

/// The job of a photo that is not deleted, unless it is over.
#[must_use]
pub fn open(photo: PhotoId) -> Statement {
    statement(
        "select state, attempt, cleaned_to, due_at from jobs where photo_id = ?1 and state in ('queued', 'running') \
         and exists (select 1 from photos where id = ?1 and deleted_at is null)",
        [photo.to_string().into()],
    )
}

/// How early a message may be for its job's due time and still start it: queues and clocks are not exact.
pub(crate) const EARLY_MILLIS: i64 = 1500;

/// Whether the job of photo `?1` can be claimed, where `?2` is now and `?4` is [`EARLY_MILLIS`].
pub(super) const CLAIMABLE: &str = "photo_id = ?1 \
     and ((state = 'queued' and due_at <= ?2 + ?4) or (state = 'running' and due_at <= ?2)) \
     and exists (select 1 from photos where id = ?1 and deleted_at is null)";

/// A new job, due now. Once it is over, and not before `clean_after`, a preview is looked for that nothing needs any more.
#[must_use]
pub fn insert(photo: PhotoId, now: Timestamp, clean_after: Timestamp) -> Statement {
    statement(
        "insert into jobs (photo_id, state, due_at, created_at, updated_at, clean_after) \
         select id, 'queued', ?2, ?2, ?2, ?3 from photos where id = ?1 and state = 'queued'",
        [photo.to_string().into(), now.into(), clean_after.into()],
    )
}

/// A job that waits.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct WaitingRow {
    /// Since when it could begin.
    pub due_at: Timestamp,
}

/// The job that has waited longest since it could begin: [`WaitingRow`], or none.
#[must_use]
pub fn longest_waiting(now: Timestamp) -> Statement {
    statement(
        "select due_at from jobs indexed by jobs_open where state in ('queued', 'running') and state = 'queued' \
         and due_at <= ?1 and exists (select 1 from photos where id = photo_id and deleted_at is null) order by due_at limit 1",
        [now.into()],
    )
}

/// The job of a photo.
#[must_use]
pub fn of(photo: PhotoId) -> Statement {
    statement(
        "select state, attempt, cleaned_to, due_at from jobs where photo_id = ?1",
        [photo.to_string().into()],
    )
}

/// Claims a job that is due, or whose lease has ended, until `until`; gives [`Claimed`], or no row if there is nothing to claim.
/// While the breaker before the image service is open, only the probe is claimed ([`super::image_service::probe`]).
#[must_use]
pub fn claim(photo: PhotoId, now: Timestamp, until: Timestamp) -> Statement {
    statement(
        format!(
            "update jobs set state = 'running', attempt = attempt + 1, tries = tries + 1, due_at = ?3, updated_at = ?2 \
             where {CLAIMABLE} \
             and not exists (select 1 from image_service where id = 1 and failures >= ?5 and probing is not ?1) \
             returning attempt, tries"
        ),
        [
            photo.to_string().into(),
            now.into(),
            until.into(),
            EARLY_MILLIS.into(),
            OPENS_AFTER.into(),
        ],
    )
}

/// The attempt was lost; the job waits until `due_at`.
#[must_use]
pub fn lost(photo: PhotoId, attempt: u32, error: &str, due_at: Timestamp, now: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'queued', due_at = ?4, last_error = ?3, updated_at = ?5 \
         where photo_id = ?1 and attempt = ?2 and state = 'running'",
        [
            photo.to_string().into(),
            attempt.into(),
            error.into(),
            due_at.into(),
            now.into(),
        ],
    )
}

/// The job has failed for good, or until the owner retries.
#[must_use]
pub fn failed(photo: PhotoId, attempt: u32, error: &str, now: Timestamp, clean_after: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'failed', last_error = ?3, updated_at = ?4, clean_after = ?5 \
         where photo_id = ?1 and attempt = ?2 and state = 'running'",
        [
            photo.to_string().into(),
            attempt.into(),
            error.into(),
            now.into(),
            clean_after.into(),
        ],
    )
}

/// Takes a number that no attempt has, for renditions that get other names; gives [`Claimed`], or no row while an attempt
/// is under way. What it leaves unused is removed after `clean_after`.
#[must_use]
pub fn take_number(photo: PhotoId, now: Timestamp, clean_after: Timestamp) -> Statement {
    statement(
        "update jobs set attempt = attempt + 1, updated_at = ?2, clean_after = ?3 \
         where photo_id = ?1 and state <> 'running' returning attempt, tries",
        [photo.to_string().into(), now.into(), clean_after.into()],
    )
}

/// The job is done by this attempt. `clean_after` if earlier attempts may have left something; else it stays.
#[must_use]
pub fn done(photo: PhotoId, attempt: u32, now: Timestamp, clean_after: Option<Timestamp>) -> Statement {
    statement(
        "update jobs set state = 'done', last_error = null, updated_at = ?3, clean_after = coalesce(?4, clean_after) \
         where photo_id = ?1 and attempt = ?2 and state = 'running'",
        [photo.to_string().into(), attempt.into(), now.into(), clean_after.into()],
    )
}

/// The owner wants another try: the tries begin again, the attempts go on. What earlier ones left is removed after it.
#[must_use]
pub fn retry(photo: PhotoId, now: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'queued', tries = 0, due_at = ?2, updated_at = ?2, clean_after = null \
         where photo_id = ?1 and state = 'failed' and exists (select 1 from photos where id = ?1 and state = 'failed')",
        [photo.to_string().into(), now.into()],
    )
}

/// Another set of renditions is wanted of a photo that is ready with this visibility; it stays as it is until that is made.
#[must_use]
pub fn again(photo: PhotoId, visibility: Visibility, now: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'queued', tries = 0, due_at = ?3, updated_at = ?3 \
         where photo_id = ?1 and state in ('done', 'failed') and exists \
         (select 1 from photos where id = ?1 and state = 'ready' and visibility = ?2 and deleted_at is null)",
        [photo.to_string().into(), visibility.as_str().into(), now.into()],
    )
}

/// Records a message that the queue gave up on; of a photo only if there is one, so that nothing is kept of what is gone.
#[must_use]
pub fn dead_letter(id: &str, body: &str, photo: Option<PhotoId>, now: Timestamp) -> Statement {
    statement(
        "insert into dead_letters (id, body, received_at) \
         select ?1, ?2, ?3 where ?4 is null or exists (select 1 from photos where id = ?4)",
        [
            id.into(),
            body.into(),
            now.into(),
            photo.map(|photo| photo.to_string()).into(),
        ],
    )
}
