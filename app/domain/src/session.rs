//! The session token: who is signed in, sealed so that no database need be asked.
//!
//! A token is short-lived. Once it has expired it opens nothing any more, but as long as its session lasts it is worth a new one:
//! whether the session still holds, its row in the database says.
//!
//! Form: `v1.` + base64url(JSON of [`Session`]) + `.` + base64url(HMAC-SHA-256 over everything before that dot).

use crate::{
    access::{Role, Viewer},
    id::{SessionId, UserId},
    seal::Key,
    time::Timestamp,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// How long a token opens anything: an hour.
pub const TOKEN_SECONDS: i64 = 3600;

/// How long a session lasts after it was last used: 30 days.
pub const SESSION_SECONDS: i64 = 30 * 24 * 3600;

/// How long a session lasts at most, however often it is used: a year.
pub const MAX_SESSION_SECONDS: i64 = 365 * 24 * 3600;

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// What signing out revokes.
    pub id: SessionId,
    /// The user.
    pub user: UserId,
    /// Their handle, so that pages need no look-up for their header.
    pub handle: String,
    /// Their display name.
    pub name: String,
    /// What they are on this site.
    #[serde(default)]
    pub role: Role,
    /// When their account goes, if they asked for that. Until then they can do nothing here but stay after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaving: Option<Timestamp>,
    /// When this token has to be renewed.
    pub expires: Timestamp,
}

impl Session {
    /// The viewer that it stands for. Somebody who is leaving is nobody here any more.
    #[must_use]
    pub const fn viewer(&self) -> Viewer {
        match self.leaving {
            None => Viewer::signed_in(self.user, self.role),
            Some(_) => Viewer::Anonymous,
        }
    }
}

/// What a token with a good seal is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It holds.
    Fresh(Session),
    /// It has expired, and may be renewed.
    Stale(Session),
}

/// The token for a session.
#[must_use]
pub fn issue(key: &Key, session: &Session) -> String {
    let payload = format!("v1.{}", URL_SAFE_NO_PAD.encode(to_json(session)));
    let tag = URL_SAFE_NO_PAD.encode(key.seal(&[payload.as_bytes()]));
    format!("{payload}.{tag}")
}

/// What is in a token, if the seal holds and its session may still last.
#[must_use]
pub fn open(key: &Key, now: Timestamp, token: &str) -> Option<Opened> {
    let (payload, tag) = token.rsplit_once('.')?;
    if !key.verify(&[payload.as_bytes()], &URL_SAFE_NO_PAD.decode(tag).ok()?) {
        return None;
    }
    let json = URL_SAFE_NO_PAD.decode(payload.strip_prefix("v1.")?).ok()?;
    let session: Session = serde_json::from_slice(&json).ok()?;
    if session.expires > now {
        Some(Opened::Fresh(session))
    } else if session.expires.plus_seconds(SESSION_SECONDS) > now {
        Some(Opened::Stale(session))
    } else {
        None
    }
}

fn to_json(session: &Session) -> Vec<u8> {
    // strings and numbers only: this cannot fail, and an empty payload would open nothing
    serde_json::to_vec(session).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn session() -> Session {
        Session {
            id: SessionId::new(Uuid::from_u128(7)),
            user: UserId::new(Uuid::from_u128(8)),
            handle: "ada".into(),
            name: "Ada ✿".into(),
            role: Role::Moderator,
            leaving: None,
            expires: Timestamp::from_millis(1000),
        }
    }

    #[test]
    fn a_token_opens_until_it_expires_and_may_be_renewed_for_a_while() {
        let key = Key::new(&"k".repeat(32)).unwrap();
        let token = issue(&key, &session());
        let at = |millis| open(&key, Timestamp::from_millis(millis), &token);
        let end = 1000 + SESSION_SECONDS * 1000;
        assert_eq!(at(999), Some(Opened::Fresh(session())));
        assert_eq!(at(1000), Some(Opened::Stale(session())));
        assert_eq!(at(end - 1), Some(Opened::Stale(session())));
        assert_eq!(at(end), None);
    }

    #[test]
    fn who_is_leaving_is_nobody_and_their_token_says_so() {
        let key = Key::new(&"k".repeat(32)).unwrap();
        let leaving = Session {
            leaving: Some(Timestamp::from_millis(5000)),
            ..session()
        };
        let opened = open(&key, Timestamp::from_millis(0), &issue(&key, &leaving));
        assert_eq!(opened, Some(Opened::Fresh(leaving.clone())));
        assert_eq!(leaving.viewer(), Viewer::Anonymous);
        assert_ne!(session().viewer(), Viewer::Anonymous);
    }

    #[test]
    fn a_changed_token_opens_nothing() {
        let key = Key::new(&"k".repeat(32)).unwrap();
        let other = Key::new(&"o".repeat(32)).unwrap();
        let now = Timestamp::from_millis(0);
        let token = issue(&key, &session());
        assert_eq!(open(&other, now, &token), None);
        for position in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[position] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert_eq!(open(&key, now, &changed), None, "{position}");
            }
        }
    }
}
