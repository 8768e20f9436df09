//! An EXIF block (TIFF 6.0, EXIF 3.0): the values of single tags in its main directory and those of the
//! photo and the place.
//!
//! It does not follow one directory to the next: three are read, each once and up to a limit, so that no block can keep it
//! busy. (A general reader, kamadak-exif 0.6.2, makes 694,000 fields in 34 MB of a
//! block of 65 kB whose entries all point to directories inside each other.)

use crate::limits::MAX_EXIF_ENTRIES;

/// A directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directory {
    /// About the picture and the device.
    Main,
    /// About taking it.
    Photo,
    /// About where it was taken (GPS).
    Place,
}

/// The values in a block.
#[derive(Debug)]
pub struct Exif<'a> {
    block: Block<'a>,
    main: Vec<Entry<'a>>,
    photo: Vec<Entry<'a>>,
    place: Vec<Entry<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Block<'a> {
    bytes: &'a [u8],
    little: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    tag: u16,
    kind: u16,
    value: &'a [u8],
}

/// Where the photo directory lies.
const PHOTO_DIRECTORY: u16 = 0x8769;

/// Where the directory of the place lies.
const PLACE_DIRECTORY: u16 = 0x8825;

const BYTE: u16 = 1;
const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
/// A place of a directory (TIFF Tech Note 1).
const IFD: u16 = 13;
const UTF8: u16 = 129;

impl<'a> Exif<'a> {
    /// Reads a block, from its TIFF header on. Entries that are broken are left out.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.first_chunk()? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let block = Block { bytes, little };
        let main = block.directory(block.u32(4)?);
        let mut exif = Self {
            block,
            main,
            photo: Vec::new(),
            place: Vec::new(),
        };
        let directory = |tag| exif.whole(Directory::Main, tag).map(|at| block.directory(at));
        let (photo, place) = (directory(PHOTO_DIRECTORY), directory(PLACE_DIRECTORY));
        exif.photo = photo.unwrap_or_default();
        exif.place = place.unwrap_or_default();
        Some(exif)
    }

    /// A text, up to its first NUL.
    #[must_use]
    pub fn text(&self, directory: Directory, tag: u16) -> Option<String> {
        let entry = self
            .entry(directory, tag)
            .filter(|entry| matches!(entry.kind, ASCII | UTF8))?;
        let text = entry.value.split(|byte| *byte == 0).next()?;
        Some(String::from_utf8_lossy(text).into_owned())
    }

    /// A whole number; of several, the first.
    #[must_use]
    pub fn whole(&self, directory: Directory, tag: u16) -> Option<u32> {
        let entry = self.entry(directory, tag)?;
        let value = Block {
            bytes: entry.value,
            ..self.block
        };
        match entry.kind {
            BYTE => entry.value.first().map(|byte| u32::from(*byte)),
            SHORT => value.u16(0).map(u32::from),
            LONG | IFD => value.u32(0),
            _ => None,
        }
    }

    /// A fraction, finite; of several, the first.
    #[must_use]
    pub fn fraction(&self, directory: Directory, tag: u16) -> Option<f64> {
        self.fractions(directory, tag).map(|[fraction]| fraction)
    }

    /// Several fractions, each finite; if there are more, the first of them.
    #[must_use]
    pub fn fractions<const N: usize>(&self, directory: Directory, tag: u16) -> Option<[f64; N]> {
        let entry = self.entry(directory, tag).filter(|entry| entry.kind == RATIONAL)?;
        let value = Block {
            bytes: entry.value,
            ..self.block
        };
        let mut fractions = [0.0; N];
        for (place, fraction) in (0..).step_by(8).zip(&mut fractions) {
            *fraction = f64::from(value.u32(place)?) / f64::from(value.u32(place + 4)?);
        }
        fractions
            .iter()
            .all(|fraction| fraction.is_finite())
            .then_some(fractions)
    }

    fn entry(&self, directory: Directory, tag: u16) -> Option<&Entry<'a>> {
        let entries = match directory {
            Directory::Main => &self.main,
            Directory::Photo => &self.photo,
            Directory::Place => &self.place,
        };
        entries.iter().find(|entry| entry.tag == tag)
    }
}

impl<'a> Block<'a> {
    fn at<const N: usize>(self, place: usize) -> Option<[u8; N]> {
        self.bytes.get(place..)?.first_chunk().copied()
    }

    fn u16(self, place: usize) -> Option<u16> {
        self.at(place).map(if self.little {
            u16::from_le_bytes
        } else {
            u16::from_be_bytes
        })
    }

    fn u32(self, place: usize) -> Option<u32> {
        self.at(place).map(if self.little {
            u32::from_le_bytes
        } else {
            u32::from_be_bytes
        })
    }

    fn directory(self, place: u32) -> Vec<Entry<'a>> {
        let entries = || {
            let place = usize::try_from(place).ok()?;
            let count = usize::from(self.u16(place)?).min(MAX_EXIF_ENTRIES);
            Some((0..count).map_while(move |index| place.checked_add(2 + 12 * index)))
        };
        entries()
            .into_iter()
            .flatten()
            .filter_map(|place| self.entry(place))
            .collect()
    }

    fn entry(self, place: usize) -> Option<Entry<'a>> {
        let kind = self.u16(place.checked_add(2)?)?;
        let count = usize::try_from(self.u32(place.checked_add(4)?)?).ok()?;
        let width = match kind {
            BYTE | ASCII | UTF8 => 1,
            SHORT => 2,
            LONG | IFD => 4,
            RATIONAL => 8,
            // nothing that is asked for
            _ => return None,
        };
        let length = count.checked_mul(width)?;
        // what fits into four bytes stands in the entry itself
        let start = if length <= 4 {
            place.checked_add(8)?
        } else {
            usize::try_from(self.u32(place.checked_add(8)?)?).ok()?
        };
        Some(Entry {
            tag: self.u16(place)?,
            kind,
            value: self.bytes.get(start..start.checked_add(length)?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exif_writer::{Block as Writer, Value};

    #[test]
    fn broken_blocks_give_nothing_and_never_panic() {
        let block = Writer::default()
            .main(&[(0x010f, Value::Text("Some maker"))])
            .photo(&[(0x829a, Value::Fraction(1, 250))])
            .bytes();
        for length in 0..block.len() {
            let _ = Exif::read(&block[..length]).map(|exif| exif.fraction(Directory::Photo, 0x829a));
        }
        for place in 0..block.len() {
            for byte in [0, 1, 0x7f, 0xff] {
                let mut broken = block.clone();
                broken[place] = byte;
                let _ = Exif::read(&broken).map(|exif| exif.text(Directory::Main, 0x010f));
            }
        }
        assert!(Exif::read(b"II\x2b\0\x08\0\0\0").is_none());
    }

    #[test]
    fn a_pointer_may_have_a_kind_of_its_own() {
        let mut block = Writer::default().photo(&[(0x829a, Value::Fraction(1, 250))]).bytes();
        let pointer = block.windows(4).position(|bytes| bytes == b"\x69\x87\x04\0").unwrap();
        block[pointer + 2] = 13;
        let exif = Exif::read(&block).unwrap();
        assert_eq!(exif.fraction(Directory::Photo, 0x829a), Some(0.004));
    }

    #[test]
    fn a_directory_that_points_to_itself_is_read_once() {
        // the photo directory is the main directory, and every entry leads back to it
        let mut block = b"II*\0\x08\0\0\0\xff\xff".to_vec();
        block.extend(b"\x69\x87\x04\0\x01\0\0\0\x08\0\0\0".repeat(65_535));
        let exif = Exif::read(&block).unwrap();
        assert_eq!(
            (exif.main.len(), exif.photo.len()),
            (MAX_EXIF_ENTRIES, MAX_EXIF_ENTRIES)
        );
    }

    #[test]
    fn a_value_stands_in_its_own_directory_only() {
        let block = Writer::default().place(&[(1, Value::Text("N"))]).bytes();
        let exif = Exif::read(&block).unwrap();
        assert_eq!(exif.text(Directory::Place, 1).as_deref(), Some("N"));
        assert_eq!(exif.text(Directory::Main, 1), None);
        assert_eq!(exif.text(Directory::Photo, 1), None);
    }
}
