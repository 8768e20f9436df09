//! Who may do what to a photo: the only place where permission is decided.

mod share;
mod viewer;

pub use share::{Grant, may_by_link};
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
}

/// Whether this viewer may do this to this photo.
///
/// A refusal is answered like a photo that does not exist (404), so that nobody learns of what they may not see.
#[must_use]
pub fn may(viewer: Viewer, action: Action, photo: Subject) -> bool {
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
                }
            }
        }
    }
}
