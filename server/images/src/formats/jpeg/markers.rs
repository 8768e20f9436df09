//! The parts of a JPEG file, found by walking over its markers to the very end.
//!
//! The walk is what tells a whole file from one that was cut off, and a harmless one from a bomb of many scans, before
//! anything is decoded. It does not look into the picture's data.

use crate::{
    fault::Fault,
    limits::{MAX_JPEG_PROFILE_PARTS, MAX_JPEG_SCANS, MAX_PROFILE_BYTES},
};
use domain::reason::Reason;
use std::borrow::Cow;

/// The parts that matter.
#[derive(Debug)]
pub struct Anatomy<'a> {
    /// The picture's size and kind.
    pub frame: Frame,
    /// The EXIF block.
    pub exif: Option<&'a [u8]>,
    profile: Vec<ProfilePart<'a>>,
    /// Where bytes lie before the picture's data that belong to nothing: from, to.
    stray: Vec<(usize, usize)>,
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
    /// Whether it comes in several scans, so that decoding keeps everything until the last.
    pub several_scans: bool,
}

#[derive(Debug)]
struct ProfilePart<'a> {
    number: u8,
    count: u8,
    bytes: &'a [u8],
}

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;
impl<'a> Anatomy<'a> {
    /// Walks over a file.
    ///
    /// # Errors
    /// If it ends early, has no picture, or one of a kind that is not read.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let mut walk = Walk { file, at: 2 };
        let (mut frame, mut exif, mut profile, mut scans) = (None, None, Vec::new(), 0);
        let mut stray = Vec::new();
        loop {
            let start = walk.at;
            let marker = walk.marker().ok_or_else(Fault::cut_short)?;
            if marker == END_OF_IMAGE {
                break;
            }
            // two bytes of it are the marker
            if scans == 0 && walk.at > start + 2 {
                stray.push((start, walk.at - 2));
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
                0xe2 if profile.len() < MAX_JPEG_PROFILE_PARTS => profile.extend(ProfilePart::read(segment)),
                _ => {}
            }
        }
        match frame {
            Some(_) if scans > MAX_JPEG_SCANS => Err(Fault::File(Reason::UnusualJpeg)),
            Some(mut frame) if scans > 0 => {
                frame.several_scans |= scans > 1;
                Ok(Self {
                    frame,
                    exif,
                    profile,
                    stray,
                })
            }
            _ => Err(Fault::damaged()),
        }
    }

    /// The file without the stray bytes between its segments. They are harmless, and browsers show such files, but a
    /// strict decoder does not: and one that is not strict shows damaged data as grey, and says that all is well.
    #[must_use]
    pub fn tidy(&self, file: &'a [u8]) -> Cow<'a, [u8]> {
        if self.stray.is_empty() {
            return Cow::Borrowed(file);
        }
        let (mut tidy, mut kept_to) = (Vec::with_capacity(file.len()), 0);
        for (from, to) in self.stray.iter().copied().chain([(file.len(), file.len())]) {
            tidy.extend_from_slice(file.get(kept_to..from).unwrap_or_default());
            kept_to = to;
        }
        Cow::Owned(tidy)
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
            return Err(Fault::File(Reason::UnusualJpeg));
        }
        Ok(Self {
            width: u16::from_be_bytes([w1, w0]),
            height: u16::from_be_bytes([h1, h0]),
            channels,
            several_scans: marker == 0xc2,
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

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: &[u8] = &[0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0];
    const SCAN: &[u8] = &[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 7, 7, 7];

    fn file(parts: &[&[u8]]) -> Vec<u8> {
        [b"\xff\xd8", &parts.concat()[..], b"\xff\xd9"].concat()
    }

    #[test]
    fn several_scans_are_noticed_in_a_baseline_file_too() {
        for (scans, several) in [(&[FRAME, SCAN][..], false), (&[FRAME, SCAN, SCAN], true)] {
            assert_eq!(Anatomy::read(&file(scans)).unwrap().frame.several_scans, several);
        }
    }

    #[test]
    fn bytes_that_belong_to_nothing_are_left_out() {
        let whole = file(&[FRAME, SCAN]);
        for stray in [&b"12345"[..], b"\xff\0", b"\0\xff\xff"] {
            let file = file(&[stray, FRAME, stray, SCAN]);
            assert_eq!(Anatomy::read(&file).unwrap().tidy(&file), whole);
        }
        assert!(matches!(Anatomy::read(&whole).unwrap().tidy(&whole), Cow::Borrowed(_)));
    }

    #[test]
    fn no_more_parts_of_a_profile_are_kept_than_can_be_numbered() {
        let part = [&[0xff, 0xe2, 0, 17][..], b"ICC_PROFILE\0", &[1, 1, 9]].concat();
        let file = file(&[&part.repeat(1000), FRAME, SCAN]);
        let anatomy = Anatomy::read(&file).unwrap();
        assert_eq!((anatomy.profile.len(), anatomy.profile()), (255, Some(vec![9])));
    }
}
