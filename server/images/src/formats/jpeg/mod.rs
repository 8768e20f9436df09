//! JPEG (ITU-T T.81): baseline, extended and progressive, grey, colour and CMYK.
//!
//! A decoder of our own, since none in Rust does these three things together: it decodes at a half, a quarter or an
//! eighth of the size by leaving out high frequencies; it says before how much memory it will need, for progressive
//! pictures too, and keeps of those only what the scale needs; and it tells a picture whose data stops early from a whole
//! one, where others fill up with grey. It does not read arithmetic codes, lossless pictures, or twelve bits.

mod band;
mod bits;
mod colour;
mod decoder;
pub mod frame;
mod huffman;
mod idct;
pub mod markers;
mod painter;
mod plan;
mod points;
mod progress;
pub mod scale;
mod scan;
mod store;
mod tables;
mod upsample;

use super::{Header, Profile, Wanted, tiff};
use crate::{fault::Fault, pixels::Pixels};
use decoder::Decoder;
use domain::media::MediaType;
use frame::Frame;
use markers::Anatomy;
use painter::Painter;
use plan::Plan;
use scale::Scale;
use store::Store;

/// Tables, and what else does not grow with the picture, in bytes.
const BASE_BYTES: u64 = 64 * 1024;

/// Reads everything but the pixels.
///
/// # Errors
/// If the file is cut short, damaged, or of a kind that is not read.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let anatomy = Anatomy::read(file)?;
    let frame = anatomy.frame;
    let whole = Wanted {
        width: frame.width.into(),
        height: frame.height.into(),
    };
    Ok(Header {
        media_type: MediaType::Jpeg,
        width: whole.width,
        height: whole.height,
        profile: anatomy.profile().map_or(Profile::Srgb, Profile::Icc),
        exif: anatomy.exif.and_then(tiff),
        orientation: None,
        memory: memory(&frame, whole),
        jpeg: Some(frame),
    })
}

/// The most memory that decoding takes when so much is wanted, in bytes: the picture, a row of MCUs, and of a picture in
/// several scans all coefficients that the scale needs. The file is not counted.
#[must_use]
pub fn memory(frame: &Frame, wanted: Wanted) -> u64 {
    let plan = Plan::new(frame, Scale::smallest(frame, wanted));
    let store = if frame.several_scans {
        Store::bytes(&plan, frame.progressive)
    } else {
        0
    };
    BASE_BYTES + (store + Painter::bytes(&plan)) as u64
}

/// Width and height of the picture that is decoded when so much is wanted, in pixels.
#[must_use]
pub fn size(frame: &Frame, wanted: Wanted) -> (u32, u32) {
    let (width, height) = Scale::smallest(frame, wanted).size(frame);
    // each is at most a side of the file, which has sixteen bits
    (width as u32, height as u32)
}

/// Decodes the pixels: at the smallest scale at which no side is shorter than wanted.
///
/// # Errors
/// If the file is damaged, or its picture's data stops early.
pub fn decode(file: &[u8], wanted: Wanted) -> Result<Pixels, Fault> {
    let frame = Anatomy::read(file)?.frame;
    let plan = Plan::new(&frame, Scale::smallest(&frame, wanted));
    Decoder::new(file, &frame, &plan).decode()
}
