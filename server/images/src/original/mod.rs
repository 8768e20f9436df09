//! A smaller copy of an original, of the same format, size and metadata, that looks the same.
//!
//! PNG loses nothing. JPEG is written anew, at the lowest quality whose difference nobody sees. Whatever is unusual about
//! a file is a reason to leave it alone: a copy that lacks something is worse than none.

mod jpeg;
mod parts;
mod png;
#[cfg(test)]
mod tests;

use crate::formats::Header;
use domain::media::MediaType;
use std::time::Duration;

/// What making a smaller copy may take.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// Memory besides the file itself, in bytes.
    pub memory: u64,
    /// Time. A part of the work may go on for a little longer.
    pub time: Duration,
}

/// The smaller copy. Nothing if the format is one that is not made smaller, if it would not be at least a tenth smaller,
/// or if too little is allowed.
#[must_use]
pub fn smaller(file: &[u8], header: &Header, allowed: Allowed) -> Option<Vec<u8>> {
    let copy = match header.media_type {
        MediaType::Jpeg => jpeg::smaller(file, header, allowed),
        MediaType::Png => png::smaller(file, header, allowed),
        MediaType::Webp | MediaType::Avif | MediaType::Gif | MediaType::Heic => None,
    }?;
    pays(file, &copy).then_some(copy)
}

/// Whether a copy is at least a tenth smaller.
fn pays(file: &[u8], copy: &[u8]) -> bool {
    copy.len() <= file.len() / 10 * 9
}
