//! Recovery codes, and changing passwords.

use super::statement;
use crate::ports::Statement;
use domain::{id::UserId, leaving::asked_before, time::Timestamp};

/// Forgets all codes of somebody.
#[must_use]
pub fn clear(user: UserId) -> Statement {
    statement(
        "delete from recovery_codes where user_id = ?1",
        [user.to_string().into()],
    )
}

/// Keeps a code, by its hash.
#[must_use]
pub fn insert(hash: &str, user: UserId, now: Timestamp) -> Statement {
    statement(
        "insert into recovery_codes (hash, user_id, created_at) values (?1, ?2, ?3)",
        [hash.into(), user.to_string().into(), now.into()],
    )
}

/// Fails, and with it the transaction that it is part of, unless somebody has this code, is not suspended, and can
/// still stay if they are leaving.
#[must_use]
pub fn demand(hash: &str, user: UserId, now: Timestamp) -> Statement {
    super::demand(
        "select 1 from recovery_codes c join users u on u.id = c.user_id \
         where c.hash = ?1 and c.user_id = ?2 and u.suspended_at is null \
         and (u.leaving_at is null or u.leaving_at > ?3)",
        [hash.into(), user.to_string().into(), asked_before(now).into()],
    )
}

/// Uses a code.
#[must_use]
pub fn take(hash: &str, user: UserId) -> Statement {
    statement(
        "delete from recovery_codes where hash = ?1 and user_id = ?2",
        [hash.into(), user.to_string().into()],
    )
}

/// Gives somebody this password: salt and hash, hexadecimal.
#[must_use]
pub fn set_password(user: UserId, salt: &str, hash: &str) -> Statement {
    statement(
        "update users set password_salt = ?2, password_hash = ?3 where id = ?1",
        [user.to_string().into(), salt.into(), hash.into()],
    )
}

/// What the pages of an account tell its owner.
#[must_use]
pub fn account(user: UserId) -> Statement {
    statement(
        "select email, email_verified_at, verification_asked_at, password_hash is not null as password, \
         (select count(*) from recovery_codes where user_id = ?1) as codes from users where id = ?1",
        [user.to_string().into()],
    )
}
