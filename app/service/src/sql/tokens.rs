//! API tokens.

use super::{statement, users::HIDDEN};
use crate::ports::{Statement, Value};
use domain::{
    access::{Role, Scopes},
    id::{TokenId, UserId},
    time::Timestamp,
};
use serde::Deserialize;

/// How much time passes before another use is written down, in milliseconds: each costs a row.
const USED_EVERY: i64 = 3_600_000;

/// The most tokens of one person: what they forgot to revoke should not pile up.
pub const MAX_TOKENS: u32 = 50;

/// Whose a token is, and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Bearer {
    /// Whose it is.
    pub user_id: UserId,
    /// What they are on this site.
    pub role: Role,
    /// What it is for.
    pub scopes: Scopes,
}

/// A token as its owner sees it afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TokenRow {
    /// Id.
    pub id: TokenId,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub scopes: Scopes,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
}

/// What a new row holds.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// Id.
    pub id: TokenId,
    /// SHA-256 of the token, hexadecimal.
    pub sha256: String,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub scopes: Scopes,
    /// Now.
    pub created_at: Timestamp,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
}

fn values<const N: usize>(token: NewToken, more: [Value; N]) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        token.id.to_string().into(),
        token.sha256.into(),
        token.name.into(),
        token.scopes.to_string().into(),
        token.created_at.into(),
        token.expires_at.into(),
    ];
    values.extend(more);
    values
}

/// A token for the user with this normal e-mail.
#[must_use]
pub fn insert_for_email(token: NewToken, email: &str) -> Statement {
    Statement {
        sql: "insert into tokens (id, sha256, user_id, name, scopes, created_at, expires_at) \
              select ?1, ?2, id, ?3, ?4, ?5, ?6 from users where email = ?7"
            .into(),
        params: values(token, [email.into()]),
    }
}

/// A token for this user, unless they have [`MAX_TOKENS`].
#[must_use]
pub fn insert(token: NewToken, user: UserId) -> Statement {
    Statement {
        sql: "insert into tokens (id, sha256, user_id, name, scopes, created_at, expires_at) \
              select ?1, ?2, ?7, ?3, ?4, ?5, ?6 where (select count(*) from tokens where user_id = ?7) < ?8"
            .into(),
        params: values(token, [user.to_string().into(), MAX_TOKENS.into()]),
    }
}

/// Whose a token is that has not ended, unless they are suspended or leaving.
#[must_use]
pub fn bearer(sha256: &str, now: Timestamp) -> Statement {
    statement(
        format!(
            "select t.user_id, u.role, t.scopes from tokens t join users u on u.id = t.user_id \
             where t.sha256 = ?1 and (t.expires_at is null or t.expires_at > ?2) and not {HIDDEN}"
        ),
        [sha256.into(), now.into()],
    )
}

/// Writes down that a token is used.
#[must_use]
pub fn used(sha256: &str, now: Timestamp) -> Statement {
    statement(
        "update tokens set used_at = ?2 where sha256 = ?1 and coalesce(used_at, 0) <= ?2 - ?3",
        [sha256.into(), now.into(), USED_EVERY.into()],
    )
}

/// Somebody's tokens, the newest first; also those that have ended, so that their owner sees why they do not work.
#[must_use]
pub fn of_user(user: UserId) -> Statement {
    statement(
        "select id, name, scopes, created_at, used_at, expires_at from tokens where user_id = ?1 \
         order by created_at desc limit ?2",
        [user.to_string().into(), MAX_TOKENS.into()],
    )
}

/// Revokes one of somebody's tokens.
#[must_use]
pub fn delete(token: TokenId, user: UserId) -> Statement {
    statement(
        "delete from tokens where id = ?1 and user_id = ?2",
        [token.to_string().into(), user.to_string().into()],
    )
}
