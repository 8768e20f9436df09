//! The SHA-256 of a file, which storage checks what arrives against.

use crate::{
    browser::{Unable, window},
    catalogue::UploadWords,
};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The `Repr-Digest` (RFC 9530) of a file. `None` where the browser does not hash: on plain http away from this machine.
///
/// # Errors
/// A sentence for the visitor if the file cannot be read.
pub(crate) async fn repr_digest(file: &File) -> Result<Option<String>, &'static str> {
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| UploadWords::here().unreadable)?;
    Ok(sha256(&buffer.unchecked_into()).await.ok())
}

async fn sha256(buffer: &ArrayBuffer) -> Result<String, Unable> {
    let window = window()?;
    let hashing = window
        .crypto()?
        .subtle()
        .digest_with_str_and_buffer_source("SHA-256", buffer)?;
    let hash = Uint8Array::new(&JsFuture::from(hashing).await?).to_vec();
    // `btoa` reads each character as one byte
    let binary: String = hash.into_iter().map(char::from).collect();
    Ok(format!("sha-256=:{}:", window.btoa(&binary)?))
}
