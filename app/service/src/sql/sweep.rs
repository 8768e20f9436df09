//! What the sweep looks for. Each list is short: what is left waits for the next hour.

use super::statement;
use crate::ports::Statement;
use domain::{
    id::{PhotoId, StorageToken},
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
}

/// Something to remove from storage.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Leftover {
    /// The photo.
    pub id: PhotoId,
    /// Its storage token.
    pub token: StorageToken,
    /// How many attempts may have written.
    pub attempts: u32,
    /// The attempt to keep, if any.
    pub keep: Option<u32>,
}

/// Jobs that wait although they are due since before `late`, or whose lease ended before now.
#[must_use]
pub fn stalled(now: Timestamp, late: Timestamp) -> Statement {
    statement(
        "select photo_id from jobs where state in ('queued', 'running') \
         and due_at <= ?1 and (state = 'running' or due_at <= ?2) order by due_at limit ?3",
        [now.into(), late.into(), AT_ONCE.into()],
    )
}

/// A job whose lease has ended waits again.
#[must_use]
pub fn release(photo: PhotoId, now: Timestamp) -> Statement {
    statement(
        "update jobs set state = 'queued', due_at = ?2, last_error = 'the lease ended', updated_at = ?2 \
         where photo_id = ?1 and state = 'running' and due_at <= ?2",
        [photo.to_string().into(), now.into()],
    )
}

/// Uploads that began before `before` and never arrived.
#[must_use]
pub fn never_arrived(before: Timestamp) -> Statement {
    statement(
        "select id, token, 0 as attempts, null as keep from photos \
         where state = 'uploading' and created_at <= ?1 order by created_at limit ?2",
        [before.into(), AT_ONCE.into()],
    )
}

/// Photos deleted before `before`, when no attempt can write any more.
#[must_use]
pub fn deleted(before: Timestamp) -> Statement {
    statement(
        "select p.id, p.token, coalesce(j.attempt, 0) as attempts, null as keep \
         from photos p left join jobs j on j.photo_id = p.id \
         where p.deleted_at is not null and p.deleted_at <= ?1 order by p.deleted_at limit ?2",
        [before.into(), AT_ONCE.into()],
    )
}

/// Photos whose lost attempts can write no more.
#[must_use]
pub fn to_clean(now: Timestamp) -> Statement {
    statement(
        "select p.id, p.token, j.attempt as attempts, p.attempt as keep \
         from jobs j join photos p on p.id = j.photo_id \
         where j.clean_after is not null and j.clean_after <= ?1 order by j.clean_after limit ?2",
        [now.into(), AT_ONCE.into()],
    )
}

/// Nothing is left of lost attempts.
#[must_use]
pub fn cleaned(photo: PhotoId) -> Statement {
    statement(
        "update jobs set clean_after = null where photo_id = ?1",
        [photo.to_string().into()],
    )
}
