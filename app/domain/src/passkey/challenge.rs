//! Challenges that need not be stored: each carries until when it may be answered, and a seal that says for what.
//!
//! Form, 32 bytes: the end in Unix milliseconds (6 bytes, the highest first), 10 random bytes, and the first 16 bytes of
//! HMAC-SHA-256 over purpose, subject and the 16 bytes before. A challenge that was answered is written down by whoever takes
//! the answer, so that none is answered twice.

use super::{CHALLENGE_BYTES, CHALLENGE_SECONDS};
use crate::{seal::Key, time::Timestamp};

/// What a challenge is for. One for something else is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Making an account; its subject is the new user's id.
    SignUp,
    /// Adding a passkey to an account; its subject is the user's id.
    Add,
    /// Signing in; it has no subject.
    SignIn,
    /// Showing that it is still the same person; its subject is the session's id.
    Confirm,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "sign-up",
            Self::Add => "add",
            Self::SignIn => "sign-in",
            Self::Confirm => "confirm",
        }
    }
}

/// Random bytes of a challenge.
pub const NONCE_BYTES: usize = 10;

const OPEN_BYTES: usize = 16;

/// A challenge that may be answered for [`CHALLENGE_SECONDS`].
#[must_use]
pub fn issue(
    key: &Key,
    purpose: Purpose,
    subject: &str,
    now: Timestamp,
    nonce: [u8; NONCE_BYTES],
) -> [u8; CHALLENGE_BYTES] {
    let [_, _, end @ ..] = now.plus_seconds(CHALLENGE_SECONDS).millis().to_be_bytes();
    let mut open = [0; OPEN_BYTES];
    put(&mut open, end.iter().chain(&nonce));
    let mut challenge = [0; CHALLENGE_BYTES];
    let seal = key.seal(&sealed(purpose, subject, &open));
    put(&mut challenge, open.iter().chain(&seal));
    challenge
}

/// When a challenge ends; nothing if it was not issued for this, or has ended.
#[must_use]
pub fn ends(key: &Key, purpose: Purpose, subject: &str, now: Timestamp, challenge: &[u8]) -> Option<Timestamp> {
    let (open, tag) = challenge.split_at_checked(OPEN_BYTES)?;
    if !key.verify_half(&sealed(purpose, subject, open), tag.try_into().ok()?) {
        return None;
    }
    let end = open.iter().take(6).fold(0, |end, byte| end << 8 | i64::from(*byte));
    let end = Timestamp::from_millis(end);
    (end > now).then_some(end)
}

/// What is sealed: nothing in it holds a colon but what separates, and the end has a fixed length.
fn sealed<'a>(purpose: Purpose, subject: &'a str, open: &'a [u8]) -> [&'a [u8]; 6] {
    let purpose = purpose.as_str().as_bytes();
    [b"challenge:", purpose, b":", subject.as_bytes(), b":", open]
}

fn put<'a>(into: &mut [u8], from: impl Iterator<Item = &'a u8>) {
    into.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_for_one_purpose_one_subject_and_five_minutes() {
        let (key, other) = (Key::new(&"k".repeat(32)).unwrap(), Key::new(&"o".repeat(32)).unwrap());
        let now = Timestamp::from_millis(1_700_000_000_123);
        let challenge = issue(&key, Purpose::Add, "ada", now, [9; NONCE_BYTES]);
        let end = now.plus_seconds(300);
        let last = Timestamp::from_millis(end.millis() - 1);
        assert_eq!(ends(&key, Purpose::Add, "ada", now, &challenge), Some(end));
        assert_eq!(ends(&key, Purpose::Add, "ada", last, &challenge), Some(end));
        for (key, purpose, subject, at) in [
            (&other, Purpose::Add, "ada", now),
            (&key, Purpose::SignIn, "ada", now),
            (&key, Purpose::Add, "eve", now),
            (&key, Purpose::Add, "ada", end),
        ] {
            assert_eq!(
                ends(key, purpose, subject, at, &challenge),
                None,
                "{purpose:?} {subject}"
            );
        }
        for position in 0..CHALLENGE_BYTES {
            let mut changed = challenge;
            changed[position] ^= 1;
            assert_eq!(ends(&key, Purpose::Add, "ada", now, &changed), None, "{position}");
        }
        assert_eq!(ends(&key, Purpose::Add, "ada", now, &challenge[1..]), None);
        assert_ne!(challenge, issue(&key, Purpose::Add, "ada", now, [8; NONCE_BYTES]));
    }
}
