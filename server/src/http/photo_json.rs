//! Photos as the API's JSON: with sentences where the rest of the site passes codes.

use app::{Language, refusal};
use domain::view::{Page, PhotoView};
use serde::Serialize;

/// A photo as the API shows it.
#[derive(Debug, Serialize)]
pub(super) struct PhotoJson {
    #[serde(flatten)]
    photo: PhotoView,
    /// Why it failed: a sentence.
    reason: Option<&'static str>,
}

impl PhotoJson {
    /// Of a photo, with its reason in this language.
    pub(super) fn new(photo: PhotoView, language: Language) -> Self {
        Self {
            reason: photo.reason.map(|reason| refusal::reason(reason, language)),
            photo,
        }
    }

    /// Of a page of photos.
    pub(super) fn page(page: Page<PhotoView>, language: Language) -> Page<Self> {
        let items = page.items.into_iter().map(|photo| Self::new(photo, language)).collect();
        Page { items, next: page.next }
    }
}
