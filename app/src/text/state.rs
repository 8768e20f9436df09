//! What is said of a photo's state and of who may see it.

use crate::catalogue;
use domain::photo::{PhotoState, Visibility};

/// One or two words for a label; nothing for a photo that is ready.
pub(crate) fn label(state: PhotoState) -> Option<&'static str> {
    let words = &catalogue::here().site;
    match state {
        PhotoState::Uploading => Some(words.arriving),
        PhotoState::Queued => Some(words.queued),
        PhotoState::Processing => Some(words.processing),
        PhotoState::Failed => Some(words.failed),
        PhotoState::Ready => None,
    }
}

/// What a visibility means, for those who choose.
pub(crate) fn visibility(visibility: Visibility) -> &'static str {
    let words = &catalogue::here().site;
    match visibility {
        Visibility::Public => words.visibility_public,
        Visibility::Unlisted => words.visibility_unlisted,
        Visibility::Private => words.visibility_private,
    }
}

/// One word for a photo that is not public.
pub(crate) fn hidden(visibility: Visibility) -> Option<&'static str> {
    let words = &catalogue::here().site;
    match visibility {
        Visibility::Public => None,
        Visibility::Unlisted => Some(words.unlisted),
        Visibility::Private => Some(words.private),
    }
}
