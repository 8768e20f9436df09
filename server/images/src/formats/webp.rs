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
        // the decoder's own picture, and ours
        memory: u64::from(width) * u64::from(height) * 8,
    })
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
    let promised = file.get(4..8).and_then(|bytes| bytes.first_chunk().copied()).map(u32::from_le_bytes);
    if promised.is_none_or(|bytes| u64::from(bytes) + 8 > file.len() as u64) {
        return Err(Fault::cut_short());
    }
    WebPDecoder::new(Cursor::new(file)).map_err(|error| fault(&error))
}

fn fault(error: &DecodingError) -> Fault {
    match error {
        DecodingError::IoError(_) => Fault::cut_short(),
        _ => Fault::damaged(),
    }
}
