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

/// How much memory making a smaller copy takes besides file and copy, in bytes. Nothing if the format is one of which none
/// is made.
#[must_use]
pub fn memory(file: &[u8], header: &Header) -> Option<u64> {
    match header.media_type {
        MediaType::Jpeg => Some(jpeg::memory(header)),
        MediaType::Png => png::memory(file, header),
        MediaType::Webp | MediaType::Avif | MediaType::Gif | MediaType::Heic => None,
    }
}

/// The smaller copy. Nothing if the format is one of which none is made, if it would be larger than [`most`], or if it does
/// not come out in time; a part of the work may go on for a little longer.
#[must_use]
pub fn smaller(file: &[u8], header: &Header, time: Duration) -> Option<Vec<u8>> {
    let copy = match header.media_type {
        MediaType::Jpeg => jpeg::smaller(file, header, time),
        MediaType::Png => png::smaller(file, header, time),
        MediaType::Webp | MediaType::Avif | MediaType::Gif | MediaType::Heic => None,
    }?;
    pays(file, &copy).then_some(copy)
}

/// The most bytes that a copy may have: it must be a tenth smaller than the file.
#[must_use]
pub const fn most(file_bytes: u64) -> u64 {
    file_bytes / 10 * 9
}

fn pays(file: &[u8], copy: &[u8]) -> bool {
    copy.len() as u64 <= most(file.len() as u64)
}
