//! Photos as the API's JSON: with sentences where the rest of the site passes codes.

use domain::{
    reason::Reason,
    view::{Page, PhotoView},
};
use serde::Serialize;

/// Says a reason to a person.
type Say = fn(Reason) -> String;

/// A photo as the API shows it.
#[derive(Debug, Serialize)]
pub(super) struct PhotoJson {
    #[serde(flatten)]
    photo: PhotoView,
    /// Why it failed: a sentence.
    reason: Option<String>,
}

impl PhotoJson {
    /// Of a photo, with its reason as `say` says it.
    pub(super) fn new(photo: PhotoView, say: Say) -> Self {
        Self {
            reason: photo.reason.map(say),
            photo,
        }
    }

    /// Of a page of photos.
    pub(super) fn page(page: Page<PhotoView>, say: Say) -> Page<Self> {
        let items = page.items.into_iter().map(|photo| Self::new(photo, say)).collect();
        Page { items, next: page.next }
    }
}

/// A reason in English.
pub(super) fn english(reason: Reason) -> String {
    reason.to_string()
}
