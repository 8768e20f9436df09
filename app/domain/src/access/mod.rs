//! Who may do what to a photo: the only place where permission is decided.

mod viewer;

pub use viewer::{Member, Role, Scope, Scopes, Viewer};

use crate::{
    id::UserId,
    photo::{PhotoState, Visibility},
};

/// What somebody wants to do to a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See its page and its renditions.
    View,
    /// Meet it in lists.
    List,
    /// Fetch the original file.
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
    /// Whether its owner is not to be met here: they are leaving.
    pub owner_hidden: bool,
}

/// Whether this viewer may do this to this photo.
///
/// A refusal is answered like a photo that does not exist (404), so that nobody learns of what they may not see.
#[must_use]
pub fn may(viewer: Viewer, action: Action, photo: Subject) -> bool {
    if photo.owner_hidden {
        return false;
    }
    let owner = viewer.with(action.scope()) == Some(photo.owner);
    let shown = photo.showable && !matches!(photo.state, PhotoState::Uploading | PhotoState::Failed);
    match action {
        Action::View => owner || (shown && photo.visibility != Visibility::Private),
        Action::List => owner || (shown && photo.visibility == Visibility::Public),
        Action::Original | Action::Preview | Action::Edit | Action::Delete => owner,
    }
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

/// Whether a person is to be met on this site at all: their page, and feeds of their photos.
#[must_use]
pub const fn is_met(hidden: bool) -> bool {
    !hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn user(number: u128) -> UserId {
        UserId::new(Uuid::from_u128(number))
    }

    /// Every action by every kind of viewer on every kind of photo, written out: the letters are the actions allowed
    /// (View, List, Original, Preview, Edit, Delete).
    #[test]
    fn the_permission_table() {
        const OWNER: &str = "VLOPED";
        let table = [
            (Visibility::Public, PhotoState::Ready, true, "VL"),
            (Visibility::Public, PhotoState::Queued, true, "VL"),
            (Visibility::Public, PhotoState::Processing, true, "VL"),
            (Visibility::Public, PhotoState::Queued, false, ""),
            (Visibility::Public, PhotoState::Processing, false, ""),
            (Visibility::Public, PhotoState::Uploading, true, ""),
            (Visibility::Public, PhotoState::Failed, true, ""),
            (Visibility::Unlisted, PhotoState::Ready, true, "V"),
            (Visibility::Unlisted, PhotoState::Queued, true, "V"),
            (Visibility::Unlisted, PhotoState::Queued, false, ""),
            (Visibility::Unlisted, PhotoState::Failed, true, ""),
            (Visibility::Private, PhotoState::Ready, true, ""),
            (Visibility::Private, PhotoState::Queued, true, ""),
            (Visibility::Private, PhotoState::Failed, true, ""),
        ];
        let actions = [
            ('V', Action::View),
            ('L', Action::List),
            ('O', Action::Original),
            ('P', Action::Preview),
            ('E', Action::Edit),
            ('D', Action::Delete),
        ];
        for (visibility, state, showable, others) in table {
            let photo = Subject {
                owner: user(1),
                visibility,
                state,
                showable,
                owner_hidden: false,
            };
            let with = |scopes: &str| {
                Viewer::User(Member {
                    id: user(1),
                    role: Role::Admin,
                    scopes: Scopes::parse(scopes),
                })
            };
            let viewers = [
                (Viewer::member(user(1)), OWNER, ""),
                (with("read"), "VLO", others),
                (with("upload"), "P", others),
                (with("manage"), "ED", others),
                (with("read upload manage"), OWNER, others),
                (with(""), "", others),
                (Viewer::member(user(2)), others, ""),
                (Viewer::signed_in(user(2), Role::Admin), others, ""),
                (Viewer::Anonymous, others, ""),
            ];
            for (viewer, allowed, besides) in viewers {
                for (letter, action) in actions {
                    assert_eq!(
                        may(viewer, action, photo),
                        allowed.contains(letter) || besides.contains(letter),
                        "{viewer:?} {action:?} {photo:?}"
                    );
                    let hidden = Subject {
                        owner_hidden: true,
                        ..photo
                    };
                    assert!(!may(viewer, action, hidden), "{viewer:?} {action:?} {hidden:?}");
                    assert!(!may_know_place(viewer, hidden, true));
                }
                // the owner always; others with the photo, if it is to be shown
                assert_eq!(
                    may_know_place(viewer, photo, false),
                    allowed.contains('O') || besides.contains('O')
                );
                let sees = allowed.contains(['V', 'O']) || besides.contains('V');
                assert_eq!(may_know_place(viewer, photo, true), sees, "{viewer:?} {photo:?}");
            }
        }
    }
}
