//! JPEG: baseline and progressive, grey, colour and CMYK.

pub mod markers;

use super::{Header, Profile, tiff};
use crate::{
    fault::Fault,
    pixels::{Layout, Pixels},
};
use domain::media::MediaType;
use markers::{Anatomy, Frame};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// Reads everything but the pixels.
///
/// # Errors
/// If the file is cut short, damaged, or of a kind that is not read.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let anatomy = Anatomy::read(file)?;
    Ok(Header {
        media_type: MediaType::Jpeg,
        width: anatomy.frame.width.into(),
        height: anatomy.frame.height.into(),
        profile: anatomy.profile().map_or(Profile::Srgb, Profile::Icc),
        exif: anatomy.exif.and_then(tiff),
        orientation: None,
        memory: memory(&anatomy.frame),
    })
}

/// A file of several scans keeps all coefficients until the end: 8.6 bytes a pixel were measured for three channels of
/// a progressive one.
fn memory(frame: &Frame) -> u64 {
    let pixels = u64::from(frame.width) * u64::from(frame.height);
    let per_channel = if frame.several_scans { 3 } else { 1 };
    pixels * u64::from(frame.channels) * per_channel
}

/// Decodes the pixels.
///
/// # Errors
/// If the file is damaged.
pub fn decode(file: &[u8]) -> Result<Pixels, Fault> {
    let anatomy = Anatomy::read(file)?;
    let (frame, file) = (anatomy.frame, anatomy.tidy(file));
    let (space, layout) = match frame.channels {
        1 => (ColorSpace::Luma, Layout::Grey),
        // CMYK without its profile, as browsers show it
        _ => (ColorSpace::RGB, Layout::Rgb),
    };
    let options = DecoderOptions::default()
        // damage is refused, not shown as grey. Only a picture that was closed too early is, as in browsers
        .set_strict_mode(true)
        .set_max_width(frame.width.into())
        .set_max_height(frame.height.into())
        .jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&*file), options);
    let data = decoder.decode().map_err(|_| Fault::damaged())?;
    Pixels::new(frame.width.into(), frame.height.into(), layout, data)
}
