//! Sessions.

use super::statement;
use crate::ports::Statement;
use domain::{
    id::{SessionId, UserId},
    session::Session,
    time::Timestamp,
};
use serde::Deserialize;

/// How much time passes before another use is written down, in milliseconds: each costs a row.
const USED_EVERY: i64 = 3_600_000;

/// A row of `sessions`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SessionRow {
    /// Id.
    pub id: SessionId,
    /// What the browser called itself.
    pub device: String,
    /// When somebody signed in.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub used_at: Timestamp,
}

/// A new session.
#[must_use]
pub fn insert(session: &Session, device: &str, now: Timestamp) -> Statement {
    statement(
        "insert into sessions (id, user_id, device, created_at, used_at, expires_at) values (?1, ?2, ?3, ?4, ?4, ?5)",
        [
            session.id.to_string().into(),
            session.user.to_string().into(),
            device.into(),
            now.into(),
            session.expires.into(),
        ],
    )
}

/// Fails, and with it the transaction that it is part of, unless there is such a session: see [`signed_out`].
///
/// SQLite has no other way to fail outside of a trigger than a function that is given what it cannot take.
#[must_use]
pub fn demand(session: SessionId, user: UserId) -> Statement {
    statement(
        "select case when exists (select 1 from sessions where id = ?1 and user_id = ?2) then 1 \
         else json('signed out') end as holds",
        [session.to_string().into(), user.to_string().into()],
    )
}

/// Whether this is how [`demand`] fails.
#[must_use]
pub fn signed_out(cause: &str) -> bool {
    cause.contains("malformed JSON")
}

/// Writes down that a session is used.
#[must_use]
pub fn used(session: SessionId, now: Timestamp) -> Statement {
    statement(
        "update sessions set used_at = ?2 where id = ?1 and used_at <= ?2 - ?3",
        [session.to_string().into(), now.into(), USED_EVERY.into()],
    )
}

/// Somebody's sessions, the one used last first.
#[must_use]
pub fn of_user(user: UserId, now: Timestamp) -> Statement {
    statement(
        "select id, device, created_at, used_at from sessions where user_id = ?1 and expires_at > ?2 \
         order by used_at desc, id limit 100",
        [user.to_string().into(), now.into()],
    )
}

/// Ends one of somebody's sessions.
#[must_use]
pub fn delete(session: SessionId, user: UserId) -> Statement {
    statement(
        "delete from sessions where id = ?1 and user_id = ?2",
        [session.to_string().into(), user.to_string().into()],
    )
}

/// Ends all of somebody's sessions but this one.
#[must_use]
pub fn delete_others(session: SessionId, user: UserId) -> Statement {
    statement(
        "delete from sessions where user_id = ?2 and id <> ?1",
        [session.to_string().into(), user.to_string().into()],
    )
}

/// Forgets sessions that have expired, so many at a time.
#[must_use]
pub fn sweep(now: Timestamp, most: i64) -> Statement {
    statement(
        "delete from sessions where id in (select id from sessions where expires_at <= ?1 limit ?2)",
        [now.into(), most.into()],
    )
}
