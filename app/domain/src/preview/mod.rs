//! A preview without anything besides its picture.
//!
//! Browsers make previews from a canvas, which holds pixels alone. Other programs may send whatever they have, with what a camera
//! wrote in it: where the photo was taken, by whom, with which machine. A preview is served as it is stored, so all of that is
//! left out before. Nothing is decoded: a file is walked part by part, and what is no part of a picture is not kept.

mod jpeg;
mod webp;

use crate::media::MediaType;

/// The file with its picture alone: no metadata, no profile (a preview is sRGB and upright), nothing behind its end. `None` if it is
/// not a whole file of this type, or of a type that a preview cannot have.
#[must_use]
pub fn bare(media_type: MediaType, file: &[u8]) -> Option<Vec<u8>> {
    match media_type {
        MediaType::Jpeg => jpeg::bare(file),
        MediaType::Webp => webp::bare(file),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
