//! What the sweep looks for, and what it changes: each list is short, what is left waits for the next one; each change is
//! one statement for the whole list, since D1 counts statements.

use super::{list, statement};
use crate::ports::Statement;
use domain::{
    id::{PhotoId, StorageToken},
    reason::Reason,
    time::Timestamp,
};
use serde::Deserialize;

/// How many of a kind one sweep handles.
const AT_ONCE: u32 = 100;

/// A job that nobody works on.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Stalled {
    /// The photo.
    pub photo_id: PhotoId,
    /// How often it was tried since the upload or the owner's last retry.
    pub tries: u32,
}

/// Something to remove from storage.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Leftover {
    /// The photo.
    pub id: PhotoId,
    /// Its storage token.
    pub token: StorageToken,
    /// Up to which attempt nothing is left, except of the one that is shown.
    pub cleaned_to: u32,
    /// How many attempts may have written.
    pub attempts: u32,
    /// The attempt that is shown.
    pub shown: Option<u32>,
    /// The attempt whose smaller copy is kept instead of the uploaded original, if one is.
    pub original: Option<u32>,
    /// The size of that copy.
    pub original_bytes: Option<u64>,
    /// 1 if everything goes; if 0, the original and what is shown stay.
    pub all: u8,
    /// 1 if a preview goes that is there in spite of it.
    pub preview: u8,
}

/// Jobs that wait although they are due since before `late`, or whose lease ended before now.
#[must_use]
pub fn stalled(now: Timestamp, late: Timestamp) -> Statement {
    statement(
        "select photo_id, tries from jobs where state in ('queued', 'running') \
         and due_at <= ?1 and (state = 'running' or due_at <= ?2) \
         and exists (select 1 from photos where id = photo_id and deleted_at is null) order by due_at limit ?3",
        [now.into(), late.into(), AT_ONCE.into()],
    )
}

/// Those of these jobs whose lease has ended wait again.
#[must_use]
pub fn release(photos: &[PhotoId], now: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'queued', due_at = ?2, last_error = 'the lease ended', updated_at = ?2 \
         where photo_id in (select value from json_each(?1)) and state = 'running' and due_at <= ?2",
        [list(photos), now.into()],
    )
}

/// Those of these photos whose job waits again are queued again.
#[must_use]
pub fn requeue(photos: &[PhotoId]) -> Statement {
    statement(
        "update photos set state = 'queued' \
         where id in (select value from json_each(?1)) and state = 'processing' \
         and exists (select 1 from jobs where photo_id = photos.id and jobs.state = 'queued')",
        [list(photos)],
    )
}

/// Those of these jobs that were tried `tries` times or more and that nobody works on have failed.
#[must_use]
pub fn give_up(photos: &[PhotoId], tries: u32, error: &str, now: Timestamp, clean_after: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'failed', last_error = ?3, updated_at = ?4, clean_after = ?5 \
         where photo_id in (select value from json_each(?1)) and tries >= ?2 \
         and (state = 'queued' or (state = 'running' and due_at <= ?4))",
        [list(photos), tries.into(), error.into(), now.into(), clean_after.into()],
    )
}

/// Those of these photos whose job has failed have failed, for this reason.
#[must_use]
pub fn fail(photos: &[PhotoId], reason: Reason) -> Statement {
    statement(
        "update photos set state = 'failed', reason = ?2 \
         where id in (select value from json_each(?1)) and state in ('queued', 'processing') \
         and exists (select 1 from jobs where photo_id = photos.id and jobs.state = 'failed')",
        [list(photos), reason.as_str().into()],
    )
}

/// Gives up uploads that began before `before` and never arrived.
#[must_use]
pub fn give_up_arriving(before: Timestamp, now: Timestamp) -> Statement {
    statement(
        "update photos set deleted_at = ?2 where state = 'uploading' and created_at <= ?1 and deleted_at is null",
        [before.into(), now.into()],
    )
}

/// Photos deleted before `before`, when no attempt can write any more.
#[must_use]
pub fn deleted(before: Timestamp) -> Statement {
    statement(
        "select p.id, p.token, coalesce(j.cleaned_to, 0) as cleaned_to, coalesce(j.attempt, 0) as attempts, \
         p.attempt as shown, p.original_attempt as original, p.original_bytes, 1 as \"all\", 1 as preview \
         from photos p left join jobs j on j.photo_id = p.id \
         where p.deleted_at is not null and p.deleted_at <= ?1 order by p.deleted_at limit ?2",
        [before.into(), AT_ONCE.into()],
    )
}

/// Removes the rows of deleted photos, and what the queue said of them.
#[must_use]
pub fn remove(photos: &[PhotoId]) -> [Statement; 2] {
    [
        statement(
            "delete from dead_letters where trim(body, '\"') in (select value from json_each(?1))",
            [list(photos)],
        ),
        statement(
            "delete from photos where id in (select value from json_each(?1)) and deleted_at is not null",
            [list(photos)],
        ),
    ]
}

/// Forgets messages that the queue gave up on before `before`, so many at a time.
#[must_use]
pub fn forget_letters(before: Timestamp, most: u32) -> Statement {
    statement(
        "delete from dead_letters where id in (select id from dead_letters where received_at <= ?1 limit ?2)",
        [before.into(), most.into()],
    )
}

/// Photos whose lost attempts can write no more. While another attempt waits or is under way, its end says when.
#[must_use]
pub fn to_clean(now: Timestamp) -> Statement {
    statement(
        "select p.id, p.token, j.cleaned_to, j.attempt as attempts, p.attempt as shown, \
         p.original_attempt as original, p.original_bytes, 0 as \"all\", (p.state = 'ready') as preview \
         from jobs j join photos p on p.id = j.photo_id \
         where j.clean_after is not null and j.clean_after <= ?1 and j.state in ('done', 'failed') \
         order by j.clean_after limit ?2",
        [now.into(), AT_ONCE.into()],
    )
}

/// Nothing is left of lost attempts, unless more has been left since: whoever leaves something sets `clean_after` anew.
#[must_use]
pub fn cleaned(photos: &[PhotoId], now: Timestamp) -> Statement {
    statement(
        "update jobs set clean_after = null, \
         cleaned_to = coalesce((select p.attempt - 1 from photos p where p.id = photo_id), attempt) \
         where photo_id in (select value from json_each(?1)) and clean_after <= ?2",
        [list(photos), now.into()],
    )
}
