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
    /// GIF; of an animation, its first picture.
    #[serde(rename = "image/gif")]
    Gif,
    /// HEIC, as phones write it. Whether it can be read depends on how the image service was built.
    #[serde(rename = "image/heic")]
    Heic,
}

/// The media type is none that Heliograph takes. Displays as a sentence for the visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{WRONG_TYPE}")]
pub struct UnknownMediaType;

impl MediaType {
    /// What file choosers offer. HEIC is not among them: a phone asked for JPEG converts by itself, which every site can
    /// show; one that is offered HEIC sends it, which not every image service can read.
    pub const OFFERED: [Self; 5] = [Self::Jpeg, Self::Png, Self::Webp, Self::Avif, Self::Gif];

    /// Every format that is taken.
    pub const ALL: [Self; 6] = [Self::Jpeg, Self::Png, Self::Webp, Self::Avif, Self::Gif, Self::Heic];

    /// As in `Content-Type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Gif => "image/gif",
            Self::Heic => "image/heic",
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
            Self::Gif => "gif",
            Self::Heic => "heic",
        }
    }

    /// Reads a `Content-Type` header; parameters after `;` do not matter.
    ///
    /// # Errors
    /// [`UnknownMediaType`] for anything else, a missing type included.
    pub fn parse(content_type: &str) -> Result<Self, UnknownMediaType> {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        // phones name the container as often as its content
        if essence.eq_ignore_ascii_case("image/heif") {
            return Ok(Self::Heic);
        }
        Self::ALL
            .into_iter()
            .find(|media_type| essence.eq_ignore_ascii_case(media_type.as_str()))
            .ok_or(UnknownMediaType)
    }

    /// Recognises a format by the first bytes of a file, never by its name. 16 are enough, but for files whose first brand
    /// is a general one: what those are is in the list of brands that follows, and without it they are taken for HEIC, as
    /// phones write it.
    ///
    /// Sources: JPEG B.1.1.3, PNG 5.2, RFC 9649 (WebP) 2.4, AV1 Image File Format 6.2 (`avif` and `avis` brands), `GIF89a`
    /// 17, ISO/IEC 23008-12 annex B (HEIF brands of HEVC pictures, and the general ones that phones write too).
    #[must_use]
    pub fn sniff(start: &[u8]) -> Option<Self> {
        if start.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if start.starts_with(b"GIF87a") || start.starts_with(b"GIF89a") {
            Some(Self::Gif)
        } else {
            sniff_brands(start)
        }
    }
}

/// AVIF and HEIC are the same container: a box of the type `ftyp`, with the brand that fits best, a version, and all
/// brands that fit (ISO/IEC 14496-12, 4.3).
fn sniff_brands(start: &[u8]) -> Option<MediaType> {
    let (length, rest) = start.split_first_chunk()?;
    let (name, rest) = rest.split_first_chunk()?;
    let (brand, rest) = rest.split_first_chunk()?;
    match (name, brand) {
        (b"ftyp", b"mif1" | b"msf1" | b"miaf") => {
            let end = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
            let brands = rest.get(4..).unwrap_or_default().as_chunks().0.iter();
            let known = brands.take(end.saturating_sub(16) / 4).find_map(of_brand);
            Some(known.unwrap_or(MediaType::Heic))
        }
        (b"ftyp", brand) => of_brand(brand),
        _ => None,
    }
}

const fn of_brand(brand: &[u8; 4]) -> Option<MediaType> {
    match brand {
        b"avif" | b"avis" => Some(MediaType::Avif),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => Some(MediaType::Heic),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_are_read_whatever_their_parameters() {
        assert_eq!(MediaType::parse("Image/JPEG; q=1"), Ok(MediaType::Jpeg));
        assert_eq!(MediaType::parse("image/heif"), Ok(MediaType::Heic));
        assert_eq!(MediaType::parse("image/svg+xml"), Err(UnknownMediaType));
        assert_eq!(MediaType::parse(""), Err(UnknownMediaType));
    }

    #[test]
    fn formats_are_recognised_by_content() {
        assert_eq!(MediaType::sniff(b"\xff\xd8\xff\xe1..."), Some(MediaType::Jpeg));
        assert_eq!(MediaType::sniff(b"RIFF....WEBPVP8 "), Some(MediaType::Webp));
        assert_eq!(MediaType::sniff(b"\0\0\0\x20ftypavif"), Some(MediaType::Avif));
        assert_eq!(MediaType::sniff(b"GIF89a"), Some(MediaType::Gif));
        assert_eq!(MediaType::sniff(b"\0\0\0\x20ftypheic"), Some(MediaType::Heic));
        assert_eq!(MediaType::sniff(b"<svg"), None);
        assert_eq!(MediaType::sniff(b"RI"), None);
    }
    #[test]
    fn a_general_brand_leaves_the_word_to_the_list_of_brands() {
        let brands =
            |list: &[u8], length: u8| MediaType::sniff(&[&[0, 0, 0, length], &b"ftypmif1\0\0\0\0"[..], list].concat());
        assert_eq!(brands(b"mif1miafavif", 28), Some(MediaType::Avif));
        assert_eq!(brands(b"mif1heicmiaf", 28), Some(MediaType::Heic));
        assert_eq!(brands(b"mif1miaf", 24), Some(MediaType::Heic));
        assert_eq!(brands(b"", 16), Some(MediaType::Heic));
        // after its end begins another box
        assert_eq!(brands(b"mif1avif", 20), Some(MediaType::Heic));
        // video
        for brand in [b"isom", b"mp42", b"qt  ", b"M4V ", b"3gp5"] {
            assert_eq!(
                MediaType::sniff(&[&b"\0\0\0\x18ftyp"[..], brand, b"\0\0\0\0mp41"].concat()),
                None
            );
        }
    }
}
