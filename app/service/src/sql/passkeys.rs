//! Passkeys, and the challenges that were answered.

use super::statement;
use crate::ports::Statement;
use domain::{access::Role, id::UserId, time::Timestamp};
use serde::Deserialize;

/// The most passkeys of one person.
pub const MAX_PASSKEYS: u32 = 20;

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PasskeyRow {
    /// The credential's id, base64url.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// What an answer is checked with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct KeyRow {
    /// Whose it is.
    pub user_id: UserId,
    /// The public key as JSON.
    pub public_key: String,
    /// How often it signed, as far as it says so.
    pub counter: u32,
    /// Its owner's handle.
    pub handle: String,
    /// Their display name.
    pub name: String,
    /// What they are on this site.
    pub role: Role,
    /// When they asked for their account to be deleted, if they did.
    pub leaving_at: Option<Timestamp>,
}

/// What a new row holds.
#[derive(Debug, Clone)]
pub struct NewPasskey<'a> {
    /// The credential's id, base64url.
    pub id: &'a str,
    /// Whose it is.
    pub user: UserId,
    /// What its owner calls it.
    pub name: String,
    /// The public key as JSON.
    pub public_key: String,
    /// How often it signed.
    pub counter: u32,
    /// Now.
    pub now: Timestamp,
}

/// A new passkey, unless its owner has [`MAX_PASSKEYS`], or there is no such user; fails if anybody has it.
#[must_use]
pub fn insert(new: NewPasskey<'_>) -> Statement {
    statement(
        "insert into passkeys (id, user_id, name, public_key, counter, created_at) select ?1, id, ?3, ?4, ?5, ?6 \
         from users where id = ?2 and (select count(*) from passkeys where user_id = ?2) < ?7",
        [
            new.id.into(),
            new.user.to_string().into(),
            new.name.into(),
            new.public_key.into(),
            new.counter.into(),
            new.now.into(),
            MAX_PASSKEYS.into(),
        ],
    )
}

/// The passkey of this id, and whose it is.
#[must_use]
pub fn key(id: &str) -> Statement {
    statement(
        "select p.user_id, p.public_key, p.counter, u.handle, u.name, u.role, u.leaving_at \
         from passkeys p join users u on u.id = p.user_id where p.id = ?1",
        [id.into()],
    )
}

/// Somebody's passkeys, the newest first.
#[must_use]
pub fn of_user(user: UserId) -> Statement {
    statement(
        "select id, name, created_at, used_at from passkeys where user_id = ?1 order by created_at desc limit ?2",
        [user.to_string().into(), MAX_PASSKEYS.into()],
    )
}

/// Writes down that a passkey was used, and what it counts.
#[must_use]
pub fn used(id: &str, counter: u32, now: Timestamp) -> Statement {
    statement(
        "update passkeys set counter = max(counter, ?2), used_at = ?3 where id = ?1",
        [id.into(), counter.into(), now.into()],
    )
}

/// Calls one of somebody's passkeys something else.
#[must_use]
pub fn rename(id: &str, user: UserId, name: &str) -> Statement {
    statement(
        "update passkeys set name = ?3 where id = ?1 and user_id = ?2",
        [id.into(), user.to_string().into(), name.into()],
    )
}

/// Removes one of somebody's passkeys, unless it is their last way to sign in.
#[must_use]
pub fn delete(id: &str, user: UserId) -> Statement {
    statement(
        "delete from passkeys where id = ?1 and user_id = ?2 and ( \
         exists (select 1 from users where users.id = ?2 and password_hash is not null) \
         or (select count(*) from passkeys where user_id = ?2) > 1)",
        [id.into(), user.to_string().into()],
    )
}

/// Writes down that a challenge was answered; fails if it was before.
#[must_use]
pub fn answered(challenge: &str, ends: Timestamp) -> Statement {
    statement(
        "insert into answered_challenges (challenge, expires_at) values (?1, ?2)",
        [challenge.into(), ends.into()],
    )
}

/// Forgets answered challenges that nobody can answer any more, so many at a time.
#[must_use]
pub fn sweep(now: Timestamp, most: u32) -> Statement {
    statement(
        "delete from answered_challenges where challenge in \
         (select challenge from answered_challenges where expires_at <= ?1 limit ?2)",
        [now.into(), most.into()],
    )
}
