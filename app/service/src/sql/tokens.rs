//! API tokens.

use super::statement;
use crate::ports::Statement;
use domain::time::Timestamp;

/// A token for the user with this normal e-mail.
#[must_use]
pub fn insert_for_email(sha256: &str, email: &str, now: Timestamp) -> Statement {
    statement(
        "insert into tokens (sha256, user_id, created_at) select ?1, id, ?3 from users where email = ?2",
        [sha256.into(), email.into(), now.into()],
    )
}

/// The user that a token belongs to.
#[must_use]
pub fn user(sha256: &str) -> Statement {
    statement(
        "select u.id, u.handle, u.name, u.password_salt, u.password_hash \
         from tokens t join users u on u.id = t.user_id where t.sha256 = ?1",
        [sha256.into()],
    )
}
