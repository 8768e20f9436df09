//! Who may do what, to a photo and to a person: the only place where permission is decided.
//!
//! Somebody suspended is never a viewer: they cannot sign in, and neither sessions nor tokens of theirs hold.

mod person;
mod share;
mod viewer;

pub use {
    person::{
        Blocks, PersonAction, PersonSubject, SignUpMode, may_invite, may_mend_jobs, may_oversee_people, may_see_jobs,
        may_see_usage, may_set_up, may_sign_up, may_to_person,
    },
    share::{Grant, may_by_link, may_download_by_link},
    viewer::{Member, Role, Scope, Scopes, Viewer},
};

use crate::{
    download::{Form, Offer},
    id::UserId,
    photo::{PhotoState, Visibility},
};
use person::is_kept_from;

/// What somebody wants to do to a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See its page and its renditions.
    View,
    /// Meet it in lists.
    List,
    /// Fetch the original file because it is theirs. What others may fetch of it says [`may_download`].
    Original,
    /// Set its preview, which belongs to uploading it.
    Preview,
    /// Change what is written about it, or who may see it; ask for another try.
    Edit,
    /// Delete it.
    Delete,
}

impl Action {
    /// What a token must be for.
    const fn scope(self) -> Scope {
        match self {
            Self::View | Self::List | Self::Original => Scope::Read,
            Self::Preview => Scope::Upload,
            Self::Edit | Self::Delete => Scope::Manage,
        }
    }
}

/// What permission depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The photo's owner.
    pub owner: UserId,
    /// Its visibility.
    pub visibility: Visibility,
    /// Its state.
    pub state: PhotoState,
    /// Whether there is anything to show: renditions or a preview.
    pub showable: bool,
    /// Whether its owner is suspended or leaving.
    pub hidden: bool,
    /// Whether its owner is leaving: then it is there for nobody.
    pub leaving: bool,
    /// Whether owner and viewer have blocked each other.
    pub blocks: Blocks,
}

/// Whether this viewer may do this to this photo.
///
/// A refusal is answered like a photo that does not exist (404), so that nobody learns of what they may not see.
#[must_use]
pub fn may(viewer: Viewer, action: Action, photo: Subject) -> bool {
    if photo.leaving {
        return false;
    }
    let owner = viewer.with(action.scope()) == Some(photo.owner);
    let shown = photo.showable
        && !matches!(photo.state, PhotoState::Uploading | PhotoState::Failed)
        && !is_kept_from(viewer, photo.hidden, photo.blocks);
    match action {
        Action::View => owner || (shown && photo.visibility != Visibility::Private),
        Action::List => {
            owner || (shown && photo.visibility == Visibility::Public && !photo.blocks.of(viewer).by_viewer)
        }
        Action::Original | Action::Preview | Action::Edit | Action::Delete => owner,
    }
}

/// Whether this viewer may fetch a photo's original in this form, where its owner offers that much to whoever may see it: what
/// is offered, and nothing besides; owners both forms, whatever they offer. Before it is ready nobody knows what it is.
#[must_use]
pub fn may_download(viewer: Viewer, form: Form, photo: Subject, offer: Offer) -> bool {
    let offered = offer.form() == Some(form) && photo.state == PhotoState::Ready;
    may(viewer, Action::Original, photo) || (offered && may(viewer, Action::View, photo))
}

/// Whether this viewer meets every photo of this person in their list, whatever its visibility and state. Each photo is
/// still asked for by [`may`].
#[must_use]
pub fn lists_everything_of(viewer: Viewer, person: UserId) -> bool {
    viewer.with(Scope::Read) == Some(person)
}

/// Whether this viewer may know where a photo was taken: its owner may; others, if they may see the photo and its owner
/// chose to show its place.
#[must_use]
pub fn may_know_place(viewer: Viewer, photo: Subject, shown: bool) -> bool {
    may(viewer, Action::Original, photo) || (shown && may(viewer, Action::View, photo))
}

#[cfg(test)]
mod person_tests;
#[cfg(test)]
mod tests;
