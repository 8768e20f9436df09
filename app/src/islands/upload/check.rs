//! What can be said of a file before it is sent. The server checks everything again.

use crate::{browser::Unable, catalogue::UploadWords};
use domain::{
    limits::{MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE},
    media::MediaType,
};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Bytes that tell a format, those with a list of brands too.
const START: f64 = 64.0;

/// The format of a file, by its content.
///
/// # Errors
/// A sentence for the visitor if it cannot be taken.
pub(crate) async fn format(file: &File) -> Result<MediaType, &'static str> {
    size(bytes(file))?;
    let start = start(file).await.map_err(|_| UploadWords::here().unreadable)?;
    MediaType::sniff(&start).ok_or(UploadWords::here().wrong_type)
}

/// # Errors
/// A sentence for the visitor if there are too many bytes, or none.
fn size(bytes: u64) -> Result<(), &'static str> {
    match bytes {
        0 => Err(UploadWords::here().empty),
        1..=MAX_FILE_BYTES => Ok(()),
        _ => Err(UploadWords::here().too_large),
    }
}

/// The size of a file.
pub(crate) fn bytes(file: &File) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number of bytes"
    )]
    let bytes = file.size() as u64;
    bytes
}

async fn start(file: &File) -> Result<Vec<u8>, Unable> {
    let slice = file.slice_with_f64_and_f64(0.0, START)?;
    let buffer = JsFuture::from(slice.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// # Errors
/// A sentence for the visitor if there are too many pixels.
pub(crate) fn pixels(width: u32, height: u32) -> Result<(), &'static str> {
    let fits = u64::from(width) * u64::from(height) <= MAX_PIXELS && width.max(height) <= MAX_SIDE;
    if fits {
        Ok(())
    } else {
        Err(UploadWords::here().too_many_pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_within_the_limits_pass() {
        assert_eq!(size(52_428_800), Ok(()));
        let words = UploadWords::here();
        assert_eq!(size(52_428_801), Err(words.too_large));
        assert_eq!(size(0), Err(words.empty));
        assert_eq!(pixels(10_000, 10_000), Ok(()));
        assert_eq!(pixels(10_001, 10_000), Err(words.too_many_pixels));
        assert_eq!(pixels(30_001, 1), Err(words.too_many_pixels));
    }
}
