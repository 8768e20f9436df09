//! Letters by e-mail: whom one may be sent to, and what comes of its link.

use super::statement;
use crate::ports::Statement;
use domain::{
    id::UserId,
    leaving::asked_before,
    letter::{PAUSE_SECONDS, State},
    time::Timestamp,
};
use serde::Deserialize;

/// Whom a letter is for, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Receiver {
    /// Id.
    pub id: UserId,
    /// Normal e-mail.
    pub email: String,
    /// The password's salt, hexadecimal, if one is set.
    pub password_salt: Option<String>,
    /// Since when the address is known to be theirs.
    pub email_verified_at: Option<Timestamp>,
    /// When they were last sent a link to a new password.
    pub reset_asked_at: Option<Timestamp>,
}

impl Receiver {
    /// What a link to a new password depends on.
    #[must_use]
    pub fn state(&self) -> State<'_> {
        State {
            email: &self.email,
            salt: self.password_salt.as_deref().unwrap_or_default(),
        }
    }

    /// What a link depends on that shows whose the address is.
    #[must_use]
    pub fn address(&self) -> State<'_> {
        State {
            email: &self.email,
            salt: "",
        }
    }
}

const COLUMNS: &str = "id, email, password_salt, email_verified_at, reset_asked_at";

/// Who gets back in by a letter: their address is known to be theirs, they are not suspended, and can still stay if they are
/// leaving. `?3` is before when they must have asked for that.
const MAY_RESET: &str =
    "email_verified_at is not null and suspended_at is null and (leaving_at is null or leaving_at > ?3)";

/// Whom a letter is for.
#[must_use]
pub fn receiver(user: UserId) -> Statement {
    statement(
        format!("select {COLUMNS} from users where id = ?1"),
        [user.to_string().into()],
    )
}

/// Somebody is to be sent a link that shows whose their address is; nobody whose is known, or who was sent one just now.
#[must_use]
pub fn ask_verification(user: UserId, now: Timestamp) -> Statement {
    statement(
        format!(
            "update users set verification_asked_at = ?2 where id = ?1 and email_verified_at is null \
             and (verification_asked_at is null or verification_asked_at <= ?3) returning {COLUMNS}"
        ),
        [
            user.to_string().into(),
            now.into(),
            now.plus_seconds(-PAUSE_SECONDS).into(),
        ],
    )
}

/// That letter was not delivered: another one may be asked for at once.
#[must_use]
pub fn verification_not_sent(user: UserId, asked: Timestamp) -> Statement {
    statement(
        "update users set verification_asked_at = null where id = ?1 and verification_asked_at = ?2",
        [user.to_string().into(), asked.into()],
    )
}

/// The address is theirs, if it still is this one and that was not known.
#[must_use]
pub fn verify(user: UserId, email: &str, now: Timestamp) -> Statement {
    statement(
        "update users set email_verified_at = ?3 where id = ?1 and email = ?2 and email_verified_at is null",
        [user.to_string().into(), email.into(), now.into()],
    )
}

/// Whoever has this e-mail is to be sent a link to a new password; nobody who may not, or who was sent one just now.
#[must_use]
pub fn ask_reset(email: &str, now: Timestamp) -> Statement {
    statement(
        format!(
            "update users set reset_asked_at = ?2 where email = ?1 and {MAY_RESET} \
             and (reset_asked_at is null or reset_asked_at <= ?4) returning {COLUMNS}"
        ),
        [
            email.into(),
            now.into(),
            asked_before(now).into(),
            now.plus_seconds(-PAUSE_SECONDS).into(),
        ],
    )
}

/// That letter was not delivered: another one may be asked for at once.
#[must_use]
pub fn reset_not_sent(user: UserId, asked: Timestamp) -> Statement {
    statement(
        "update users set reset_asked_at = null where id = ?1 and reset_asked_at = ?2",
        [user.to_string().into(), asked.into()],
    )
}

/// Whom a link to a new password is for, if they may still follow it and it is the one they were sent last.
#[must_use]
pub fn may_reset(user: UserId, asked: Timestamp, now: Timestamp) -> Statement {
    statement(
        format!("select {COLUMNS} from users where id = ?1 and reset_asked_at = ?2 and {MAY_RESET}"),
        [user.to_string().into(), asked.into(), asked_before(now).into()],
    )
}

/// Fails, and with it the transaction that it is part of, unless [`may_reset`] still finds them, with this password's salt.
#[must_use]
pub fn demand_reset(user: UserId, asked: Timestamp, now: Timestamp, salt: Option<&str>) -> Statement {
    super::demand(
        &format!("select 1 from users where id = ?1 and reset_asked_at = ?2 and {MAY_RESET} and password_salt is ?4"),
        [
            user.to_string().into(),
            asked.into(),
            asked_before(now).into(),
            salt.map(str::to_owned).into(),
        ],
    )
}
