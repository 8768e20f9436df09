//! People.

use super::{site_settings, statement};
use crate::ports::{Statement, Value};
use domain::{
    access::{Role, SignUpMode},
    id::UserId,
    time::Timestamp,
};
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
    /// Since when they are suspended, if they are.
    pub suspended_at: Option<Timestamp>,
    /// When they asked for their account to be deleted, if they did.
    pub leaving_at: Option<Timestamp>,
}

/// Whether somebody is suspended or leaving, of a row `u` of `users`: 0 or 1. Their photos say the same in `hidden`
/// ([`super::people::hide_photos`]), so that lists need not ask.
pub(super) const HIDDEN: &str = "(u.suspended_at is not null or u.leaving_at is not null)";

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

const COLUMNS: &str = "id, handle, name, password_salt, password_hash, role, suspended_at, leaving_at";

/// A new user, if this site takes them as it is set up this moment: with the invitation of this hash, or with none. Else nothing.
/// `configured` holds where nothing was ever saved. Fails on an e-mail or a handle that is taken.
#[must_use]
pub fn insert_if_admitted(user: NewUser, invitation: Option<&str>, configured: SignUpMode) -> Statement {
    let (condition, more) = site_settings::admits(8, invitation, configured, user.created_at);
    let mut params = Vec::from(values(user));
    params.extend(more);
    Statement {
        sql: format!("insert into {NEW} select ?1, ?2, ?3, ?4, ?5, ?6, ?7 where exists ({condition})"),
        params,
    }
}

/// A new user, or nothing if the e-mail or the handle is taken.
#[must_use]
pub fn insert_unless_known(user: NewUser) -> Statement {
    statement(
        format!("insert or ignore into {NEW} values (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
        values(user),
    )
}

const NEW: &str = "users (id, email, handle, name, password_salt, password_hash, created_at)";

fn values(user: NewUser) -> [Value; 7] {
    let (salt, hash) = user.password.unzip();
    [
        user.id.to_string().into(),
        user.email.into(),
        user.handle.into(),
        user.name.into(),
        salt.into(),
        hash.into(),
        user.created_at.into(),
    ]
}

/// The user of this id.
#[must_use]
pub fn by_id(id: UserId) -> Statement {
    statement(
        format!("select {COLUMNS} from users where id = ?1"),
        [id.to_string().into()],
    )
}

/// The user with this normal e-mail.
#[must_use]
pub fn by_email(email: &str) -> Statement {
    statement(format!("select {COLUMNS} from users where email = ?1"), [email.into()])
}
