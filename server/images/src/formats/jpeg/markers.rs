//! The parts of a JPEG file, found by walking over its markers to the very end.
//!
//! The walk is what tells a whole file from one that was cut off, and a harmless one from a bomb of many scans, before
//! anything is decoded. It does not look into the picture's data.

use crate::{
    fault::Fault,
    limits::{MAX_JPEG_SCANS, MAX_PROFILE_BYTES},
};

/// The parts that matter.
#[derive(Debug)]
pub struct Anatomy<'a> {
    /// The picture's size and kind.
    pub frame: Frame,
    /// The EXIF block.
    pub exif: Option<&'a [u8]>,
    profile: Vec<ProfilePart<'a>>,
}

/// The picture's size and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
    /// Channels: 1, 3 or 4.
    pub channels: u8,
    /// Whether it comes in several passes.
    pub progressive: bool,
}

#[derive(Debug)]
struct ProfilePart<'a> {
    number: u8,
    count: u8,
    bytes: &'a [u8],
}

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;
const UNUSUAL: &str =
    "This is an unusual kind of JPEG that Heliograph cannot read. Please save it as an ordinary JPEG.";

impl<'a> Anatomy<'a> {
    /// Walks over a file.
    ///
    /// # Errors
    /// If it ends early, has no picture, or one of a kind that is not read.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let mut walk = Walk { file, at: 2 };
        let (mut frame, mut exif, mut profile, mut scans) = (None, None, Vec::new(), 0);
        loop {
            let marker = walk.marker().ok_or_else(Fault::cut_short)?;
            if marker == END_OF_IMAGE {
                break;
            }
            // markers that stand alone: restarts, and a start within the file
            if matches!(marker, 0x01 | 0xd0..=0xd8) {
                continue;
            }
            let segment = walk.segment().ok_or_else(Fault::cut_short)?;
            match marker {
                0xc4 | 0xc8 | 0xcc => {}
                0xc0..=0xcf if frame.is_some() => return Err(Fault::damaged()),
                0xc0..=0xcf => frame = Some(Frame::read(marker, segment)?),
                START_OF_SCAN => scans += 1,
                0xe1 if exif.is_none() => exif = segment.strip_prefix(b"Exif\0\0"),
                0xe2 => profile.extend(ProfilePart::read(segment)),
                _ => {}
            }
        }
        match frame {
            Some(_) if scans > MAX_JPEG_SCANS => Err(Fault::file(UNUSUAL)),
            Some(frame) if scans > 0 => Ok(Self { frame, exif, profile }),
            _ => Err(Fault::damaged()),
        }
    }

    /// The ICC profile, put together from its parts. Nothing if one is missing or they are too large.
    #[must_use]
    pub fn profile(&self) -> Option<Vec<u8>> {
        let count = self.profile.first()?.count;
        let mut whole = Vec::new();
        for number in 1..=count {
            let part = self
                .profile
                .iter()
                .find(|part| part.number == number && part.count == count)?;
            whole.extend_from_slice(part.bytes);
        }
        (whole.len() <= MAX_PROFILE_BYTES).then_some(whole)
    }
}

impl Frame {
    fn read(marker: u8, segment: &[u8]) -> Result<Self, Fault> {
        let [precision, h1, h0, w1, w0, channels, ..] = *segment else {
            return Err(Fault::damaged());
        };
        // baseline, extended and progressive with Huffman codes; not lossless, arithmetic or twelve bits
        if !matches!(marker, 0xc0..=0xc2) || precision != 8 || !matches!(channels, 1 | 3 | 4) {
            return Err(Fault::file(UNUSUAL));
        }
        Ok(Self {
            width: u16::from_be_bytes([w1, w0]),
            height: u16::from_be_bytes([h1, h0]),
            channels,
            progressive: marker == 0xc2,
        })
    }
}

impl<'a> ProfilePart<'a> {
    fn read(segment: &'a [u8]) -> Option<Self> {
        let [number, count, bytes @ ..] = segment.strip_prefix(b"ICC_PROFILE\0")? else {
            return None;
        };
        Some(Self {
            number: *number,
            count: *count,
            bytes,
        })
    }
}

struct Walk<'a> {
    file: &'a [u8],
    at: usize,
}

impl<'a> Walk<'a> {
    /// The next marker, over picture data and whatever else lies in between.
    fn marker(&mut self) -> Option<u8> {
        loop {
            let rest = self.file.get(self.at..)?;
            self.at += memchr::memchr(0xff, rest)? + 1;
            match *self.file.get(self.at)? {
                // a stuffed zero belongs to the data
                0x00 => self.at += 1,
                // any number of these may stand before a marker
                0xff => {}
                marker => {
                    self.at += 1;
                    return Some(marker);
                }
            }
        }
    }

    /// The segment after a marker.
    fn segment(&mut self) -> Option<&'a [u8]> {
        let length: [u8; 2] = self.file.get(self.at..)?.first_chunk().copied()?;
        let end = self.at + usize::from(u16::from_be_bytes(length));
        let segment = self.file.get(self.at + 2..end)?;
        self.at = end;
        Some(segment)
    }
}
