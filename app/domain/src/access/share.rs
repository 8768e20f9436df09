//! What a share link lets whoever has it do.

use super::{Action, Subject, Viewer, may};
use crate::{
    download::Form,
    photo::{PhotoState, Visibility},
    time::Timestamp,
};

/// What a share link lets whoever has it do, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// When it ends.
    pub expires: Timestamp,
    /// How often it was opened.
    pub views: u32,
    /// How often it may be opened; nothing for as often as anybody likes.
    pub max_views: Option<u32>,
    /// Whether files are offered to be kept.
    pub may_download: bool,
    /// Whether camera, and when the photo was taken, are kept back.
    pub hide_metadata: bool,
}

impl Grant {
    /// Whether it has not ended: those whom it has let in stay in.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        now < self.expires
    }

    /// Whether it lets somebody in once more.
    #[must_use]
    pub fn admits(&self, now: Timestamp) -> bool {
        self.holds(now) && self.max_views.is_none_or(|most| self.views < most)
    }
}

/// Whether somebody whom a link of this photo has let in may do this to the photo.
///
/// A link shows a photo that is ready, as if it were unlisted: whatever hides even an unlisted photo from everybody hides it here
/// too. Of its original, a link lets them have what [`may_download_by_link`] says.
#[must_use]
pub fn may_by_link(action: Action, photo: Subject, grant: Grant, now: Timestamp) -> bool {
    let unlisted = Subject {
        visibility: Visibility::Unlisted,
        ..photo
    };
    let seen = grant.holds(now) && photo.state == PhotoState::Ready && may(Viewer::Anonymous, Action::View, unlisted);
    match action {
        Action::View => seen,
        Action::List | Action::Original | Action::Preview | Action::Edit | Action::Delete => false,
    }
}

/// Whether somebody whom a link of this photo has let in may fetch its original in this form. The whole of it carries whatever
/// the camera wrote into it, so it goes only with a link that keeps none of that back; what their owner offers to others is
/// another matter.
#[must_use]
pub fn may_download_by_link(form: Form, photo: Subject, grant: Grant, now: Timestamp) -> bool {
    let offered = if grant.hide_metadata { Form::Bare } else { Form::Whole };
    grant.may_download && form == offered && may_by_link(Action::View, photo, grant, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{access::Blocks, id::UserId};
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    fn grant() -> Grant {
        Grant {
            expires: NOW.plus_seconds(1),
            views: 0,
            max_views: None,
            may_download: false,
            hide_metadata: true,
        }
    }

    /// Every kind of link, with what it allows.
    fn links() -> [(Grant, &'static str); 6] {
        let looking = grant();
        let keeping = Grant {
            may_download: true,
            ..looking
        };
        let telling = Grant {
            hide_metadata: false,
            ..looking
        };
        let all = Grant {
            may_download: true,
            ..telling
        };
        let used_up = Grant {
            views: 3,
            max_views: Some(3),
            ..all
        };
        let ended = Grant { expires: NOW, ..all };
        [
            (looking, "V"),
            (keeping, "VB"),
            (telling, "V"),
            (all, "VW"),
            (used_up, "VW"),
            (ended, ""),
        ]
    }

    /// Every action by every kind of link on every kind of photo, written out: the letters are what is allowed (View, and
    /// fetching the original Bare or Whole).
    #[test]
    fn the_permission_table_of_links() {
        let actions = [
            ('V', Action::View),
            ('L', Action::List),
            ('O', Action::Original),
            ('P', Action::Preview),
            ('E', Action::Edit),
            ('D', Action::Delete),
        ];
        let states = [
            (PhotoState::Ready, true),
            (PhotoState::Uploading, true),
            (PhotoState::Queued, true),
            (PhotoState::Queued, false),
            (PhotoState::Processing, true),
            (PhotoState::Failed, true),
        ];
        for (state, showable) in states {
            for photo in photos(state, showable) {
                // of an owner who is suspended, or who leaves, there is nothing to be seen
                let there = state == PhotoState::Ready && !photo.hidden && !photo.leaving;
                for ((link, allowed), (letter, action)) in links()
                    .into_iter()
                    .flat_map(|link| actions.map(|action| (link, action)))
                {
                    assert_eq!(
                        may_by_link(action, photo, link, NOW),
                        there && allowed.contains(letter),
                        "{action:?} {photo:?} {link:?}"
                    );
                }
                for ((link, allowed), (letter, form)) in links()
                    .into_iter()
                    .flat_map(|link| [('B', Form::Bare), ('W', Form::Whole)].map(|form| (link, form)))
                {
                    assert_eq!(
                        may_download_by_link(form, photo, link, NOW),
                        there && allowed.contains(letter),
                        "{form:?} {photo:?} {link:?}"
                    );
                }
            }
        }
    }

    /// Of each visibility, and of owners who are there, suspended, or leaving.
    fn photos(state: PhotoState, showable: bool) -> Vec<Subject> {
        let owners = [(false, false), (true, false), (true, true)];
        let photo = |visibility, (hidden, leaving)| Subject {
            owner: UserId::new(Uuid::from_u128(1)),
            visibility,
            state,
            showable,
            hidden,
            leaving,
            blocks: Blocks::default(),
        };
        Visibility::ALL
            .into_iter()
            .flat_map(|visibility| owners.map(|owner| photo(visibility, owner)))
            .collect()
    }

    #[test]
    fn a_link_lets_in_until_it_ends_or_is_used_up() {
        let limited = Grant {
            max_views: Some(2),
            ..grant()
        };
        for (views, admits) in [(0, true), (1, true), (2, false), (3, false)] {
            assert_eq!(Grant { views, ..limited }.admits(NOW), admits, "{views}");
            assert!(Grant { views, ..limited }.holds(NOW), "who is in stays in");
        }
        assert!(!limited.admits(limited.expires) && !limited.holds(limited.expires));
    }
}
