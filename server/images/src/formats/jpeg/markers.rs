//! The parts of a JPEG file, found by walking over its markers to the very end.
//!
//! The walk is what tells a whole file from one that was cut off, and a harmless one from a bomb of many scans, before
//! anything is decoded. It does not look into the picture's data.

use super::frame::Frame;
use crate::{
    fault::Fault,
    limits::{MAX_JPEG_PROFILE_PARTS, MAX_JPEG_SCANS, MAX_PROFILE_BYTES},
};
use domain::reason::Reason;

/// The parts that matter.
#[derive(Debug)]
pub struct Anatomy<'a> {
    /// The picture's size and kind.
    pub frame: Frame,
    /// The EXIF block.
    pub exif: Option<&'a [u8]>,
    profile: Vec<ProfilePart<'a>>,
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
        let mut walk = Walk::new(file);
        let (mut frame, mut exif, mut profile, mut scans) = (None, None, Vec::new(), 0);
        while let Some((marker, segment)) = walk.next_segment()? {
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
                Ok(Self { frame, exif, profile })
            }
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

/// Goes from segment to segment (ITU-T T.81, B.1.1). Stray bytes between them are harmless, and browsers show such files.
pub(crate) struct Walk<'a> {
    file: &'a [u8],
    /// The place behind the last segment.
    pub(crate) at: usize,
}

impl<'a> Walk<'a> {
    /// Starts behind the first marker.
    pub(crate) const fn new(file: &'a [u8]) -> Self {
        Self { file, at: 2 }
    }

    /// The next segment and its marker, over the data of a picture. Nothing at its end.
    ///
    /// # Errors
    /// If the file ends before that.
    pub(crate) fn next_segment(&mut self) -> Result<Option<(u8, &'a [u8])>, Fault> {
        loop {
            match self.marker().ok_or_else(Fault::cut_short)? {
                END_OF_IMAGE => return Ok(None),
                // these stand alone: restarts, and a start within the file
                0x01 | 0xd0..=0xd8 => {}
                marker => return Ok(Some((marker, self.segment().ok_or_else(Fault::cut_short)?))),
            }
        }
    }

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
    fn no_more_parts_of_a_profile_are_kept_than_can_be_numbered() {
        let part = [&[0xff, 0xe2, 0, 17][..], b"ICC_PROFILE\0", &[1, 1, 9]].concat();
        let file = file(&[&part.repeat(1000), FRAME, SCAN]);
        let anatomy = Anatomy::read(&file).unwrap();
        assert_eq!((anatomy.profile.len(), anatomy.profile()), (255, Some(vec![9])));
    }
}
