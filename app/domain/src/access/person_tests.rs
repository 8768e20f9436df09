//! The table of people: every action by every kind of viewer on every kind of person, written out.

use super::{
    tests::{OTHER, OWNER, user, with},
    *,
};

const ACTIONS: [(char, PersonAction); 4] = [
    ('M', PersonAction::Meet),
    ('B', PersonAction::Block),
    ('S', PersonAction::Suspend),
    ('R', PersonAction::ChangeRole),
];

fn allowed(viewer: Viewer, person: PersonSubject) -> String {
    let allowed = ACTIONS
        .iter()
        .filter(|(_, action)| may_to_person(viewer, *action, person));
    allowed.map(|(letter, _)| letter).collect()
}

/// What each may do to a member, a moderator and an admin: as they usually are, suspended, and having blocked the viewer.
fn table() -> [(Viewer, [&'static str; 3]); 15] {
    let signed_in = |number, role| Viewer::signed_in(user(number), role);
    [
        (Viewer::Anonymous, ["M M M", "- - -", "M M M"]),
        (signed_in(OTHER, Role::Member), ["MB MB MB", "- - -", "- - -"]),
        (signed_in(OTHER, Role::Moderator), ["MBS MB MB"; 3]),
        (signed_in(OTHER, Role::Admin), ["MBSR MBSR MBSR"; 3]),
        (with(OTHER, Role::Member, "read"), ["M M M", "- - -", "- - -"]),
        (with(OTHER, Role::Member, "manage"), ["MB MB MB", "- - -", "- - -"]),
        (with(OTHER, Role::Moderator, "read"), ["M M M"; 3]),
        (with(OTHER, Role::Moderator, "manage"), ["MBS MB MB", "S - -", "S - -"]),
        (with(OTHER, Role::Admin, "upload"), ["M M M", "- - -", "- - -"]),
        (
            with(OTHER, Role::Admin, "manage"),
            ["MBSR MBSR MBSR", "SR SR SR", "SR SR SR"],
        ),
        (with(OTHER, Role::Admin, ""), ["M M M", "- - -", "- - -"]),
        // oneself
        (signed_in(OWNER, Role::Member), ["M M M"; 3]),
        (signed_in(OWNER, Role::Moderator), ["M M M"; 3]),
        (signed_in(OWNER, Role::Admin), ["M M M"; 3]),
        (with(OWNER, Role::Admin, "manage"), ["M M M", "- - -", "- - -"]),
    ]
}

#[test]
fn the_table_of_people() {
    for (viewer, rows) in table() {
        for (row, (suspended, by_them)) in rows.into_iter().zip([(false, false), (true, false), (false, true)]) {
            for (role, expected) in Role::ALL.into_iter().zip(row.split(' ')) {
                // that the viewer has blocked them as well changes nothing
                for by_viewer in [false, true] {
                    let person = PersonSubject {
                        id: user(OWNER),
                        role,
                        suspended,
                        leaving: false,
                        blocks: Blocks { by_them, by_viewer },
                    };
                    let expected = expected.trim_matches('-');
                    assert_eq!(allowed(viewer, person), expected, "{viewer:?} {person:?}");
                    let leaving = PersonSubject {
                        leaving: true,
                        ..person
                    };
                    assert_eq!(allowed(viewer, leaving), "", "{viewer:?} {leaving:?}");
                }
            }
        }
    }
}

#[test]
fn staff_alone_oversee_and_invite() {
    let signed_in = |role| Viewer::signed_in(user(OTHER), role);
    for (viewer, oversees, invites) in [
        (Viewer::Anonymous, false, false),
        (signed_in(Role::Member), false, false),
        (signed_in(Role::Moderator), true, true),
        (signed_in(Role::Admin), true, true),
        (with(OTHER, Role::Member, "read manage"), false, false),
        (with(OTHER, Role::Moderator, "read"), true, false),
        (with(OTHER, Role::Admin, "manage"), false, true),
        (with(OTHER, Role::Admin, "upload"), false, false),
    ] {
        assert_eq!(may_oversee_people(viewer), oversees, "{viewer:?}");
        assert_eq!(may_invite(viewer), invites, "{viewer:?}");
    }
}

#[test]
fn admins_alone_see_what_of_the_plan_is_used() {
    for role in Role::ALL {
        assert_eq!(
            may_see_usage(Viewer::signed_in(user(OTHER), role)),
            role == Role::Admin,
            "{role:?}"
        );
    }
    assert!(!may_see_usage(Viewer::Anonymous));
    assert!(may_see_usage(with(OTHER, Role::Admin, "read")));
    assert!(!may_see_usage(with(OTHER, Role::Admin, "upload manage")));
}

#[test]
fn admins_alone_see_and_mend_what_does_not_go_on() {
    for role in Role::ALL {
        let viewer = Viewer::signed_in(user(OTHER), role);
        let may = role == Role::Admin;
        assert_eq!((may_see_jobs(viewer), may_mend_jobs(viewer)), (may, may), "{role:?}");
    }
    let reading = with(OTHER, Role::Admin, "read");
    assert!(may_see_jobs(reading) && !may_mend_jobs(reading));
    assert!(!may_see_jobs(Viewer::Anonymous) && !may_mend_jobs(Viewer::Anonymous));
}

#[test]
fn admins_alone_set_the_site_up() {
    for (viewer, may) in [
        (Viewer::Anonymous, false),
        (Viewer::signed_in(user(OTHER), Role::Member), false),
        (Viewer::signed_in(user(OTHER), Role::Moderator), false),
        (Viewer::signed_in(user(OTHER), Role::Admin), true),
        (with(OTHER, Role::Admin, "manage"), true),
        (with(OTHER, Role::Admin, "read upload"), false),
    ] {
        assert_eq!(may_set_up(viewer), may, "{viewer:?}");
    }
}

#[test]
fn who_may_sign_up() {
    let table = SignUpMode::ALL.map(|mode| (mode.as_str(), may_sign_up(mode, false), may_sign_up(mode, true)));
    assert_eq!(
        table,
        [
            ("open", true, true),
            ("invitation", false, true),
            ("closed", false, false)
        ]
    );
    for mode in SignUpMode::ALL {
        assert_eq!(SignUpMode::parse(mode.as_str()), Some(mode));
    }
    assert_eq!(SignUpMode::parse("Open"), None);
}
