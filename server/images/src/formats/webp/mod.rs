//! WebP: lossy and lossless, with or without alpha. Of an animation, the first picture.

pub mod chunks;

use super::{Header, Profile, tiff};
use crate::{
    fault::Fault,
    limits::MAX_PROFILE_BYTES,
    pixels::{Layout, Pixels, buffer},
};
use chunks::Anatomy;
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

/// The container is checked first: the decoder compares a picture's size with its canvas only after it was decoded.
fn open(file: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, Fault> {
    let anatomy = Anatomy::read(file)?;
    WebPDecoder::new(Cursor::new(anatomy.file)).map_err(|error| fault(&error))
}

fn fault(error: &DecodingError) -> Fault {
    match error {
        DecodingError::IoError(_) => Fault::cut_short(),
        _ => Fault::damaged(),
    }
}
