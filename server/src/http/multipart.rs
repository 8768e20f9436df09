//! Forms with a file (`multipart/form-data`). The runtime takes them apart, in its own memory.

use super::{Call, viewer::header};
use service::{Error, error::Invalid};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::FormData;

/// What a form holds besides its file, at most.
const FIELDS_BYTES: u64 = 64 * 1024;

/// The form of a request. `most`: the largest file, in bytes; `too_large`: what to say of a larger one.
///
/// # Errors
/// If the form is too large, does not say how large it is, or cannot be read.
pub(super) async fn read(call: &Call, most: u64, too_large: Error) -> service::Result<FormData> {
    let length: Option<u64> = header(call, "content-length").and_then(|text| text.parse().ok());
    match length {
        None => return Err(Error::LengthRequired),
        // before the runtime reads it into memory
        Some(bytes) if bytes > most + FIELDS_BYTES => return Err(too_large),
        Some(_) => {}
    }
    let unreadable = |_| Error::from(Invalid::FormUnreadable);
    let promise = call.request.inner().form_data().map_err(unreadable)?;
    Ok(JsFuture::from(promise).await.map_err(unreadable)?.unchecked_into())
}
