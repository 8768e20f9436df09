//! Roles and suspending: who may do it, and what is there for whom afterwards.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod support;

use domain::{
    access::{Role, Viewer},
    photo::Visibility,
    view::PhotoView,
};
use service::{
    Error,
    account::sign_in,
    auth,
    error::Conflict,
    feed, people,
    people::{reinstate, set_role, suspend},
    read, sessions,
    sessions::Client,
    sitemap, token,
};
use support::{Test, announce, run};

const CLIENT: Client<'static> = Client {
    ip: "ip",
    device: "A browser",
};

async fn role_of(test: &Test, handle: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Row {
        role: String,
    }
    let sql = format!("select role from users where handle = '{handle}'");
    test.query::<Row>(&sql).await.remove(0).role
}

/// What anybody reads of ada's photo: the site's feed, her feed, the days, photos and people of the sitemap.
async fn published(test: &Test, photo: &PhotoView) -> String {
    let has = |found: &[PhotoView]| found.iter().any(|item| item.id == photo.id);
    let of_person = feed::of_person(&test.world, "ada").await.unwrap();
    let days = sitemap::days(&test.world).await.unwrap();
    let mut mapped = Vec::new();
    for day in &days {
        mapped.extend(sitemap::photos_of(&test.world, *day).await.unwrap());
    }
    let parts = [
        ('s', has(&feed::of_site(&test.world).await.unwrap())),
        ('u', of_person.is_some_and(|(_, photos)| has(&photos))),
        ('d', !days.is_empty()),
        ('m', mapped.iter().any(|mapped| mapped.page == photo.url)),
        (
            'p',
            sitemap::people(&test.world)
                .await
                .unwrap()
                .iter()
                .any(|handle| handle == "ada"),
        ),
    ];
    parts.iter().filter(|(_, there)| *there).map(|(part, _)| part).collect()
}

#[test]
fn only_an_admin_changes_roles_and_nobody_their_own() {
    run(async {
        let test = Test::new();
        let admin = test.staff("boss", Role::Admin).await;
        let moderator = test.staff("mod", Role::Moderator).await;
        let ada = test.user("ada").await;
        for viewer in [Viewer::Anonymous, ada, moderator] {
            for handle in ["ada", "mod", "boss", "nobody", "../x"] {
                let refused = set_role(&test.world, viewer, handle, Role::Admin).await;
                assert_eq!(refused, Err(Error::NotFound), "{viewer:?} {handle}");
            }
        }
        assert_eq!(
            set_role(&test.world, admin, "boss", Role::Member).await,
            Err(Error::NotFound)
        );
        assert_eq!(
            [
                role_of(&test, "ada").await,
                role_of(&test, "mod").await,
                role_of(&test, "boss").await
            ],
            ["member", "moderator", "admin"]
        );
        set_role(&test.world, admin, "@Ada", Role::Moderator).await.unwrap();
        assert_eq!(role_of(&test, "ada").await, "moderator");
    });
}

#[test]
fn a_role_that_changes_signs_out_and_tokens_are_for_the_new_one() {
    run(async {
        let test = Test::new();
        let admin = test.staff("boss", Role::Admin).await;
        let ada = test.signed_up("ada").await.session;
        let wanted = token::Wanted {
            name: "A script".into(),
            scopes: domain::access::Scopes::ALL,
            days: None,
        };
        let secret = token::create(&test.world, &ada, wanted).await.unwrap();
        // the same role changes nothing
        set_role(&test.world, admin, "ada", Role::Member).await.unwrap();
        assert_eq!(sessions::list(&test.world, ada.user).await.unwrap().len(), 1);

        set_role(&test.world, admin, "ada", Role::Moderator).await.unwrap();
        assert!(sessions::list(&test.world, ada.user).await.unwrap().is_empty());
        let (world, guard) = test.world.guarded(ada.clone());
        assert!(people::list(&world, ada.viewer(), None, None).await.unwrap().is_none());
        assert!(read::home(&world, ada.viewer(), None).await.is_err() && guard.is_gone());
        assert_eq!(
            auth::bearer(&test.world, &secret).await.unwrap(),
            Viewer::signed_in(ada.user, Role::Moderator)
        );
    });
}

#[test]
fn the_last_admin_stays_one() {
    run(async {
        let test = Test::new();
        let one = test.staff("one", Role::Admin).await;
        let two = test.staff("two", Role::Admin).await;
        // two admins at once, each against the other: who comes second finds the last one
        set_role(&test.world, one, "two", Role::Member).await.unwrap();
        let refused = set_role(&test.world, two, "one", Role::Member).await;
        assert_eq!(refused, Err(Conflict::LastAdmin.into()));
        assert_eq!(suspend(&test.world, two, "one").await, Err(Conflict::LastAdmin.into()));
        assert_eq!(role_of(&test, "one").await, "admin");
        assert!(is_in_good_standing(&test, "one").await);

        // one who is suspended is none who could run the site
        set_role(&test.world, one, "two", Role::Admin).await.unwrap();
        suspend(&test.world, one, "two").await.unwrap();
        let three = test.staff("three", Role::Admin).await;
        set_role(&test.world, three, "one", Role::Moderator).await.unwrap();
        assert_eq!(
            suspend(&test.world, one, "three").await,
            Err(Conflict::LastAdmin.into())
        );
        assert_eq!(role_of(&test, "three").await, "admin");
    });
}

/// Whether somebody is not suspended.
async fn is_in_good_standing(test: &Test, handle: &str) -> bool {
    let sql = format!("select 1 as yes from users where handle = '{handle}' and suspended_at is null");
    !test.query::<serde_json::Value>(&sql).await.is_empty()
}

#[test]
fn only_make_token_makes_the_first_admin() {
    run(async {
        let test = Test::new();
        // the first on the internet is a member
        test.user("ada").await;
        assert_eq!(role_of(&test, "ada").await, "member");
        let issue = |role| {
            let secret = [u8::from(role == Role::Admin); 32];
            let id = uuid::Uuid::from_u128(9);
            token::issue("ada@example.org", None, id, secret, test.world.now(), Some(role))
                .unwrap()
                .1
        };
        test.world.db.batch(issue(Role::Admin)).await.unwrap();
        assert_eq!(role_of(&test, "ada").await, "admin");
        assert_eq!(test.count("sessions").await, 0, "what she was signed in as is over");
        test.world.db.batch(issue(Role::Moderator)).await.unwrap();
        assert_eq!(role_of(&test, "ada").await, "moderator");
    });
}

#[test]
fn moderators_suspend_members_and_admins_everybody_but_themselves() {
    run(async {
        let test = Test::new();
        let admin = test.staff("boss", Role::Admin).await;
        let moderator = test.staff("mod", Role::Moderator).await;
        test.staff("colleague", Role::Moderator).await;
        let ada = test.user("ada").await;
        test.user("bob").await;
        for (viewer, may) in [
            (Viewer::Anonymous, ""),
            (ada, ""),
            (moderator, "ada bob"),
            (admin, "ada bob mod colleague"),
        ] {
            for handle in ["ada", "bob", "mod", "colleague", "boss", "nobody"] {
                let expected = if may.split(' ').any(|allowed| allowed == handle) {
                    Ok(())
                } else {
                    Err(Error::NotFound)
                };
                // twice each is as good as once
                for _ in 0..2 {
                    assert_eq!(
                        suspend(&test.world, viewer, handle).await,
                        expected,
                        "{viewer:?} {handle}"
                    );
                }
                for _ in 0..2 {
                    assert_eq!(
                        reinstate(&test.world, viewer, handle).await,
                        expected,
                        "{viewer:?} {handle}"
                    );
                }
            }
        }
        assert!(is_in_good_standing(&test, "ada").await && is_in_good_standing(&test, "mod").await);
    });
}

#[test]
fn who_is_suspended_cannot_come_in_and_whatever_let_them_in_does_not_hold() {
    run(async {
        let test = Test::new();
        let moderator = test.staff("mod", Role::Moderator).await;
        let ada = test.signed_up("ada").await;
        let wanted = token::Wanted {
            name: "A script".into(),
            scopes: domain::access::Scopes::ALL,
            days: None,
        };
        let secret = token::create(&test.world, &ada.session, wanted).await.unwrap();
        let enter = |stretched: &'static str| {
            let world = test.world.clone();
            async move { sign_in(&world, CLIENT, "ada@example.org", &stretched.repeat(32)).await }
        };
        suspend(&test.world, moderator, "ada").await.unwrap();
        assert_eq!(enter("ab").await.unwrap_err(), Error::Suspended);
        assert_eq!(
            enter("ac").await.unwrap_err(),
            Error::WrongPassword,
            "others learn nothing"
        );
        assert_eq!(auth::bearer(&test.world, &secret).await, Err(Error::SignInFirst));
        let (world, guard) = test.world.guarded(ada.session.clone());
        assert!(read::home(&world, ada.session.viewer(), None).await.is_err() && guard.is_gone());
        assert!(sessions::renew(&test.world, &ada.session).await.unwrap().is_none());

        // a session that somebody was just about to get, by whatever door
        let late = format!(
            "insert into sessions (id, user_id, device, created_at, used_at, expires_at) \
             select '{}', id, '', 0, 0, 9e15 from users where handle = 'ada'",
            ada.session.id
        );
        test.query::<serde_json::Value>(&late).await;
        let (world, guard) = test.world.guarded(ada.session.clone());
        assert!(read::home(&world, ada.session.viewer(), None).await.is_err() && guard.is_gone());
        assert!(sessions::renew(&test.world, &ada.session).await.unwrap().is_none());

        reinstate(&test.world, moderator, "ada").await.unwrap();
        assert!(enter("ab").await.is_ok());
        assert!(auth::bearer(&test.world, &secret).await.is_ok());
    });
}

#[test]
fn what_a_suspended_person_showed_is_there_for_moderators_alone() {
    run(async {
        let test = Test::new();
        let moderator = test.staff("mod", Role::Moderator).await;
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let photo = test.ready(ada, b"one", Visibility::Public).await;
        let unlisted = test.ready(ada, b"two", Visibility::Unlisted).await;
        let private = test.ready(ada, b"three", Visibility::Private).await;
        let version = service::kept::home_version(&test.world).await.unwrap();
        assert_eq!(published(&test, &photo).await, "sudmp");
        suspend(&test.world, moderator, "ada").await.unwrap();
        assert!(
            service::kept::home_version(&test.world).await.unwrap() > version,
            "a kept page is stale"
        );
        for (viewer, open) in [
            (Viewer::Anonymous, ["", "", ""]),
            (bob, ["", "", ""]),
            (moderator, ["pful", "pfu", "u"]),
        ] {
            for (photo, open) in [&photo, &unlisted, &private].into_iter().zip(open) {
                assert_eq!(
                    test.doors(viewer, photo).await,
                    open,
                    "{viewer:?} {:?}",
                    photo.visibility
                );
            }
        }
        assert_eq!(published(&test, &photo).await, "");
        let file = photo.renditions[0].url.strip_prefix("/media/").unwrap();
        let media = read::media(&test.world, moderator, file).await.unwrap().unwrap();
        assert!(media.cache_control.starts_with("private") && !media.open && !media.listed);

        reinstate(&test.world, moderator, "ada").await.unwrap();
        assert_eq!(test.doors(bob, &photo).await, "pfuln");
        assert_eq!(test.doors(bob, &unlisted).await, "pfu");
        assert_eq!(test.doors(bob, &private).await, "u");
        assert_eq!(published(&test, &photo).await, "sudmp");
    });
}

#[test]
fn what_arrives_of_a_suspended_person_is_hidden_too() {
    run(async {
        let test = Test::new();
        let moderator = test.staff("mod", Role::Moderator).await;
        let ada = test.user("ada").await;
        suspend(&test.world, moderator, "ada").await.unwrap();
        // a request of hers that was under way
        let bytes = b"late";
        service::upload::receive(&test.world, ada, announce(bytes), &test.file(bytes))
            .await
            .unwrap();
        #[derive(serde::Deserialize)]
        struct Row {
            hidden: u8,
        }
        assert_eq!(test.query::<Row>("select hidden from photos").await[0].hidden, 1);
        reinstate(&test.world, moderator, "ada").await.unwrap();
        assert_eq!(test.query::<Row>("select hidden from photos").await[0].hidden, 0);
    });
}

#[test]
fn staff_alone_look_people_up() {
    run(async {
        let test = Test::new();
        let moderator = test.staff("mod", Role::Moderator).await;
        let ada = test.user("ada").await;
        test.outside.pass_seconds(1);
        test.user("bob").await;
        for viewer in [ada, Viewer::Anonymous] {
            for wanted in [None, Some("bob"), Some("bob@example.org")] {
                assert!(people::list(&test.world, viewer, wanted, None).await.unwrap().is_none());
            }
        }
        let find = async |wanted: Option<&str>| {
            let page = people::list(&test.world, moderator, wanted, None)
                .await
                .unwrap()
                .unwrap();
            page.items.into_iter().map(|person| person.handle).collect::<Vec<_>>()
        };
        assert_eq!(find(None).await[0], "bob");
        assert_eq!(find(None).await.len(), 3);
        for wanted in ["bob", "@Bob", " BOB@example.org "] {
            assert_eq!(find(Some(wanted)).await, ["bob"], "{wanted}");
        }
        for wanted in ["", "nobody", "%", "bob@example", "' or 1 = 1 --"] {
            assert!(find(Some(wanted)).await.is_empty(), "{wanted}");
        }
        let page = people::list(&test.world, moderator, Some("bob"), None)
            .await
            .unwrap()
            .unwrap();
        assert!(page.items[0].may_suspend && !page.items[0].may_change_role);
        let page = people::list(&test.world, moderator, Some("mod"), None)
            .await
            .unwrap()
            .unwrap();
        assert!(!page.items[0].may_suspend && !page.items[0].may_change_role);
    });
}
