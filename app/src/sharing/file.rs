//! Which of a photo's files are shared, and where they are for somebody who is elsewhere.

use domain::{
    media::MediaType,
    view::{PhotoView, RenditionView},
};

/// A path on this site, or an address that is absolute already, as an absolute address.
pub(crate) fn absolute(origin: &str, url: &str) -> String {
    if url.starts_with('/') {
        format!("{origin}{url}")
    } else {
        url.to_owned()
    }
}

/// The JPEG, which everything can show; nothing until a photo is ready.
pub(crate) fn jpeg(photo: &PhotoView) -> Option<&RenditionView> {
    photo.renditions.iter().find(|file| file.media_type == MediaType::Jpeg)
}

/// The widest file.
pub(super) fn largest(photo: &PhotoView) -> Option<&RenditionView> {
    photo.renditions.iter().max_by_key(|file| file.width)
}

/// A small file: the narrowest.
pub(super) fn smallest(photo: &PhotoView) -> Option<&RenditionView> {
    photo.renditions.iter().min_by_key(|file| file.width)
}
