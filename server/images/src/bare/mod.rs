//! What of a file is its picture, and can be given away without what the camera and programs wrote besides: see
//! [`domain::bare`].
//!
//! Of each format, what is known to belong to the picture is kept, colour profile included, and nothing else. Where it is
//! not certain what belongs to it, there is no answer rather than one that gives too much away. Nothing is decoded: bytes
//! that hide within the compressed picture itself stay.

mod avif;
mod gif;
mod jpeg;
mod png;
mod sketch;
mod webp;

use domain::{bare::Bare, media::MediaType};
use sketch::Sketch;

/// A file without its metadata, if that can be had. Where its EXIF block says how it must be turned (2 to 8), a block that says
/// that alone takes its place.
#[must_use]
pub fn of(file: &[u8], media_type: MediaType, orientation: u32) -> Option<Bare> {
    let mut sketch = Sketch::new(file);
    let turned = Some(orientation).filter(|orientation| (2..=8).contains(orientation));
    match media_type {
        MediaType::Jpeg => jpeg::draw(&mut sketch, turned),
        MediaType::Png => png::draw(&mut sketch, turned),
        MediaType::Webp => webp::draw(&mut sketch, turned),
        // its container says how it must be turned
        MediaType::Avif => avif::draw(&mut sketch),
        MediaType::Gif => gif::draw(&mut sketch),
        // what phones write into it is too much to know all of
        MediaType::Heic => None,
    }?;
    sketch.finish()
}

/// An EXIF block that says how the picture must be turned, and nothing else (TIFF 6.0, section 2; EXIF 3.0, 4.6.5).
fn orientation_block(orientation: u32) -> [u8; 26] {
    let [.., value] = orientation.to_be_bytes();
    let [header, directory, entry, end] = [
        &b"MM\0*\0\0\0\x08"[..],
        b"\0\x01",
        &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0],
        &[0; 4],
    ];
    let mut block = [0; 26];
    let bytes = [header, directory, entry, end].into_iter().flatten();
    block.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    block
}
