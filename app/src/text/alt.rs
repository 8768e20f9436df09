//! What a photo is called where it cannot be seen.

use crate::catalogue::{self, fill};
use domain::view::PhotoView;

/// What its owner says is to be seen on it, else its title.
pub(crate) fn of(photo: &PhotoView) -> String {
    if photo.alt.is_empty() {
        title(photo)
    } else {
        photo.alt.clone()
    }
}

/// Its title, or whose it is.
pub(crate) fn title(photo: &PhotoView) -> String {
    if photo.title.is_empty() {
        fill(catalogue::here().photo.photo_by, &[("name", &photo.owner.name)])
    } else {
        photo.title.clone()
    }
}
