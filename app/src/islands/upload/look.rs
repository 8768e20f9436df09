//! A look at a photo before it is sent: its preview is shown at once, and sent after it.

use super::{check, entry::Entry, preview};
use crate::browser::request;
use web_sys::Blob;

/// A preview and the size of the photo it was made of.
pub(super) struct Preview {
    blob: Blob,
    natural: (u32, u32),
}

/// Makes the preview, and shows it instead of the much larger file. `None` where the browser cannot.
///
/// # Errors
/// A sentence for the visitor if the photo has too many pixels.
pub(super) async fn at(entry: &Entry) -> Result<Option<Preview>, &'static str> {
    let Some(url) = entry.object_url() else { return Ok(None) };
    let Ok(natural) = preview::natural_size(&url).await else {
        return Ok(None);
    };
    check::pixels(natural.0, natural.1)?;
    let Ok(blob) = preview::make(&entry.file, natural).await else {
        return Ok(None);
    };
    entry.show_blob(&blob);
    Ok(Some(Preview { blob, natural }))
}

/// A photo without preview is one that others see a little later: nothing to trouble anybody with.
pub(super) async fn send(id: &str, preview: &Preview) {
    let url = format!("/api/v1/photos/{id}/preview");
    let headers = [
        ("content-type", preview.blob.type_()),
        ("heliograph-width", preview.natural.0.to_string()),
        ("heliograph-height", preview.natural.1.to_string()),
    ];
    let ask = request::Ask {
        method: "PUT",
        url: &url,
        headers: &headers,
        body: Some(&preview.blob),
    };
    let _ = request::send(ask, |_| {}).await;
}
