//! Writes pixels as files: WebP and AVIF with their alpha channel, JPEG on white.
//!
//! A file carries the picture, a marker that says sRGB, and, if its owner wants that, whose photo it is. Nothing else:
//! what the original said about itself never comes here.

mod avif;
mod icc;
mod jpeg;
pub mod quality;
#[cfg(test)]
mod tests;
mod webp;
mod xmp;

use crate::{fault::Fault, pixels::Pixels};
use domain::{media::MediaType, rendition::Slot, ticket::Credit};

/// Writes a rendition, at the quality of its slot ([`quality`]).
///
/// # Errors
/// If the picture cannot be written in this format: colours were not converted, or a side is too long.
pub fn file(picture: &Pixels, slot: Slot, credit: Option<&Credit>) -> Result<Vec<u8>, Fault> {
    at(picture, slot.media_type, quality::of(slot), credit)
}

/// Writes a file at a quality from 1 to 100; each format has a scale of its own.
///
/// # Errors
/// If the picture cannot be written in this format: colours were not converted, or a side is too long.
pub fn at(picture: &Pixels, media_type: MediaType, quality: u8, credit: Option<&Credit>) -> Result<Vec<u8>, Fault> {
    let xmp = credit.map(xmp::packet);
    let xmp = xmp.as_deref().map(str::as_bytes);
    let file = match media_type {
        MediaType::Webp => webp::file(picture, quality, xmp),
        MediaType::Jpeg => jpeg::file(picture, quality, xmp),
        MediaType::Avif => avif::file(picture, quality, xmp),
        MediaType::Png | MediaType::Gif | MediaType::Heic => None,
    };
    file.ok_or_else(|| Fault::later(format!("encoding {} failed", media_type.as_str())))
}
