//! Why a photo failed: a code that is stored and sent, and its sentence in English.
//!
//! It carries nothing but itself: details are for the log of whoever found them.

use crate::limits::{TOO_LARGE, TOO_MANY_PIXELS, WRONG_TYPE};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a photo failed. Displays as a sentence for its owner, in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "&'static str")]
pub enum Reason {
    /// The file stops in the middle.
    CutShort,
    /// The file is broken in some other way.
    Damaged,
    /// Its content is none of the formats that are taken.
    WrongType,
    /// Too many bytes.
    TooLarge,
    /// Too many pixels.
    TooManyPixels,
    /// A side is too long.
    TooLong,
    /// Reading it went on for longer than any photo needs.
    TooSlow,
    /// A decoder failed in a way it should not have.
    Unreadable,
    /// A JPEG of a kind that is not read.
    UnusualJpeg,
    /// An AVIF that is put together from tiles.
    AvifTiles,
    /// An AVIF of many pictures.
    AvifFrames,
    /// An AVIF in a colour model that is not read.
    AvifColours,
    /// A HEIC, and the image service was built without a reader for it.
    Heic,
    /// An animation of too many pictures.
    TooManyFrames,
    /// It needs more memory than the machine of the image service has.
    TooMuchMemory,
    /// Its owner's watermark cannot be drawn.
    Watermark,
    /// The image service did not answer, until no tries were left.
    NoAnswer,
    /// Whoever worked on it never finished, until no tries were left.
    Interrupted,
    /// Something that this version has no name for: what was stored before there were codes, or by a later version.
    Other,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 19] = [
        Self::CutShort,
        Self::Damaged,
        Self::WrongType,
        Self::TooLarge,
        Self::TooManyPixels,
        Self::TooLong,
        Self::TooSlow,
        Self::Unreadable,
        Self::UnusualJpeg,
        Self::AvifTiles,
        Self::AvifFrames,
        Self::AvifColours,
        Self::Heic,
        Self::TooManyFrames,
        Self::TooMuchMemory,
        Self::Watermark,
        Self::NoAnswer,
        Self::Interrupted,
        Self::Other,
    ];

    /// The code, as stored and as in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CutShort => "cut_short",
            Self::Damaged => "damaged",
            Self::WrongType => "wrong_type",
            Self::TooLarge => "too_large",
            Self::TooManyPixels => "too_many_pixels",
            Self::TooLong => "too_long",
            Self::TooSlow => "too_slow",
            Self::Unreadable => "unreadable",
            Self::UnusualJpeg => "unusual_jpeg",
            Self::AvifTiles => "avif_tiles",
            Self::AvifFrames => "avif_frames",
            Self::AvifColours => "avif_colours",
            Self::Heic => "heic",
            Self::TooManyFrames => "too_many_frames",
            Self::TooMuchMemory => "too_much_memory",
            Self::Watermark => "watermark",
            Self::NoAnswer => "no_answer",
            Self::Interrupted => "interrupted",
            Self::Other => "other",
        }
    }

    /// Reads what [`Self::as_str`] writes; anything else is [`Self::Other`].
    #[must_use]
    pub fn parse(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|reason| reason.as_str() == code)
            .unwrap_or(Self::Other)
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::CutShort => "This file ends before its picture does. Please upload it again from the original.",
            Self::Damaged => "This file is damaged and cannot be read as a photo.",
            Self::WrongType => WRONG_TYPE,
            Self::TooLarge => TOO_LARGE,
            Self::TooManyPixels => TOO_MANY_PIXELS,
            Self::TooLong => "This photo is longer than 30,000 pixels on one side, the most Heliograph takes.",
            Self::TooSlow => "This photo cannot be processed: reading it takes too long. Please save it as a JPEG.",
            Self::Unreadable => "This photo cannot be processed: reading it failed unexpectedly.",
            Self::UnusualJpeg => {
                "This is an unusual kind of JPEG that Heliograph cannot read. Please save it as an ordinary JPEG."
            }
            Self::AvifTiles => {
                "This AVIF is put together from tiles, which Heliograph cannot read. Please save it as a JPEG."
            }
            Self::AvifFrames => {
                "This AVIF consists of many pictures, which Heliograph cannot read. Please save it as a JPEG."
            }
            Self::AvifColours => "This AVIF uses a colour model that Heliograph cannot read. Please save it as a JPEG.",
            Self::Heic => "This site cannot read HEIC photos. Please save it as a JPEG.",
            Self::TooManyFrames => {
                "This animation has more pictures than Heliograph takes. Please save one of them as a photo."
            }
            Self::TooMuchMemory => {
                "This photo needs more memory than this site's image service has. Please save a smaller copy, or a JPEG that is \
                 not progressive."
            }
            Self::Watermark => {
                "Your watermark cannot be drawn. Please change it in the image settings, then try again."
            }
            Self::NoAnswer => {
                "The image service could not be reached for a long time. Your original is safe: try again when you like."
            }
            Self::Interrupted => {
                "Processing was interrupted again and again. Your original is safe: try again when you like."
            }
            Self::Other => "This photo could not be processed.",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

impl From<String> for Reason {
    fn from(code: String) -> Self {
        Self::parse(&code)
    }
}

impl From<Reason> for &'static str {
    fn from(reason: Reason) -> Self {
        reason.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_read_back_and_differ() {
        let codes: HashSet<&str> = Reason::ALL.into_iter().map(Reason::as_str).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(reason.as_str()), reason);
            assert_eq!(
                serde_json::to_string(&reason).unwrap(),
                format!("\"{}\"", reason.as_str())
            );
        }
    }

    #[test]
    fn a_sentence_from_before_there_were_codes_is_some_other_reason() {
        assert_eq!(
            Reason::parse("This file is damaged and cannot be read as a photo."),
            Reason::Other
        );
        assert_eq!(
            serde_json::from_str::<Reason>("\"from_the_future\"").unwrap(),
            Reason::Other
        );
    }
}
