//! People.

use super::statement;
use crate::ports::Statement;
use domain::{access::Role, id::UserId, time::Timestamp};
use serde::Deserialize;

/// A row of `users`.
#[derive(Debug, Clone, Deserialize)]
pub struct UserRow {
    /// Id.
    pub id: UserId,
    /// Handle.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// Random salt, hexadecimal; absent if no password is set.
    pub password_salt: Option<String>,
    /// Keyed hash, hexadecimal.
    pub password_hash: Option<String>,
    /// What they are on this site.
    pub role: Role,
    /// 1 if they are not to be met here.
    pub hidden: u8,
    /// When they asked for their account to be deleted, if they did.
    pub leaving_at: Option<Timestamp>,
}

/// Whether somebody is not to be met here, of a row `u` of `users`: 0 or 1. Their photos say the same in `owner_hidden`
/// ([`mark_photos`]), so that lists need not ask.
pub(super) const HIDDEN: &str = "(u.leaving_at is not null)";

/// What a new row holds.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Id.
    pub id: UserId,
    /// Normal e-mail.
    pub email: String,
    /// Normal handle.
    pub handle: String,
    /// Display name.
    pub name: String,
    /// Salt and hash of the password, hexadecimal, if one is set.
    pub password: Option<(String, String)>,
    /// Now.
    pub created_at: Timestamp,
}

const COLUMNS: &str = "u.id, u.handle, u.name, u.password_salt, u.password_hash, u.role, u.leaving_at";

fn select_by(column: &str, value: &str) -> Statement {
    statement(
        format!("select {COLUMNS}, {HIDDEN} as hidden from users u where u.{column} = ?1"),
        [value.into()],
    )
}

/// A new user; fails on an e-mail or a handle that is taken.
#[must_use]
pub fn insert(user: NewUser) -> Statement {
    insert_with("insert into", user)
}

/// A new user, or nothing if the e-mail or the handle is taken.
#[must_use]
pub fn insert_unless_known(user: NewUser) -> Statement {
    insert_with("insert or ignore into", user)
}

fn insert_with(verb: &str, user: NewUser) -> Statement {
    let (salt, hash) = user.password.unzip();
    statement(
        format!(
            "{verb} users (id, email, handle, name, password_salt, password_hash, created_at) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        ),
        [
            user.id.to_string().into(),
            user.email.into(),
            user.handle.into(),
            user.name.into(),
            salt.into(),
            hash.into(),
            user.created_at.into(),
        ],
    )
}

/// The user with this normal e-mail.
#[must_use]
pub fn by_email(email: &str) -> Statement {
    select_by("email", email)
}

/// The user with this normal handle.
#[must_use]
pub fn by_handle(handle: &str) -> Statement {
    select_by("handle", handle)
}

/// Has somebody's photos say whether their owner is to be met, after something about that has changed.
#[must_use]
pub fn mark_photos(user: UserId) -> Statement {
    let hidden = format!("(select {HIDDEN} from users u where u.id = ?1)");
    statement(
        format!(
            "update photos set owner_hidden = {hidden} \
             where owner_id = ?1 and deleted_at is null and owner_hidden <> {hidden}"
        ),
        [user.to_string().into()],
    )
}
