//! The session token: who is signed in, until when, sealed so that no database need be asked.
//!
//! Form: `v1.` + base64url(JSON of [`Session`]) + `.` + base64url(HMAC-SHA-256 over everything before that dot).

use crate::{
    id::{SessionId, UserId},
    seal::Key,
    time::Timestamp,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// How long a session lasts: 30 days.
pub const SESSION_SECONDS: i64 = 30 * 24 * 3600;

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
    /// When it ends.
    pub expires: Timestamp,
}

/// The token for a session.
#[must_use]
pub fn issue(key: &Key, session: &Session) -> String {
    let payload = format!("v1.{}", URL_SAFE_NO_PAD.encode(to_json(session)));
    let tag = URL_SAFE_NO_PAD.encode(key.seal(&[payload.as_bytes()]));
    format!("{payload}.{tag}")
}

/// The session in a token, if the seal holds and it has not expired.
#[must_use]
pub fn open(key: &Key, now: Timestamp, token: &str) -> Option<Session> {
    let (payload, tag) = token.rsplit_once('.')?;
    if !key.verify(&[payload.as_bytes()], &URL_SAFE_NO_PAD.decode(tag).ok()?) {
        return None;
    }
    let json = URL_SAFE_NO_PAD.decode(payload.strip_prefix("v1.")?).ok()?;
    let session: Session = serde_json::from_slice(&json).ok()?;
    (session.expires > now).then_some(session)
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
            expires: Timestamp::from_millis(1000),
        }
    }

    #[test]
    fn a_token_opens_until_it_expires() {
        let key = Key::new(&"k".repeat(32)).unwrap();
        let token = issue(&key, &session());
        assert_eq!(open(&key, Timestamp::from_millis(999), &token), Some(session()));
        assert_eq!(open(&key, Timestamp::from_millis(1000), &token), None);
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
