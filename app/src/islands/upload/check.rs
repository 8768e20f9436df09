//! What can be said of a file before it is sent. The server checks everything again.

use crate::browser::Unable;
use domain::{
    limits::{MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE, TOO_LARGE, TOO_MANY_PIXELS, WRONG_TYPE},
    media::MediaType,
};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Bytes that tell a format.
const START: f64 = 16.0;

/// What the visitor reads when the browser cannot read a file any more.
pub(crate) const UNREADABLE: &str = "This file can no longer be read. Please choose it again.";

/// The format of a file, by its content.
///
/// # Errors
/// A sentence for the visitor if it cannot be taken.
pub(crate) async fn format(file: &File) -> Result<MediaType, &'static str> {
    size(bytes(file))?;
    let start = start(file).await.map_err(|_| UNREADABLE)?;
    MediaType::sniff(&start).ok_or(WRONG_TYPE)
}

/// # Errors
/// A sentence for the visitor if there are too many bytes, or none.
const fn size(bytes: u64) -> Result<(), &'static str> {
    match bytes {
        0 => Err("This file is empty."),
        1..=MAX_FILE_BYTES => Ok(()),
        _ => Err(TOO_LARGE),
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
    if fits { Ok(()) } else { Err(TOO_MANY_PIXELS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_within_the_limits_pass() {
        assert_eq!(size(52_428_800), Ok(()));
        assert_eq!(size(52_428_801), Err(TOO_LARGE));
        assert_eq!(size(0), Err("This file is empty."));
        assert_eq!(pixels(10_000, 10_000), Ok(()));
        assert_eq!(pixels(10_001, 10_000), Err(TOO_MANY_PIXELS));
        assert_eq!(pixels(30_001, 1), Err(TOO_MANY_PIXELS));
    }
}
