//! What is said of a photo that is not ready.

use domain::photo::{PhotoState, Visibility};

/// One or two words for a label; nothing for a photo that is ready.
pub(crate) const fn label(state: PhotoState) -> Option<&'static str> {
    match state {
        PhotoState::Uploading => Some("Arriving"),
        PhotoState::Queued => Some("Queued"),
        PhotoState::Processing => Some("Processing"),
        PhotoState::Failed => Some("Failed"),
        PhotoState::Ready => None,
    }
}

/// What each visibility means, for those who choose.
pub(crate) const VISIBILITIES: [(Visibility, &str); 3] = [
    (Visibility::Public, "Public: everyone, on the home page too"),
    (Visibility::Unlisted, "Unlisted: everyone with the link"),
    (Visibility::Private, "Private: only you"),
];
