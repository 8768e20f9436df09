//! Who may do what to a photo: the only place where permission is decided.

use crate::{
    id::UserId,
    photo::{PhotoState, Visibility},
};

/// Who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody not signed in.
    Anonymous,
    /// A signed-in user.
    User(UserId),
}

/// What somebody wants to do to a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See its page and its renditions.
    View,
    /// Meet it in lists.
    List,
    /// Fetch the original file.
    Original,
    /// Change title or visibility, set the preview, ask for another try.
    Edit,
    /// Delete it.
    Delete,
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
    let owner = viewer == Viewer::User(photo.owner);
    let shown = photo.showable && !matches!(photo.state, PhotoState::Uploading | PhotoState::Failed);
    match action {
        Action::View => owner || (shown && photo.visibility != Visibility::Private),
        Action::List => owner || (shown && photo.visibility == Visibility::Public),
        Action::Original | Action::Edit | Action::Delete => owner,
    }
}

/// Whether this viewer meets every photo of this person in their list, whatever its visibility and state. Each photo is
/// still asked for by [`may`].
#[must_use]
pub fn lists_everything_of(viewer: Viewer, person: UserId) -> bool {
    viewer == Viewer::User(person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn user(number: u128) -> UserId {
        UserId::new(Uuid::from_u128(number))
    }

    /// Every action by every kind of viewer on every kind of photo, written out: the letters are the actions allowed
    /// (View, List, Original, Edit, Delete).
    #[test]
    fn the_permission_table() {
        const OWNER: &str = "VLOED";
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
            let viewers = [
                (Viewer::User(user(1)), OWNER),
                (Viewer::User(user(2)), others),
                (Viewer::Anonymous, others),
            ];
            for (viewer, allowed) in viewers {
                for (letter, action) in actions {
                    assert_eq!(
                        may(viewer, action, photo),
                        allowed.contains(letter),
                        "{viewer:?} {action:?} {photo:?}"
                    );
                }
            }
        }
    }
}
