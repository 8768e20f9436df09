//! JPEG (ITU-T T.81, annex B): tables, frame, scans, the colour profile, and what Adobe's segment says about the colours.

use super::{orientation_block, sketch::Sketch};
use crate::formats::jpeg::markers::Walk;
use std::ops::Range;

const JFIF: &[u8] = b"JFIF\0";
const ADOBE: &[u8] = b"Adobe";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// What JFIF's and Adobe's segments hold, in bytes. Behind it, JFIF has a small picture.
const JFIF_BYTES: usize = 14;
const ADOBE_BYTES: usize = 12;

const START_OF_SCAN: u8 = 0xda;

pub(super) fn draw(sketch: &mut Sketch<'_>, orientation: Option<u32>) -> Option<()> {
    let mut draft = Draft {
        orientation,
        jfif: false,
        profile: Vec::new(),
    };
    let mut walk = Walk::new(sketch.file);
    sketch.keep(0..2);
    let mut data = None;
    loop {
        let next = walk.next_segment().ok()?;
        let (start, end) = match next {
            // marker and length stand in front of what a segment holds
            Some((_, segment)) => (walk.at.checked_sub(segment.len() + 4)?, walk.at),
            None => (walk.at.checked_sub(2)?, walk.at),
        };
        if let Some(from) = data.take() {
            let data = sketch.file.get(from..start)?;
            is_picture_data(data).then(|| sketch.keep(from..start))?;
        }
        let Some((marker, segment)) = next else {
            sketch.keep(start..end);
            return draft.has_whole_profile().then_some(());
        };
        draft.take(sketch, marker, segment, start..end)?;
        data = (marker == START_OF_SCAN).then_some(end);
    }
}

/// What is known so far.
struct Draft {
    /// Still to be written.
    orientation: Option<u32>,
    /// Whether there was a JFIF segment.
    jfif: bool,
    /// Number and count of each part of the colour profile.
    profile: Vec<(u8, u8)>,
}

impl Draft {
    /// Takes one segment. Nothing if it is of a kind that is not known.
    fn take(&mut self, sketch: &mut Sketch<'_>, marker: u8, segment: &[u8], whole: Range<usize>) -> Option<()> {
        match marker {
            // JFIF comes first, then EXIF
            0xe0 if segment.starts_with(JFIF) && segment.len() >= JFIF_BYTES && !self.jfif => {
                self.jfif = true;
                write_jfif(sketch, segment, whole)?;
            }
            0xe2 if segment.starts_with(PROFILE) => {
                let [number, count, ..] = *segment.get(PROFILE.len()..)? else {
                    return None;
                };
                self.profile.push((number, count));
                self.write_orientation(sketch);
                sketch.keep(whole);
            }
            0xee if segment.starts_with(ADOBE) => {
                (segment.len() == ADOBE_BYTES).then_some(())?;
                self.write_orientation(sketch);
                sketch.keep(whole);
            }
            0xe0..=0xef | 0xfe => {}
            _ => {
                is_exact(marker, segment).then_some(())?;
                self.write_orientation(sketch);
                sketch.keep(whole);
            }
        }
        Some(())
    }

    fn write_orientation(&mut self, sketch: &mut Sketch<'_>) {
        if let Some(orientation) = self.orientation.take() {
            // length, counting itself: 2, 6 and 26 bytes
            sketch.write(b"\xff\xe1\0\x22Exif\0\0");
            sketch.write(&orientation_block(orientation));
        }
    }

    /// Whether every part of the profile is there, once. What belongs to none could be anything.
    fn has_whole_profile(&self) -> bool {
        let count = self.profile.len();
        let is_there = |number: usize| self.profile.iter().any(|(found, _)| usize::from(*found) == number);
        self.profile.iter().all(|(_, said)| usize::from(*said) == count) && (1..=count).all(is_there)
    }
}

/// JFIF's segment without its small picture.
fn write_jfif(sketch: &mut Sketch<'_>, segment: &[u8], whole: Range<usize>) -> Option<()> {
    if segment.len() == JFIF_BYTES && segment.ends_with(&[0, 0]) {
        sketch.keep(whole);
    } else {
        sketch.write(b"\xff\xe0\0\x10");
        sketch.write(segment.get(..JFIF_BYTES - 2)?);
        sketch.write(&[0, 0]);
    }
    Some(())
}

/// Whether a segment holds a table, a frame or the start of a scan, as long as it must be.
fn is_exact(marker: u8, segment: &[u8]) -> bool {
    match (marker, segment) {
        (0xdb, tables) => ends_exactly(tables, |first, _| Some(if first >> 4 == 0 { 64 } else { 128 })),
        (0xc4, tables) => ends_exactly(tables, |_, rest| {
            let counts = rest.get(..16)?;
            Some(16 + counts.iter().map(|count| usize::from(*count)).sum::<usize>())
        }),
        (0xc0..=0xc2, [_, _, _, _, _, channels, rest @ ..]) => rest.len() == 3 * usize::from(*channels),
        (START_OF_SCAN, [channels, rest @ ..]) => rest.len() == 2 * usize::from(*channels) + 3,
        // how often the scan restarts; how many rows there are
        (0xdd | 0xdc, [_, _]) => true,
        _ => false,
    }
}

/// Whether tables, of which each begins with a byte and then has so many, fill a segment.
fn ends_exactly(mut tables: &[u8], length: impl Fn(u8, &[u8]) -> Option<usize>) -> bool {
    while let Some((first, rest)) = tables.split_first() {
        match length(*first, rest).and_then(|length| rest.get(length..)) {
            Some(rest) => tables = rest,
            None => return false,
        }
    }
    true
}

/// Whether these bytes are a scan's data: no marker but restarts.
fn is_picture_data(data: &[u8]) -> bool {
    memchr::memchr_iter(0xff, data).all(|at| match data.get(at + 1) {
        // 0xff: any number of them may stand before a marker
        Some(0x00 | 0xd0..=0xd7 | 0xff) | None => true,
        Some(_) => false,
    })
}
