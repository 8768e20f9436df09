//! Share links: the secret in a link's address, what its maker may choose, and the pass of somebody whom it has let in.
//!
//! What a link lets them do is in [`crate::access`].

use crate::{
    id::ShareLinkId,
    rendition::Slot,
    seal::{Key, from_hex, sha256_hex, to_hex},
    time::Timestamp,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::fmt;

/// How many days a link may last. None lasts for ever.
pub const DAYS: [u32; 5] = [1, 7, 30, 90, 365];

/// How many days it lasts if nobody says anything else.
pub const DEFAULT_DAYS: u32 = 30;

/// The largest limit of views.
pub const MAX_VIEWS: u32 = 10_000;

/// The most links of one photo: what was forgotten should not pile up.
pub const MAX_LINKS: u32 = 20;

/// The shortest password of a link, in characters. Shorter than an account's: guesses are few, and a link ends.
pub const MIN_PASSWORD: usize = 8;

/// How long somebody whom a link has let in stays in: an hour. As long as that, coming back is no further view.
pub const PASS_SECONDS: i64 = 3600;

/// What cannot be chosen for a link. Displays as a sentence for the visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// A time that is not offered.
    #[error("Please choose how long the link lasts.")]
    Days,
    /// No number, or one out of range.
    #[error("The number of views is between 1 and 10,000; leave it empty for no limit.")]
    Views,
}

/// The secret in a link's address: 128 random bits as 32 hexadecimal digits, which no chat cuts off or folds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret([u8; 16]);

impl Secret {
    /// Of sixteen random bytes.
    #[must_use]
    pub const fn new(random: [u8; 16]) -> Self {
        Self(random)
    }

    /// Reads what is in an address. One spelling only.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let secret = Self(from_hex(text)?.try_into().ok()?);
        (secret.to_string() == text).then_some(secret)
    }

    /// What is stored of it, as hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> String {
        sha256_hex(&self.to_string())
    }

    /// The link's path on this site.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/s/{self}")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a pass opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The link's page, from a cookie.
    Page,
    /// The files on it, from their addresses: whoever copies one has the files, and not the page.
    Media,
}

/// That a link has let somebody in. It names the link alone, and nothing of the photo: neither its id nor its place in storage,
/// either of which would outlast the link where the photo is unlisted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// The link.
    pub link: ShareLinkId,
    /// What it opens.
    pub purpose: Purpose,
    /// When it ends.
    pub expires: Timestamp,
}

impl Pass {
    /// One from now on.
    #[must_use]
    pub const fn new(link: ShareLinkId, purpose: Purpose, now: Timestamp) -> Self {
        Self {
            link,
            purpose,
            expires: now.plus_seconds(PASS_SECONDS),
        }
    }

    /// As text: `s1.page.` or `s1.media.`, the link's id, `.`, when it ends in milliseconds, `.`, and the seal
    /// (HMAC-SHA-256, base64url) over everything before that dot. A session's token begins in another way, so that neither is
    /// ever taken for the other.
    #[must_use]
    pub fn issue(&self, key: &Key) -> String {
        let payload = self.payload();
        let tag = URL_SAFE_NO_PAD.encode(key.seal(&[payload.as_bytes()]));
        format!("{payload}.{tag}")
    }

    /// The pass in a text, if its seal holds, it is for this purpose, and has not ended. Whether the link still holds, its row
    /// says.
    #[must_use]
    pub fn open(key: &Key, now: Timestamp, purpose: Purpose, text: &str) -> Option<Self> {
        let (payload, tag) = text.rsplit_once('.')?;
        if !key.verify(&[payload.as_bytes()], &URL_SAFE_NO_PAD.decode(tag).ok()?) {
            return None;
        }
        let (link, expires) = payload.strip_prefix(purpose.prefix())?.split_once('.')?;
        let pass = Self {
            link: link.parse().ok()?,
            purpose,
            expires: Timestamp::from_millis(expires.parse().ok()?),
        };
        (now < pass.expires).then_some(pass)
    }

    fn payload(&self) -> String {
        format!("{}{}.{}", self.purpose.prefix(), self.link, self.expires.millis())
    }
}

impl Purpose {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Page => "s1.page.",
            Self::Media => "s1.media.",
        }
    }
}

/// A file of a shared photo. Its address names the file alone, never the photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedFile {
    /// What was uploaded, or the copy that is kept instead.
    Original,
    /// The same without its metadata.
    Bare,
    /// A rendition, of whatever attempt is shown.
    Rendition(Slot),
}

const ORIGINAL: &str = "original";
const BARE: &str = "bare";

impl SharedFile {
    /// Its address with this pass: a path on this site.
    #[must_use]
    pub fn path(self, pass: &str) -> String {
        match self {
            Self::Original => format!("/media/shared/{ORIGINAL}?share={pass}"),
            Self::Bare => format!("/media/shared/{BARE}?share={pass}"),
            Self::Rendition(slot) => format!("/media/shared/{}?share={pass}", slot.file_name()),
        }
    }

    /// Reads the part of an address after `/media/shared/`. One spelling only.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            ORIGINAL => return Some(Self::Original),
            BARE => return Some(Self::Bare),
            _ => {}
        }
        let slot = Slot::named(name.split('.').next()?)?;
        (slot.file_name() == name).then_some(Self::Rendition(slot))
    }
}

#[cfg(test)]
mod tests;
