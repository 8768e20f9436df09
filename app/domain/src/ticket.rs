//! What Worker and image service say to each other: the ticket, its signature, and the report.
//!
//! `POST /v1/process` carries a [`Ticket`] as JSON and the header [`SIGNATURE_HEADER`]. The answer to a ticket that was
//! worked on is 200 with a [`Report`]; anything else means "not done, try later".

use crate::{
    bare::Bare,
    id::PhotoId,
    media::MediaType,
    photo::{Camera, Place},
    reason::Reason,
    rendition::{Rendition, SLOTS, Slot},
    seal::{Key, from_hex, to_hex},
    time::Timestamp,
    watermark::Style,
};
use serde::{Deserialize, Serialize};

/// The header of a ticket's signature: `t=<unix seconds>,v1=<64 hexadecimal digits>`.
pub const SIGNATURE_HEADER: &str = "heliograph-signature";

/// How far a ticket's time may be from the verifier's clock, in seconds.
pub const SIGNATURE_WINDOW_SECONDS: i64 = 300;

/// One job, as the Worker hands it to the image service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The photo.
    pub photo: PhotoId,
    /// The attempt, counted from 1: the fencing token. Names of renditions contain it.
    pub attempt: u32,
    /// The original.
    pub original: OriginalFile,
    /// Where renditions may be put, one URL for each slot that is asked for. Slots that would upscale stay unused.
    pub renditions: Vec<RenditionTarget>,
    /// What is asked for besides.
    #[serde(default)]
    pub wishes: Wishes,
}

impl Ticket {
    /// Every URL in it.
    pub fn urls(&self) -> impl Iterator<Item = &str> {
        let mark = match &self.wishes.watermark {
            Some(Watermark {
                mark: Mark::Picture(file),
                ..
            }) => Some(&file.url),
            _ => None,
        };
        let renditions = self.renditions.iter().map(|target| &target.url);
        [&self.original.url]
            .into_iter()
            .chain(renditions)
            .chain(mark)
            .chain(&self.wishes.smaller_original)
            .map(String::as_str)
    }

    /// The slots that are asked for, in the order of [`crate::rendition::SLOTS`].
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let asked = |slot: &Slot| self.renditions.iter().any(|target| target.slot == slot.name);
        SLOTS.into_iter().filter(asked).collect()
    }
}

/// What an owner may ask for besides plain renditions. Nothing by default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// A mark on every rendition.
    pub watermark: Option<Watermark>,
    /// Whose photo it is, written into every rendition.
    pub credit: Option<Credit>,
    /// A presigned URL to PUT a smaller, visually lossless copy of the original, of the original's media type. What is
    /// stored there is reported as [`SmallerOriginal`].
    pub smaller_original: Option<String>,
}

/// A mark on renditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watermark {
    /// What is shown.
    pub mark: Mark,
    /// How it is shown.
    pub style: Style,
}

/// What a watermark shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A line of text.
    Text(String),
    /// A PNG, its transparency respected.
    Picture(OriginalFile),
}

/// Whose photo it is, as text that is written into files (IPTC IIM is not used; XMP `dc:rights`, `dc:creator`,
/// `xmpRights:WebStatement`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Who made it.
    pub creator: String,
    /// The rights, as a sentence: `© 2026 Mei Lin. CC BY 4.0`.
    pub rights: String,
    /// Where the licence stands.
    pub licence_url: Option<String>,
}

/// Where and what the original is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginalFile {
    /// A presigned URL to GET.
    pub url: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 as 64 hexadecimal digits.
    pub sha256: String,
}

/// Where one rendition goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenditionTarget {
    /// The slot's name ([`crate::rendition::Slot::named`]).
    pub slot: String,
    /// A presigned URL to PUT, with the slot's media type as `Content-Type`.
    pub url: String,
}

/// What the image service answers to a ticket.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "lowercase")]
pub enum Report {
    /// Every planned rendition is stored.
    Done(Done),
    /// This file cannot become renditions, whoever tries.
    Failed {
        /// Why, as its code.
        reason: Reason,
    },
}

/// What was made of a photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// The photo, as in the ticket.
    pub photo: PhotoId,
    /// The attempt, as in the ticket.
    pub attempt: u32,
    /// The format of the original, by its content.
    pub media_type: MediaType,
    /// Width of the photo as seen, in pixels.
    pub width: u32,
    /// Height of the photo as seen, in pixels.
    pub height: u32,
    /// The few bytes that stand in while the photo loads: see [`crate::placeholder`].
    pub placeholder: String,
    /// What the camera recorded.
    pub camera: Camera,
    /// When it was taken, as the camera wrote it: `2024-05-01T18:30:00` and, if recorded, an offset like `+02:00`.
    pub taken_at: Option<String>,
    /// What was stored.
    pub renditions: Vec<Rendition>,
    /// Where it was taken. For its owner's eyes only, unless they say otherwise: kept apart from everything else.
    #[serde(default)]
    pub place: Option<Place>,
    /// The dominant colours, most of the picture first, as `#rrggbb`; at most five.
    #[serde(default)]
    pub colours: Vec<String>,
    /// A perceptual hash: 16 hexadecimal digits. Photos that look alike differ in few of its 64 bits.
    #[serde(default)]
    pub perceptual_hash: Option<String>,
    /// The smaller copy of the original, if one was asked for and came out smaller.
    #[serde(default)]
    pub smaller_original: Option<SmallerOriginal>,
    /// The original without its metadata. Nothing if it cannot be told apart from them for sure.
    #[serde(default)]
    pub bare: Option<Bare>,
    /// CRC-32 of the original, as in zip files (ISO-HDLC).
    #[serde(default)]
    pub crc32: Option<u32>,
}

/// A smaller, visually lossless copy of the original, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmallerOriginal {
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 as 64 hexadecimal digits.
    pub sha256: String,
    /// How many bytes smaller than the original it is.
    pub saved: u64,
    /// As [`Done::bare`], of the copy.
    #[serde(default)]
    pub bare: Option<Bare>,
    /// As [`Done::crc32`], of the copy.
    #[serde(default)]
    pub crc32: Option<u32>,
}

/// Why a signature was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The header is missing or has another form.
    #[error("the signature is missing or malformed")]
    Malformed,
    /// Made too long ago, or too far in the future.
    #[error("the signature's time is more than {SIGNATURE_WINDOW_SECONDS} s from this clock")]
    Expired,
    /// Another key, or another body.
    #[error("the signature does not fit the body")]
    Wrong,
}

/// The header value for a body sent at this time.
#[must_use]
pub fn sign(key: &Key, now: Timestamp, body: &[u8]) -> String {
    let time = now.seconds().to_string();
    format!("t={time},v1={}", to_hex(&key.seal(&[time.as_bytes(), b".", body])))
}

/// Checks a header value against a body.
///
/// # Errors
/// [`SignatureError`] says which check failed.
pub fn verify(key: &Key, now: Timestamp, header: &str, body: &[u8]) -> Result<(), SignatureError> {
    let (time, tag) = header
        .strip_prefix("t=")
        .and_then(|rest| rest.split_once(",v1="))
        .ok_or(SignatureError::Malformed)?;
    let signed_at: i64 = time.parse().map_err(|_| SignatureError::Malformed)?;
    let tag = from_hex(tag).ok_or(SignatureError::Malformed)?;
    if !key.verify(&[time.as_bytes(), b".", body], &tag) {
        return Err(SignatureError::Wrong);
    }
    if now.seconds().abs_diff(signed_at) > SIGNATURE_WINDOW_SECONDS.unsigned_abs() {
        return Err(SignatureError::Expired);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::new(&"k".repeat(32)).unwrap()
    }

    #[test]
    fn a_signature_holds_for_its_body_and_five_minutes() {
        let now = Timestamp::from_millis(1_700_000_000_000);
        let header = sign(&key(), now, b"body");
        assert_eq!(verify(&key(), now.plus_seconds(300), &header, b"body"), Ok(()));
        assert_eq!(verify(&key(), now.plus_seconds(-300), &header, b"body"), Ok(()));
        assert_eq!(
            verify(&key(), now.plus_seconds(301), &header, b"body"),
            Err(SignatureError::Expired)
        );
        assert_eq!(verify(&key(), now, &header, b"Body"), Err(SignatureError::Wrong));
        for malformed in ["", "t=1", "t=x,v1=00", "v1=00,t=1", "t=1,v1=0g"] {
            assert_eq!(
                verify(&key(), now, malformed, b"body"),
                Err(SignatureError::Malformed),
                "{malformed}"
            );
        }
    }

    #[test]
    fn a_report_keeps_its_form_on_the_wire() {
        let failed = Report::Failed {
            reason: Reason::CutShort,
        };
        assert_eq!(
            serde_json::to_string(&failed).unwrap(),
            r#"{"result":"failed","reason":"cut_short"}"#
        );
    }
}
