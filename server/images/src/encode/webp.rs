//! WebP, by libwebp: lossy, with the alpha channel as it was.
//!
//! libwebp writes the picture; the chunks around it (RFC 9649, 2.7) are put together here.

use super::{icc, quality::WEBP_METHOD};
use crate::{
    formats::webp::chunks::Chunks,
    pixels::{Layout, Pixels, in_colour},
};
use std::borrow::Cow;
use webp::{Encoder, PixelLayout, WebPConfig};

const HAS_PROFILE: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;
const HAS_XMP: u8 = 0x04;

pub(super) fn file(picture: &Pixels, quality: u8, xmp: Option<&[u8]>) -> Option<Vec<u8>> {
    let (layout, data) = match picture.layout() {
        Layout::Grey => (PixelLayout::Rgb, Cow::Owned(in_colour(picture.data()))),
        Layout::Rgb => (PixelLayout::Rgb, Cow::Borrowed(picture.data())),
        Layout::Rgba => (PixelLayout::Rgba, Cow::Borrowed(picture.data())),
        // colours were converted before
        Layout::Cmyk => return None,
    };
    let mut config = WebPConfig::new().ok()?;
    config.quality = f32::from(quality);
    config.method = WEBP_METHOD;
    let encoder = Encoder::new(&data, layout, picture.width(), picture.height());
    let bare = encoder.encode_advanced(&config).ok()?;
    wrapped(&bare, picture, xmp)
}

/// The picture's chunks with those that say what it is.
fn wrapped(bare: &[u8], picture: &Pixels, xmp: Option<&[u8]>) -> Option<Vec<u8>> {
    let chunks: Vec<_> = Chunks(bare.get(12..)?).collect::<Result<_, _>>().ok()?;
    let pixels = chunks.into_iter().filter(|(name, _)| *name != b"VP8X");
    let alpha = pixels.clone().any(|(name, _)| name == b"ALPH");
    let flags = HAS_PROFILE | if alpha { HAS_ALPHA } else { 0 } | if xmp.is_some() { HAS_XMP } else { 0 };
    let side = |length: u32| length.checked_sub(1).map(u32::to_le_bytes);
    let ([w0, w1, w2, _], [h0, h1, h2, _]) = (side(picture.width())?, side(picture.height())?);

    let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
    push(&mut file, *b"VP8X", &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2])?;
    push(&mut file, *b"ICCP", icc::srgb())?;
    for (name, content) in pixels {
        push(&mut file, *name, content)?;
    }
    if let Some(xmp) = xmp {
        push(&mut file, *b"XMP ", xmp)?;
    }
    let length = u32::try_from(file.len().checked_sub(8)?).ok()?;
    file.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    Some(file)
}

fn push(file: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> Option<()> {
    file.extend(name);
    file.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
    file.extend(content);
    // chunks start at even places
    file.resize(file.len().next_multiple_of(2), 0);
    Some(())
}
