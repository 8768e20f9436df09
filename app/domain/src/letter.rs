//! The links in letters that the site sends by e-mail. Nothing is stored of one: it carries whose it is and until when it holds,
//! under a seal over what must not have changed meanwhile.
//!
//! Form, 54 bytes in base64url (RFC 4648, 5), 72 characters: the user's id (16 bytes), the end in Unix milliseconds (6 bytes, the
//! highest first), and HMAC-SHA-256 over purpose, these 22 bytes, e-mail and salt of the password.

use crate::{id::UserId, seal::Key, time::Timestamp};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::fmt;
use uuid::Uuid;

/// How often somebody can be sent a letter of one kind: once in so many seconds.
pub const PAUSE_SECONDS: i64 = 300;

/// What a link is for. One for something else is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Showing that an address is one's own.
    Verify,
    /// Choosing a new password.
    Reset,
}

impl Purpose {
    /// How long such a link holds, in seconds: a day, or an hour.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        match self {
            Self::Verify => 24 * 3600,
            Self::Reset => 3600,
        }
    }

    /// The page that its links lead to.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Verify => "/verify",
            Self::Reset => "/reset",
        }
    }
}

/// What of an account must be as it was when the letter was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State<'a> {
    /// The e-mail, normal.
    pub email: &'a str,
    /// The password's salt, which is another with every new password; empty if there is no password.
    pub salt: &'a str,
}

/// A link, as far as its text says: whether it holds, [`Self::holds`] says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose account it is for.
    pub user: UserId,
    ends: Timestamp,
    seal: [u8; 32],
}

impl Link {
    /// One from now on.
    #[must_use]
    pub fn new(key: &Key, purpose: Purpose, user: UserId, now: Timestamp, state: State<'_>) -> Self {
        let ends = now.plus_seconds(purpose.seconds());
        let seal = key.seal(&sealed(purpose, &open_part(user, ends), state));
        Self {
            purpose,
            user,
            ends,
            seal,
        }
    }

    /// Reads what is in an address. One spelling only.
    #[must_use]
    pub fn parse(purpose: Purpose, text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (user, rest) = bytes.split_first_chunk::<16>()?;
        let (ends, seal) = rest.split_first_chunk::<6>()?;
        let [b0, b1, b2, b3, b4, b5] = *ends;
        Some(Self {
            purpose,
            user: UserId::new(Uuid::from_bytes(*user)),
            ends: Timestamp::from_millis(i64::from_be_bytes([0, 0, b0, b1, b2, b3, b4, b5])),
            seal: seal.try_into().ok()?,
        })
    }

    /// Whether it is one of ours, has not ended, and everything is still as it was.
    #[must_use]
    pub fn holds(&self, key: &Key, now: Timestamp, state: State<'_>) -> bool {
        let open = open_part(self.user, self.ends);
        key.verify(&sealed(self.purpose, &open, state), &self.seal) && now < self.ends
    }

    /// When its letter was asked for.
    #[must_use]
    pub const fn asked_at(&self) -> Timestamp {
        self.ends.plus_seconds(-self.purpose.seconds())
    }

    /// Its path on this site.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{self}", self.purpose.page())
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [open_part(self.user, self.ends).as_slice(), &self.seal].concat();
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link(…)")
    }
}

fn open_part(user: UserId, ends: Timestamp) -> [u8; 22] {
    let [_, _, ends @ ..] = ends.millis().to_be_bytes();
    let mut open = [0; 22];
    open.iter_mut()
        .zip(user.bytes().iter().chain(&ends))
        .for_each(|(to, from)| *to = *from);
    open
}

/// What is sealed: the open part has a fixed length, and no e-mail holds a line's end.
fn sealed<'a>(purpose: Purpose, open: &'a [u8; 22], state: State<'a>) -> [&'a [u8]; 6] {
    let page = purpose.page().as_bytes();
    [
        b"letter:",
        page,
        open,
        state.email.as_bytes(),
        b"\n",
        state.salt.as_bytes(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: State<'_> = State {
        email: "ada@example.org",
        salt: "5a17",
    };
    const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_123);

    fn key(letter: &str) -> Key {
        Key::new(&letter.repeat(32)).unwrap()
    }

    fn link(purpose: Purpose) -> Link {
        Link::new(&key("k"), purpose, UserId::new(Uuid::from_u128(7)), NOW, ADA)
    }

    #[test]
    fn a_link_reads_back_and_says_when_it_was_asked_for() {
        for purpose in [Purpose::Verify, Purpose::Reset] {
            let link = link(purpose);
            let text = link.to_string();
            assert_eq!(text.len(), 72);
            assert_eq!(Link::parse(purpose, &text), Some(link));
            assert_eq!(
                (link.asked_at(), link.path()),
                (NOW, format!("{}/{text}", purpose.page()))
            );
            assert_eq!(format!("{link:?}"), "Link(…)");
        }
    }

    #[test]
    fn it_holds_for_one_purpose_one_account_as_it_was_and_not_for_ever() {
        for (purpose, seconds) in [(Purpose::Verify, 86_400), (Purpose::Reset, 3600)] {
            let link = link(purpose);
            let last = Timestamp::from_millis(NOW.millis() + seconds * 1000 - 1);
            assert!(link.holds(&key("k"), NOW, ADA) && link.holds(&key("k"), last, ADA));
            assert!(!link.holds(&key("k"), NOW.plus_seconds(seconds), ADA));
            assert!(!link.holds(&key("o"), NOW, ADA));
            let (email, salt) = ("eve@example.org", "5a18");
            assert!(!link.holds(&key("k"), NOW, State { email, ..ADA }));
            assert!(!link.holds(&key("k"), NOW, State { salt, ..ADA }));
            let other = match purpose {
                Purpose::Verify => Purpose::Reset,
                Purpose::Reset => Purpose::Verify,
            };
            let otherwise = Link::parse(other, &link.to_string()).unwrap();
            assert!(!otherwise.holds(&key("k"), NOW, ADA));
        }
    }

    #[test]
    fn a_changed_link_does_not_hold_or_is_none() {
        let text = link(Purpose::Reset).to_string();
        for position in 0..text.len() {
            for other in ['A', 'B', '-', '=', 'é'] {
                let mut changed: Vec<char> = text.chars().collect();
                changed[position] = other;
                let changed: String = changed.into_iter().collect();
                let found = Link::parse(Purpose::Reset, &changed);
                let holds = found.is_some_and(|link| link.holds(&key("k"), NOW, ADA));
                assert_eq!(holds, changed == text, "{changed}");
            }
        }
        for none in [
            "",
            &text[1..],
            &format!("{text}A"),
            &format!("{text}AAAA"),
            &"A".repeat(9999),
        ] {
            assert_eq!(Link::parse(Purpose::Reset, none), None, "{none}");
        }
    }
}
