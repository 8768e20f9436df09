//! The formats that are read, recognised by content. Each has a header, read first and cheaply, and a decoder.

pub mod avif;
pub mod gif;
#[cfg(feature = "heic")]
pub mod heic;
pub mod jpeg;
pub mod png;
pub mod rows;
pub mod webp;

use crate::{fault::Fault, pixels::Pixels};
use domain::{
    limits::{MAX_PIXELS, MAX_SIDE},
    media::MediaType,
    reason::Reason,
};

/// What a file says about itself before any pixel is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The format.
    pub media_type: MediaType,
    /// Width as stored, in pixels.
    pub width: u32,
    /// Height as stored, in pixels.
    pub height: u32,
    /// What the numbers in its pixels mean.
    pub profile: Profile,
    /// The EXIF block, from its TIFF header on.
    pub exif: Option<Vec<u8>>,
    /// The orientation that the container prescribes (1 to 8, as in EXIF). It comes before the one in EXIF.
    pub orientation: Option<u32>,
    /// Memory that decoding needs, roughly, in bytes. Besides the picture that it delivers, except in a JPEG, where it is
    /// what all of it needs: see [`memory`].
    pub memory: u64,
    /// A JPEG's frame: what decoding needs depends on what is wanted.
    pub jpeg: Option<jpeg::frame::Frame>,
}

/// What the numbers in pixels mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Profile {
    /// sRGB, or not said.
    Srgb,
    /// Display P3.
    DisplayP3,
    /// As this ICC profile says.
    Icc(Vec<u8>),
}

impl Header {
    /// Reads the header of a file and checks it against the limits.
    ///
    /// # Errors
    /// If the format is none of ours, the header is broken, or the photo too large.
    pub fn read(file: &[u8]) -> Result<Self, Fault> {
        let header = match MediaType::sniff(file) {
            Some(MediaType::Jpeg) => jpeg::header(file),
            Some(MediaType::Png) => png::header(file),
            Some(MediaType::Webp) => webp::header(file),
            Some(MediaType::Avif) => avif::header(file),
            Some(MediaType::Gif) => gif::header(file),
            #[cfg(feature = "heic")]
            Some(MediaType::Heic) => heic::header(file),
            #[cfg(not(feature = "heic"))]
            Some(MediaType::Heic) => Err(Fault::File(Reason::Heic)),
            None => Err(Fault::File(Reason::WrongType)),
        }?;
        header.check_size()?;
        Ok(header)
    }

    /// Pixels, as stored.
    #[must_use]
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// All of the picture, where no smaller one will do.
    #[must_use]
    pub const fn whole(&self) -> Wanted {
        Wanted {
            width: self.width,
            height: self.height,
        }
    }

    fn check_size(&self) -> Result<(), Fault> {
        if self.width == 0 || self.height == 0 {
            Err(Fault::damaged())
        } else if self.pixels() > MAX_PIXELS {
            Err(Fault::File(Reason::TooManyPixels))
        } else if self.width.max(self.height) > MAX_SIDE {
            Err(Fault::File(Reason::TooLong))
        } else {
            Ok(())
        }
    }
}

/// The size that is wanted of a picture, as it is stored (before it is turned upright), in pixels.
///
/// A decoder that can give less than everything for less work and memory may do so, as long as neither side becomes
/// shorter than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A picture as decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The picture, as stored. Of the header's size, or a smaller one of the same shape that is at least what was wanted.
    pub picture: Pixels,
    /// What its numbers mean: what the header says, unless the decoder converted them already (pictures of 16 bits,
    /// which would lose shades if they were made 8 bits before).
    pub profile: Profile,
}

/// Memory that decoding needs, roughly, in bytes: what the decoder holds, and the picture that it delivers.
#[must_use]
pub fn memory(header: &Header, wanted: Wanted) -> u64 {
    if let Some(frame) = &header.jpeg {
        return jpeg::memory(frame, wanted);
    }
    let (width, height) = delivered(header, wanted);
    let pixels = u64::from(width) * u64::from(height);
    header.memory.saturating_add(pixels.saturating_mul(MOST_CHANNELS))
}

/// Width and height of the picture that decoding delivers, in pixels.
#[must_use]
pub fn delivered(header: &Header, wanted: Wanted) -> (u32, u32) {
    match (header.media_type, &header.jpeg) {
        (MediaType::Jpeg, Some(frame)) => jpeg::size(frame, wanted),
        (MediaType::Webp | MediaType::Jpeg, _) => (header.width, header.height),
        _ => rows::kept(header.width, header.height, wanted),
    }
}

/// Bytes of a pixel with alpha.
const MOST_CHANNELS: u64 = 4;

/// Decodes a file whose header was read.
///
/// # Errors
/// If the file is damaged, or of a kind that cannot be read.
pub fn decode(file: &[u8], header: &Header, wanted: Wanted) -> Result<Decoded, Fault> {
    let as_said = |picture| Decoded {
        picture,
        profile: header.profile.clone(),
    };
    let decoded = match header.media_type {
        MediaType::Jpeg => jpeg::decode(file, wanted).map(as_said),
        MediaType::Png => png::decode(file, header, wanted),
        MediaType::Webp => webp::decode(file).map(as_said),
        MediaType::Avif => avif::decode(file, header, wanted),
        MediaType::Gif => gif::decode(file, wanted).map(as_said),
        #[cfg(feature = "heic")]
        MediaType::Heic => heic::decode(file, header, wanted),
        #[cfg(not(feature = "heic"))]
        MediaType::Heic => Err(Fault::File(Reason::Heic)),
    }?;
    if decoded.fits(header, wanted) {
        Ok(decoded)
    } else {
        Err(Fault::damaged())
    }
}

impl Decoded {
    /// What was checked and reserved is the header's size: a decoder that found a larger one was misled.
    fn fits(&self, header: &Header, wanted: Wanted) -> bool {
        let within = |side, wanted: u32, whole: u32| side <= whole && side >= wanted.min(whole);
        within(self.picture.width(), wanted.width, header.width)
            && within(self.picture.height(), wanted.height, header.height)
    }
}

/// The EXIF block without the prefix that some writers leave on it; nothing if it is too large to be one.
fn tiff(block: &[u8]) -> Option<Vec<u8>> {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    (block.len() <= crate::limits::MAX_EXIF_BYTES).then(|| block.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_photo_is_refused_by_its_content() {
        for file in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"push graphic-context",
        ] {
            assert_eq!(Header::read(file), Err(Fault::File(Reason::WrongType)));
        }
    }

    #[test]
    fn formats_that_come_by_rows_need_memory_for_what_is_wanted() {
        let header = |media_type, memory| Header {
            media_type,
            width: 8688,
            height: 5792,
            profile: Profile::Srgb,
            exif: None,
            orientation: None,
            memory,
            jpeg: None,
        };
        let wanted = Wanted {
            width: 2048,
            height: 1366,
        };
        // 2172 × 1448 pixels are kept
        assert_eq!(memory(&header(MediaType::Png, 0), wanted), 2172 * 1448 * 4);
        assert_eq!(memory(&header(MediaType::Gif, 7), wanted), 2172 * 1448 * 4 + 7);
        assert_eq!(memory(&header(MediaType::Webp, 0), wanted), 8688 * 5792 * 4);
    }
}
