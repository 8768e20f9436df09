//! The image formats that are uploaded and served.

use crate::limits::WRONG_TYPE;
use serde::{Deserialize, Serialize};

/// An image format that Heliograph takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
    /// WebP, lossy or lossless.
    #[serde(rename = "image/webp")]
    Webp,
    /// AVIF.
    #[serde(rename = "image/avif")]
    Avif,
}

/// The media type is none that Heliograph takes. Displays as a sentence for the visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{WRONG_TYPE}")]
pub struct UnknownMediaType;

impl MediaType {
    /// Every format, for file choosers and `Accept` headers.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::Webp, Self::Avif];

    /// As in `Content-Type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    /// The usual file name extension, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Avif => "avif",
        }
    }

    /// Reads a `Content-Type` header; parameters after `;` do not matter.
    ///
    /// # Errors
    /// [`UnknownMediaType`] for anything else, a missing type included.
    pub fn parse(content_type: &str) -> Result<Self, UnknownMediaType> {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        Self::ALL
            .into_iter()
            .find(|media_type| essence.eq_ignore_ascii_case(media_type.as_str()))
            .ok_or(UnknownMediaType)
    }

    /// Recognises a format by the first bytes of a file (16 are enough), never by its name.
    ///
    /// Sources: JPEG B.1.1.3, PNG 5.2, RFC 9649 (WebP) 2.4, AV1 Image File Format 6.2 (`avif` and `avis` brands).
    #[must_use]
    pub fn sniff(start: &[u8]) -> Option<Self> {
        if start.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if start.get(4..8) == Some(b"ftyp") && matches!(start.get(8..12), Some(b"avif" | b"avis")) {
            Some(Self::Avif)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_are_read_whatever_their_parameters() {
        assert_eq!(MediaType::parse("Image/JPEG; q=1"), Ok(MediaType::Jpeg));
        assert_eq!(MediaType::parse("image/svg+xml"), Err(UnknownMediaType));
        assert_eq!(MediaType::parse(""), Err(UnknownMediaType));
    }

    #[test]
    fn formats_are_recognised_by_content() {
        assert_eq!(MediaType::sniff(b"\xff\xd8\xff\xe1..."), Some(MediaType::Jpeg));
        assert_eq!(MediaType::sniff(b"RIFF....WEBPVP8 "), Some(MediaType::Webp));
        assert_eq!(MediaType::sniff(b"\0\0\0\x20ftypavif"), Some(MediaType::Avif));
        assert_eq!(MediaType::sniff(b"<svg"), None);
        assert_eq!(MediaType::sniff(b"RI"), None);
    }
}
