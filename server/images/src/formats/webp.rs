//! WebP: lossy and lossless, with or without alpha. Of an animation, the first picture.

use super::{Header, Profile, tiff};
use crate::{
    fault::Fault,
    limits::MAX_PROFILE_BYTES,
    pixels::{Layout, Pixels, buffer},
};
use domain::media::MediaType;
use image_webp::{DecodingError, WebPDecoder};
use std::io::Cursor;

/// Reads everything but the pixels.
///
/// # Errors
/// If the file is cut short or damaged.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let mut decoder = open(file)?;
    let (width, height) = decoder.dimensions();
    decoder.set_memory_limit(MAX_PROFILE_BYTES);
    // a broken profile or EXIF block never fails a photo
    let profile = decoder.icc_profile().ok().flatten();
    let exif = decoder.exif_metadata().ok().flatten();
    Ok(Header {
        media_type: MediaType::Webp,
        width,
        height,
        profile: profile.map_or(Profile::Srgb, Profile::Icc),
        exif: exif.as_deref().and_then(tiff),
        orientation: None,
        memory: u64::from(width) * u64::from(height) * bytes_a_pixel(&decoder),
        jpeg: None,
    })
}

/// The decoder's own picture; alpha comes in planes of its own; of an animation, the decoder has two.
fn bytes_a_pixel(decoder: &WebPDecoder<Cursor<&[u8]>>) -> u64 {
    match (decoder.is_animated(), decoder.has_alpha()) {
        (true, _) => 12,
        (false, true) => 7,
        (false, false) => 5,
    }
}

/// Decodes the pixels.
///
/// # Errors
/// If the file is damaged.
pub fn decode(file: &[u8]) -> Result<Pixels, Fault> {
    let mut decoder = open(file)?;
    let (width, height) = decoder.dimensions();
    let layout = if decoder.has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let mut data = buffer(width, height, layout)?;
    decoder.read_image(&mut data).map_err(|error| fault(&error))?;
    Pixels::new(width, height, layout, data)
}

fn open(file: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, Fault> {
    // the container says how long it is: cheaper and clearer than what the decoder would run into
    let promised = file
        .get(4..8)
        .and_then(|bytes| bytes.first_chunk().copied())
        .map(u32::from_le_bytes);
    if promised.is_none_or(|bytes| u64::from(bytes) + 8 > file.len() as u64) {
        return Err(Fault::cut_short());
    }
    let decoder = WebPDecoder::new(Cursor::new(file)).map_err(|error| fault(&error))?;
    let (width, height) = decoder.dimensions();
    // the decoder compares a frame's size with the canvas only after it was decoded
    if lossy_frames(file).all(|(w, h)| w <= width && h <= height) {
        Ok(decoder)
    } else {
        Err(Fault::damaged())
    }
}

/// Width and height of every lossy picture in a file, those of an animation too (RFC 9649, 2.7; RFC 6386, 9.1).
fn lossy_frames(file: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let pictures = chunks(file.get(12..)).flat_map(|(name, content)| {
        let inner = if name == b"ANMF" { content.get(16..) } else { None };
        std::iter::once((name, content)).chain(chunks(inner))
    });
    pictures
        .filter(|(name, _)| *name == b"VP8 ")
        .filter_map(|(_, content)| {
            let [w0, w1, h0, h1] = *content.get(6..)?.first_chunk()?;
            let side = |bytes| u32::from(u16::from_le_bytes(bytes) & 0x3fff);
            Some((side([w0, w1]), side([h0, h1])))
        })
}

fn chunks(bytes: Option<&[u8]>) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = bytes.unwrap_or_default();
    std::iter::from_fn(move || {
        let (name, after) = rest.split_first_chunk()?;
        let (length, after) = after.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        // the last may be cut short: what it says about itself counts all the same
        let (content, after) = after.split_at(length.min(after.len()));
        rest = after.get(length % 2..).unwrap_or_default();
        Some((name, content))
    })
}

fn fault(error: &DecodingError) -> Fault {
    match error {
        DecodingError::IoError(_) => Fault::cut_short(),
        _ => Fault::damaged(),
    }
}
