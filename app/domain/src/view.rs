//! What is shown of a photo: the same for pages, for islands, and as JSON in the public API.
//!
//! Words for people are not here: why a photo failed is a code, which whoever shows it says in the visitor's language.

use crate::{
    download::DownloadChoice,
    id::PhotoId,
    licence::Licence,
    media::MediaType,
    photo::{Camera, PhotoState, Visibility},
    reason::Reason,
    tags::Tags,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Somebody, as others see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their handle, as in `/users/{handle}`.
    pub handle: String,
    /// Their display name.
    pub name: String,
}

/// One image file of a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenditionView {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Format.
    #[serde(rename = "type")]
    pub media_type: MediaType,
    /// Size in bytes.
    pub bytes: u64,
    /// Where it is: a path on this site, or an absolute URL.
    pub url: String,
}

/// A photo, as this viewer may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhotoView {
    /// Its id.
    pub id: PhotoId,
    /// Its state.
    pub state: PhotoState,
    /// Why it failed; for its owner only. Not in this JSON: the API says it as a sentence.
    #[serde(skip)]
    pub reason: Option<Reason>,
    /// Its title; may be empty.
    pub title: String,
    /// What its owner tells about it, in lines; may be empty.
    pub description: String,
    /// What is to be seen on it, for those who do not see it; may be empty.
    pub alt: String,
    /// What others may do with it.
    pub licence: Licence,
    /// What it can be found by.
    pub tags: Tags,
    /// Width as seen, in pixels; unknown until it is ready, unless the uploader's browser said.
    pub width: Option<u32>,
    /// Height as seen, in pixels.
    pub height: Option<u32>,
    /// When it was taken, as the camera wrote it.
    pub taken_at: Option<String>,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// Who may see it.
    pub visibility: Visibility,
    /// See [`crate::placeholder`].
    pub placeholder: Option<String>,
    /// The dominant colours as `#rrggbb`, the most of the picture first; none if they are not known.
    #[serde(default)]
    pub colours: Vec<String>,
    /// From the smallest to the largest, WebP first, then AVIF, then JPEG; empty until it is ready.
    pub renditions: Vec<RenditionView>,
    /// Where the preview is, while there are no renditions and if there is one.
    pub preview: Option<String>,
    /// What the camera recorded.
    pub camera: Option<Camera>,
    /// Whose it is.
    pub owner: Person,
    /// Where the original is, as this viewer may download it: whole, or without its metadata.
    pub original: Option<String>,
    /// What its owner chose about downloads; for its owner only.
    #[serde(default)]
    pub download: Option<DownloadChoice>,
    /// Its page: a path on this site.
    pub url: String,
}

/// One page of a list, and where the next one begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// Newest first.
    pub items: Vec<T>,
    /// What to pass as `cursor` for the next page; nothing if this is the last.
    pub next: Option<String>,
}
