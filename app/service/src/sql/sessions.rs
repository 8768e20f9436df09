//! Sessions.

use super::statement;
use super::users::UserRow;
use crate::ports::{Statement, Value};
use domain::{
    access::Role,
    id::{SessionId, UserId},
    leaving::asked_before,
    session::MAX_SESSION_SECONDS,
    time::Timestamp,
};
use serde::Deserialize;

/// What a token says of somebody besides who they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Holder {
    /// Handle.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// What they are on this site.
    pub role: Role,
    /// When they asked for their account to be deleted, if they did.
    pub leaving_at: Option<Timestamp>,
}

impl From<UserRow> for Holder {
    fn from(user: UserRow) -> Self {
        Self {
            handle: user.handle,
            name: user.name,
            role: user.role,
            leaving_at: user.leaving_at,
        }
    }
}

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

/// What a new row holds.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// Id.
    pub id: SessionId,
    /// Whose it is.
    pub user: UserId,
    /// Whether its token says that they are leaving.
    pub leaving: bool,
    /// What the browser calls itself.
    pub device: &'a str,
    /// Now.
    pub now: Timestamp,
    /// When it ends unless it is used.
    pub ends: Timestamp,
}

/// A new session; nothing for somebody who does not exist or is suspended, however they came in. Neither is there one if they
/// have asked for their account to be deleted since its token was made, or if it is too late for them to stay.
#[must_use]
pub fn insert(session: &NewSession<'_>) -> Statement {
    statement(
        "insert into sessions (id, user_id, device, created_at, used_at, confirmed_at, expires_at) \
         select ?1, id, ?3, ?4, ?4, ?4, ?5 from users where id = ?2 and suspended_at is null \
         and (leaving_at is not null) = ?6 and (leaving_at is null or leaving_at > ?7)",
        [
            session.id.to_string().into(),
            session.user.to_string().into(),
            session.device.into(),
            session.now.into(),
            session.ends.into(),
            session.leaving.into(),
            asked_before(session.now).into(),
        ],
    )
}

/// Fails, and with it the transaction that it is part of, unless there is such a session, of somebody who is not suspended.
#[must_use]
pub fn demand(session: SessionId, user: UserId) -> Statement {
    super::demand(
        "select 1 from sessions s join users u on u.id = s.user_id \
         where s.id = ?1 and s.user_id = ?2 and u.suspended_at is null",
        [session.to_string().into(), user.to_string().into()],
    )
}

/// When somebody last showed, within a session, that it is them.
#[must_use]
pub fn confirmed(session: SessionId) -> Statement {
    statement(
        "select confirmed_at from sessions where id = ?1",
        [session.to_string().into()],
    )
}

/// Somebody has just shown it.
#[must_use]
pub fn confirm(session: SessionId, now: Timestamp) -> Statement {
    statement(
        "update sessions set confirmed_at = ?2 where id = ?1",
        [session.to_string().into(), now.into()],
    )
}

/// When a session was begun at the earliest that has not ended for its age alone.
fn oldest(now: Timestamp) -> Value {
    now.plus_seconds(-MAX_SESSION_SECONDS).into()
}

/// Writes down that a session is used, if it has not ended, and lets it last.
#[must_use]
pub fn used(session: SessionId, user: UserId, now: Timestamp, ends: Timestamp) -> Statement {
    statement(
        "update sessions set used_at = ?3, expires_at = ?4 where id = ?1 and user_id = ?2 and expires_at > ?3 \
         and created_at > ?5",
        [
            session.to_string().into(),
            user.to_string().into(),
            now.into(),
            ends.into(),
            oldest(now),
        ],
    )
}

/// Whose session it is, if it has not ended and they are not suspended.
#[must_use]
pub fn holder(session: SessionId, user: UserId, now: Timestamp) -> Statement {
    statement(
        "select u.handle, u.name, u.role, u.leaving_at from sessions s join users u on u.id = s.user_id \
         where s.id = ?1 and s.user_id = ?2 and s.expires_at > ?3 and s.created_at > ?4 and u.suspended_at is null",
        [
            session.to_string().into(),
            user.to_string().into(),
            now.into(),
            oldest(now),
        ],
    )
}

/// Somebody's sessions, the one used last first.
#[must_use]
pub fn of_user(user: UserId, now: Timestamp) -> Statement {
    statement(
        "select id, device, created_at, used_at from sessions where user_id = ?1 and expires_at > ?2 \
         order by used_at desc limit 100",
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

/// Ends all of somebody's sessions, but this one if one is named.
#[must_use]
pub fn delete_others(user: UserId, but: Option<SessionId>) -> Statement {
    let but = but.map(|session| session.to_string()).unwrap_or_default();
    statement(
        "delete from sessions where user_id = ?1 and id <> ?2",
        [user.to_string().into(), but.into()],
    )
}

/// Forgets sessions that have ended, so many at a time.
#[must_use]
pub fn sweep(now: Timestamp, most: u32) -> Statement {
    statement(
        "delete from sessions where id in (select id from sessions where expires_at <= ?1 limit ?2)",
        [now.into(), most.into()],
    )
}
