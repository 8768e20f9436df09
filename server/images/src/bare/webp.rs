//! WebP (RFC 9649, 2.3 to 2.7): the picture or pictures, alpha, and the colour profile.

use super::{orientation_block, sketch::Sketch};
use crate::formats::webp::chunks::{Anatomy, Chunks};

/// Flags of the extended header: a profile, alpha, EXIF, and an animation.
const PROFILE: u8 = 0x20;
const ALPHA: u8 = 0x10;
const EXIF: u8 = 0x08;
const ANIMATION: u8 = 0x02;

/// Name and length of a chunk.
const HEAD: usize = 8;

/// What a picture of an animation begins with: place, size, how long it is seen.
const FRAME_HEAD: usize = 16;

pub(super) fn draw(sketch: &mut Sketch<'_>, orientation: Option<u32>) -> Option<()> {
    let anatomy = Anatomy::read(sketch.file).ok()?;
    let mut body = Sketch::new(sketch.file);
    let mut seen: Vec<&[u8; 4]> = Vec::new();
    for chunk in Chunks(anatomy.file.get(12..)?) {
        let (name, content) = chunk.ok()?;
        // of these there is one, and a picture is lossy or lossless
        let one = if name == b"VP8L" { b"VP8 " } else { name };
        match name {
            b"EXIF" | b"XMP " => continue,
            b"VP8X" | b"ICCP" | b"ANIM" | b"ALPH" | b"VP8 " | b"VP8L" if seen.contains(&one) => return None,
            b"VP8X" => seen
                .is_empty()
                .then(|| write_extended(&mut body, content, orientation))??,
            b"ANIM" => (content.len() == 6).then(|| keep(&mut body, content))??,
            b"ANMF" => is_frame(content).then(|| keep(&mut body, content))??,
            b"ICCP" | b"ALPH" | b"VP8 " | b"VP8L" => keep(&mut body, content)?,
            _ => continue,
        }
        seen.push(one);
    }
    if let Some(orientation) = orientation {
        // only the extended form has room for it
        seen.contains(&b"VP8X").then_some(())?;
        body.write(b"EXIF\x1a\0\0\0");
        body.write(&orientation_block(orientation));
    }
    let length = u32::try_from(body.length() + 4).ok()?;
    sketch.write(b"RIFF");
    sketch.write(&length.to_le_bytes());
    sketch.write(b"WEBP");
    sketch.append(body);
    Some(())
}

/// The extended header: what is left out is not announced.
fn write_extended(body: &mut Sketch<'_>, content: &[u8], orientation: Option<u32>) -> Option<()> {
    let [flags, _, _, _, size @ ..] = content else {
        return None;
    };
    let exif = if orientation.is_some() { EXIF } else { 0 };
    body.write(b"VP8X\x0a\0\0\0");
    body.write(&[flags & (PROFILE | ALPHA | ANIMATION) | exif, 0, 0, 0]);
    body.write(size.get(..6)?);
    Some(())
}

/// A chunk with its name and length, and the byte that makes its length even.
fn keep(body: &mut Sketch<'_>, content: &[u8]) -> Option<()> {
    let place = body.place(content)?;
    let padded = content.len() % 2 == 1;
    let has_zero = body.file.get(place.end) == Some(&0);
    body.keep(place.start.checked_sub(HEAD)?..place.end + usize::from(padded && has_zero));
    if padded && !has_zero {
        body.write(&[0]);
    }
    Some(())
}

/// Whether a picture of an animation holds nothing but a picture.
fn is_frame(content: &[u8]) -> bool {
    let inner = content.get(FRAME_HEAD..).unwrap_or_default();
    let mut length = 0;
    for chunk in Chunks(inner) {
        match chunk {
            Ok((b"ALPH" | b"VP8 " | b"VP8L", content)) => length += HEAD + content.len().next_multiple_of(2),
            _ => return false,
        }
    }
    length == inner.len()
}
