//! GIF (`GIF89a`, 17 to 27): screen, colours, all pictures of an animation with their timing and how often it repeats, and
//! the colour profile.

use super::sketch::Sketch;
use crate::formats::gif::blocks::{APPLICATION, EXTENSION, GRAPHIC_CONTROL, PICTURE, PROFILE, TRAILER, Walk, colours};

/// Text that is part of the picture.
const PLAIN_TEXT: u8 = 0x01;

/// Applications whose extension says how often an animation repeats, with what stands around the two bytes that say it.
const REPEATING: [&[u8]; 2] = [b"\x0bNETSCAPE2.0\x03\x01", b"\x0bANIMEXTS1.0\x03\x01"];

/// How long these extensions are: label and all.
const REPEATING_BYTES: usize = 19;
const GRAPHIC_CONTROL_BYTES: usize = 8;

pub(super) fn draw(sketch: &mut Sketch<'_>) -> Option<()> {
    let file = sketch.file;
    let mut walk = Walk(file.get(6..)?);
    let flags = *walk.take(7).ok()?.get(4)?;
    walk.take(colours(flags)).ok()?;
    sketch.keep(0..file.len().checked_sub(walk.0.len())?);
    loop {
        let start = file.len().checked_sub(walk.0.len())?;
        let kept = match walk.u8().ok()? {
            TRAILER => {
                sketch.keep(start..start + 1);
                return Some(());
            }
            PICTURE => walk.frame(false).is_ok().then_some(true)?,
            EXTENSION => {
                let label = walk.u8().ok()?;
                walk.parts(|_| {}).ok()?;
                let length = file.len().checked_sub(walk.0.len() + start)?;
                is_kept(label, file.get(start..start + length)?)?
            }
            _ => return None,
        };
        let end = file.len().checked_sub(walk.0.len())?;
        if kept {
            sketch.keep(start..end);
        }
    }
}

/// Whether an extension is kept. Nothing if there is something about it that would have to be understood.
fn is_kept(label: u8, extension: &[u8]) -> Option<bool> {
    let content = extension.get(2..)?;
    match label {
        PLAIN_TEXT => None,
        GRAPHIC_CONTROL => (extension.len() == GRAPHIC_CONTROL_BYTES).then_some(true),
        APPLICATION => {
            let repeats = REPEATING.iter().any(|start| content.starts_with(start));
            // its name has eleven letters, as all have
            let name = content.strip_prefix(b"\x0b");
            let profile = name.is_some_and(|name| name.starts_with(PROFILE));
            Some(profile || repeats && extension.len() == REPEATING_BYTES)
        }
        _ => Some(false),
    }
}
