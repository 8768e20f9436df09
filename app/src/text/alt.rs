//! What a photo is called where it cannot be seen.

use crate::catalogue::{self, fill};
use domain::view::PhotoView;

/// Its title, or whose it is.
pub(crate) fn of(photo: &PhotoView) -> String {
    title(photo)
}

/// Its title, or whose it is.
pub(crate) fn title(photo: &PhotoView) -> String {
    if photo.title.is_empty() {
        fill(catalogue::here().photo.photo_by, &[("name", &photo.owner.name)])
    } else {
        photo.title.clone()
    }
}
