//! The table of photos: every action by every kind of viewer on every kind of photo, written out.

use super::*;
use uuid::Uuid;

pub(super) fn user(number: u128) -> UserId {
    UserId::new(Uuid::from_u128(number))
}

/// Somebody with a token, or nobody in particular.
pub(super) fn with(number: u128, role: Role, scopes: &str) -> Viewer {
    Viewer::User(Member {
        id: user(number),
        role,
        scopes: Scopes::parse(scopes),
    })
}

pub(super) const OWNER: u128 = 1;
pub(super) const OTHER: u128 = 2;

const ACTIONS: [(char, Action); 6] = [
    ('V', Action::View),
    ('L', Action::List),
    ('O', Action::Original),
    ('P', Action::Preview),
    ('E', Action::Edit),
    ('D', Action::Delete),
];

fn allowed(viewer: Viewer, photo: Subject) -> String {
    let allowed = ACTIONS.iter().filter(|(_, action)| may(viewer, *action, photo));
    allowed.map(|(letter, _)| letter).collect()
}

fn union(one: &str, other: &str) -> String {
    let letters = ACTIONS.iter().map(|(letter, _)| letter);
    letters
        .filter(|letter| one.contains(**letter) || other.contains(**letter))
        .collect()
}

/// What anybody may do to a photo (View, List), by visibility, state, and whether there is anything to show.
const PHOTOS: [(Visibility, PhotoState, bool, &str); 20] = [
    (Visibility::Public, PhotoState::Ready, true, "VL"),
    (Visibility::Public, PhotoState::Queued, true, "VL"),
    (Visibility::Public, PhotoState::Processing, true, "VL"),
    (Visibility::Public, PhotoState::Queued, false, ""),
    (Visibility::Public, PhotoState::Processing, false, ""),
    (Visibility::Public, PhotoState::Uploading, true, ""),
    (Visibility::Public, PhotoState::Failed, true, ""),
    (Visibility::Unlisted, PhotoState::Ready, true, "V"),
    (Visibility::Unlisted, PhotoState::Queued, true, "V"),
    (Visibility::Unlisted, PhotoState::Processing, true, "V"),
    (Visibility::Unlisted, PhotoState::Queued, false, ""),
    (Visibility::Unlisted, PhotoState::Processing, false, ""),
    (Visibility::Unlisted, PhotoState::Uploading, true, ""),
    (Visibility::Unlisted, PhotoState::Failed, true, ""),
    (Visibility::Private, PhotoState::Ready, true, ""),
    (Visibility::Private, PhotoState::Queued, true, ""),
    (Visibility::Private, PhotoState::Processing, true, ""),
    (Visibility::Private, PhotoState::Queued, false, ""),
    (Visibility::Private, PhotoState::Uploading, true, ""),
    (Visibility::Private, PhotoState::Failed, true, ""),
];

/// What a viewer has left of what anybody may do.
#[derive(Debug, Clone, Copy)]
enum Left {
    /// All of it.
    All,
    /// Seeing it by its address; they do not meet it in lists.
    Unlisted,
    /// Nothing: it is not there.
    Nothing,
}
use Left::{All, Nothing, Unlisted};

/// Who is not the owner, and what they have left when: nothing is the matter, the owner is suspended, the owner has blocked
/// them, they have blocked the owner, the owner is suspended and they have blocked each other.
fn others() -> [(Viewer, [Left; 5]); 10] {
    [
        (Viewer::Anonymous, [All, Nothing, All, All, Nothing]),
        (Viewer::member(user(OTHER)), [All, Nothing, Nothing, Unlisted, Nothing]),
        (
            with(OTHER, Role::Member, "read"),
            [All, Nothing, Nothing, Unlisted, Nothing],
        ),
        (
            with(OTHER, Role::Member, "upload manage"),
            [All, Nothing, Nothing, Unlisted, Nothing],
        ),
        (
            with(OTHER, Role::Member, ""),
            [All, Nothing, Nothing, Unlisted, Nothing],
        ),
        (
            Viewer::signed_in(user(OTHER), Role::Moderator),
            [All, All, All, Unlisted, Unlisted],
        ),
        (
            Viewer::signed_in(user(OTHER), Role::Admin),
            [All, All, All, Unlisted, Unlisted],
        ),
        (
            with(OTHER, Role::Moderator, "read"),
            [All, All, All, Unlisted, Unlisted],
        ),
        (
            with(OTHER, Role::Admin, "upload manage"),
            [All, Nothing, Nothing, Unlisted, Nothing],
        ),
        (with(OTHER, Role::Admin, ""), [All, Nothing, Nothing, Unlisted, Nothing]),
    ]
}

/// Whether the owner is suspended, has blocked the viewer, and is blocked by the viewer: in the order of [`others`].
const SITUATIONS: [(bool, bool, bool); 5] = [
    (false, false, false),
    (true, false, false),
    (false, true, false),
    (false, false, true),
    (true, true, true),
];

fn photos() -> impl Iterator<Item = (usize, Subject, &'static str)> {
    PHOTOS.into_iter().flat_map(|(visibility, state, showable, anybody)| {
        SITUATIONS
            .into_iter()
            .enumerate()
            .map(move |(situation, (hidden, by_them, by_viewer))| {
                let photo = Subject {
                    owner: user(OWNER),
                    visibility,
                    state,
                    showable,
                    hidden,
                    leaving: false,
                    blocks: Blocks { by_them, by_viewer },
                };
                (situation, photo, anybody)
            })
    })
}

#[test]
fn the_table_of_photos_for_others() {
    for (situation, photo, anybody) in photos() {
        for (viewer, left) in others() {
            let expected = match left[situation] {
                All => anybody.to_owned(),
                Unlisted => anybody.replace('L', ""),
                Nothing => String::new(),
            };
            assert_eq!(allowed(viewer, photo), expected, "{viewer:?} {photo:?}");
        }
    }
}

/// Owners have what they came for, whatever the matter is, and besides what anybody has: unless they are suspended, which
/// leaves anybody nothing. Nobody blocks themselves.
#[test]
fn the_table_of_photos_for_their_owners() {
    for (_, photo, anybody) in photos().filter(|(_, photo, _)| photo.blocks == Blocks::default()) {
        for role in Role::ALL {
            for (scopes, own) in [
                ("read upload manage", "VLOPED"),
                ("read", "VLO"),
                ("upload", "P"),
                ("manage", "ED"),
                ("read upload", "VLOP"),
                ("", ""),
            ] {
                let besides = if photo.hidden { "" } else { anybody };
                let viewer = with(OWNER, role, scopes);
                assert_eq!(allowed(viewer, photo), union(own, besides), "{viewer:?} {photo:?}");
            }
            assert_eq!(allowed(Viewer::signed_in(user(OWNER), role), photo), "VLOPED");
        }
    }
}

#[test]
fn only_owners_list_everything_of_theirs() {
    for (viewer, everything) in [
        (Viewer::member(user(OWNER)), true),
        (with(OWNER, Role::Member, "read"), true),
        (with(OWNER, Role::Member, "manage"), false),
        (Viewer::signed_in(user(OTHER), Role::Admin), false),
        (Viewer::Anonymous, false),
    ] {
        assert_eq!(lists_everything_of(viewer, user(OWNER)), everything, "{viewer:?}");
    }
}

#[test]
fn nothing_is_there_for_anybody_of_who_is_leaving() {
    for (_, photo, _) in photos() {
        let photo = Subject { leaving: true, ..photo };
        let owners = Role::ALL.map(|role| Viewer::signed_in(user(OWNER), role));
        for viewer in others().into_iter().map(|(viewer, _)| viewer).chain(owners) {
            assert_eq!(allowed(viewer, photo), "", "{viewer:?} {photo:?}");
            assert!(!may_know_place(viewer, photo, true), "{viewer:?} {photo:?}");
        }
    }
}

/// Every viewer on every photo, by what its owner offers: what anybody sees of a photo that is ready they may have as it is
/// offered, and its owner always.
#[test]
fn originals_go_to_whoever_may_see_the_photo_as_they_are_offered() {
    let owners = ["read", "upload", "manage", "read upload manage", ""].map(|scopes| with(OWNER, Role::Member, scopes));
    for (_, photo, _) in photos() {
        for viewer in others().into_iter().map(|(viewer, _)| viewer).chain(owners) {
            let allowed = allowed(viewer, photo);
            let sees = allowed.contains('V') && photo.state == PhotoState::Ready;
            for (offer, bare, whole) in [
                (Offer::Off, false, false),
                (Offer::Bare, true, false),
                (Offer::Whole, false, true),
            ] {
                let owns = allowed.contains('O');
                let what = format!("{viewer:?} {photo:?} {offer:?}");
                assert_eq!(
                    may_download(viewer, Form::Bare, photo, offer),
                    owns || (sees && bare),
                    "{what}"
                );
                assert_eq!(
                    may_download(viewer, Form::Whole, photo, offer),
                    owns || (sees && whole),
                    "{what}"
                );
                let gone = Subject { leaving: true, ..photo };
                assert!(!may_download(viewer, Form::Bare, gone, offer), "{what}");
                assert!(!may_download(viewer, Form::Whole, gone, offer), "{what}");
                let private = Subject {
                    visibility: Visibility::Private,
                    ..photo
                };
                assert_eq!(may_download(viewer, Form::Whole, private, offer), owns, "{what}");
            }
        }
    }
}

#[test]
fn a_place_is_known_to_whoever_may_see_the_photo_only_if_it_is_shown() {
    for (_, photo, _) in photos() {
        let owners =
            ["read", "upload", "manage", "read upload manage", ""].map(|scopes| with(OWNER, Role::Member, scopes));
        for viewer in others().into_iter().map(|(viewer, _)| viewer).chain(owners) {
            let allowed = allowed(viewer, photo);
            assert_eq!(
                may_know_place(viewer, photo, false),
                allowed.contains('O'),
                "{viewer:?} {photo:?}"
            );
            let sees = allowed.contains(['V', 'O']);
            assert_eq!(may_know_place(viewer, photo, true), sees, "{viewer:?} {photo:?}");
        }
    }
}
