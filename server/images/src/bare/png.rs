//! PNG (third edition): header, palette, pixels, and what tells how they look. Of an animation, all of it: others would see
//! a still picture otherwise.
//!
//! The name of a colour profile is a text that its author chose, and is replaced.

use super::{orientation_block, sketch::Sketch};
use crate::formats::png::chunks::Chunks;
use std::ops::Range;

/// The name of a chunk, and whether it may be so long.
type Rule = (&'static [u8; 4], fn(usize) -> bool);

/// Chunks of the picture itself: how long each may be. Without one of these there is no picture to be had.
const PICTURE: [Rule; 8] = [
    (b"IHDR", |length| length == 13),
    (b"PLTE", |length| {
        (3..=768).contains(&length) && length.is_multiple_of(3)
    }),
    (b"tRNS", |length| (1..=256).contains(&length)),
    (b"IDAT", |_| true),
    (b"IEND", |length| length == 0),
    (b"acTL", |length| length == 8),
    (b"fcTL", |length| length == 26),
    (b"fdAT", |length| length >= 4),
];

/// Chunks that tell what the numbers mean, how large the picture is, and what lies behind it: each as long as it must be, once.
const MEANING: [Rule; 9] = [
    (b"gAMA", |length| length == 4),
    (b"cHRM", |length| length == 32),
    (b"sRGB", |length| length == 1),
    (b"sBIT", |length| (1..=4).contains(&length)),
    (b"cICP", |length| length == 4),
    (b"mDCV", |length| length == 24),
    (b"cLLI", |length| length == 8),
    (b"bKGD", |length| matches!(length, 1 | 2 | 6)),
    (b"pHYs", |length| length == 9),
];

/// Bytes of a chunk before and after what it holds: length and name, checksum.
const HEAD: usize = 8;
const CHECKSUM: usize = 4;

pub(super) fn draw(sketch: &mut Sketch<'_>, orientation: Option<u32>) -> Option<()> {
    sketch.keep(0..HEAD);
    // of what is taken once, what came
    let mut seen: Vec<[u8; 4]> = Vec::new();
    for (name, data) in Chunks::of(sketch.file) {
        let again = seen.contains(&name);
        if !again && (&name == b"iCCP" || fits(&MEANING, &name, data.len()).is_some()) {
            seen.push(name);
        }
        take(sketch, &name, data, again)?;
        match (&name, orientation) {
            (b"IHDR", Some(orientation)) => write_chunk(sketch, b"eXIf", &orientation_block(orientation)),
            (b"IEND", _) => return Some(()),
            _ => {}
        }
    }
    None
}

/// Takes a chunk, or leaves it out; `again` says that there was one of its name. Nothing if the picture cannot be had
/// without knowing more of it.
fn take(sketch: &mut Sketch<'_>, name: &[u8; 4], data: &[u8], again: bool) -> Option<()> {
    let content = sketch.place(data)?;
    let whole = content.start.checked_sub(HEAD)?..content.end + CHECKSUM;
    let [picture, meaning] = [&PICTURE[..], &MEANING].map(|rules| fits(rules, name, data.len()));
    match (name, picture, meaning) {
        (_, Some(true), _) => sketch.keep(whole),
        (_, Some(false), _) => return None,
        _ if again => {}
        (_, _, Some(true)) => sketch.keep(whole),
        (b"iCCP", ..) => write_profile(sketch, data, content)?,
        // what the colours mean
        (b"cICP", ..) => return None,
        // what nobody may leave out without knowing what it is
        ([b'A'..=b'Z', ..], ..) => return None,
        _ => {}
    }
    Some(())
}

/// Whether a chunk of this name may be so long. Nothing if there is no rule for it.
fn fits(rules: &[Rule], name: &[u8; 4], length: usize) -> Option<bool> {
    let rule = rules.iter().find(|(known, _)| *known == name);
    rule.map(|(_, fits)| fits(length))
}

/// The profile under a name that says nothing: name, method and the profile, compressed.
fn write_profile(sketch: &mut Sketch<'_>, data: &[u8], content: Range<usize>) -> Option<()> {
    let compressed = memchr::memchr(0, data)? + 2;
    let profile = data.get(compressed..)?;
    let head = b"iCCPicc\0\0";
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(head);
    checksum.update(profile);
    let length = u32::try_from(profile.len() + head.len() - 4).ok()?;
    sketch.write(&length.to_be_bytes());
    sketch.write(head);
    sketch.keep(content.start + compressed..content.end);
    sketch.write(&checksum.finalize().to_be_bytes());
    Some(())
}

/// A chunk with few bytes.
fn write_chunk(sketch: &mut Sketch<'_>, name: &[u8; 4], data: &[u8; 26]) {
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(name);
    checksum.update(data);
    sketch.write(&26_u32.to_be_bytes());
    sketch.write(name);
    sketch.write(data);
    sketch.write(&checksum.finalize().to_be_bytes());
}
