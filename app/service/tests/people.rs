//! Roles, suspending and blocking: who may do it, and what is there for whom afterwards.

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
    people::{block, blocked, reinstate, set_role, suspend, unblock},
    read, sessions,
    sessions::Client,
    sitemap, token,
};
use support::{Test, announce, owner_id, run};

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

/// By which doors a photo of ada's can be reached: its page, its file, her page, her list in the API, the newest photos.
async fn doors(test: &Test, viewer: Viewer, photo: &PhotoView) -> String {
    let file = photo.renditions[0].url.strip_prefix("/media/").unwrap();
    let has = |found: &[PhotoView]| found.iter().any(|item| item.id == photo.id);
    let page = read::person(&test.world, viewer, "ada", None).await.unwrap();
    let listed = read::person_list(&test.world, viewer, "ada", None, 100).await.unwrap();
    let newest = read::home(&test.world, viewer, None).await.unwrap();
    let doors = [
        ('p', read::photo(&test.world, viewer, photo.id).await.unwrap().is_some()),
        ('f', read::media(&test.world, viewer, file).await.unwrap().is_some()),
        ('u', page.is_some()),
        ('l', listed.is_some_and(|(_, photos)| has(&photos.items))),
        ('n', has(&newest.items)),
    ];
    doors.iter().filter(|(_, open)| *open).map(|(door, _)| door).collect()
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
        let secret = token::create(&test.world, ada.user, wanted).await.unwrap();
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
        let secret = token::create(&test.world, ada.session.user, wanted).await.unwrap();
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
        let version = read::home_version(&test.world).await.unwrap();
        assert_eq!(published(&test, &photo).await, "sudmp");
        suspend(&test.world, moderator, "ada").await.unwrap();
        assert!(
            read::home_version(&test.world).await.unwrap() > version,
            "a kept page is stale"
        );
        for (viewer, open) in [
            (Viewer::Anonymous, ["", "", ""]),
            (bob, ["", "", ""]),
            (moderator, ["pful", "pfu", "u"]),
        ] {
            for (photo, open) in [&photo, &unlisted, &private].into_iter().zip(open) {
                assert_eq!(
                    doors(&test, viewer, photo).await,
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
        assert_eq!(doors(&test, bob, &photo).await, "pfuln");
        assert_eq!(doors(&test, bob, &unlisted).await, "pfu");
        assert_eq!(doors(&test, bob, &private).await, "u");
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
fn who_is_blocked_meets_nothing_of_the_blocker_who_meets_nothing_of_theirs_in_lists() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.user("ada").await, test.user("bob").await);
        let moderator = test.staff("mod", Role::Moderator).await;
        let photo = test.ready(ada, b"one", Visibility::Public).await;
        let unlisted = test.ready(ada, b"two", Visibility::Unlisted).await;
        let scoped = {
            let wanted = token::Wanted {
                name: "A script".into(),
                scopes: domain::access::Scopes::parse("upload"),
                days: None,
            };
            let secret = token::create(&test.world, owner_id(bob), wanted).await.unwrap();
            auth::bearer(&test.world, &secret).await.unwrap()
        };

        block(&test.world, ada, "bob").await.unwrap();
        block(&test.world, ada, "@Bob").await.unwrap();
        for (viewer, open) in [
            (bob, ["", ""]),
            (scoped, ["", ""]),
            (Viewer::Anonymous, ["pfuln", "pfu"]),
            (ada, ["pfuln", "pful"]),
        ] {
            assert_eq!(doors(&test, viewer, &photo).await, open[0], "{viewer:?}");
            assert_eq!(doors(&test, viewer, &unlisted).await, open[1], "{viewer:?}");
        }
        // as little as she, bob can do anything to her; that she cannot hide from those who keep order
        assert_eq!(block(&test.world, bob, "ada").await, Err(Error::NotFound));
        block(&test.world, ada, "mod").await.unwrap();
        assert_eq!(doors(&test, moderator, &photo).await, "pfuln");
        unblock(&test.world, ada, "bob").await.unwrap();
        unblock(&test.world, ada, "bob").await.unwrap();
        assert_eq!(doors(&test, bob, &photo).await, "pfuln");

        // now bob has enough of her: he meets her photos only where he goes to look
        block(&test.world, bob, "ada").await.unwrap();
        assert_eq!(doors(&test, bob, &photo).await, "pfu");
        assert_eq!(doors(&test, ada, &photo).await, "pfuln");
        let tools = read::person(&test.world, bob, "ada", None).await.unwrap().unwrap().2;
        assert!(tools.unblock && !tools.block && !tools.oversee && !tools.suspended);
    });
}

#[test]
fn a_page_is_filled_though_many_of_its_photos_are_left_out() {
    run(async {
        let test = Test::new();
        let (ada, bob, eve) = (test.user("ada").await, test.user("bob").await, test.user("eve").await);
        let mut seen = Vec::new();
        for number in 0..9_u8 {
            test.outside.pass_seconds(1);
            // every third one is ada's
            let owner = if number % 3 == 0 { ada } else { eve };
            let photo = test.ready(owner, &[number], Visibility::Public).await;
            if number % 3 == 0 {
                seen.insert(0, photo.id);
            }
        }
        block(&test.world, bob, "eve").await.unwrap();
        let page = async |cursor: Option<String>| {
            let page = read::list(&test.world, bob, cursor.as_deref(), 2).await.unwrap();
            (page.items.iter().map(|photo| photo.id).collect::<Vec<_>>(), page.next)
        };
        let (first, next) = page(None).await;
        assert_eq!(first, seen[..2]);
        let (second, next) = page(Some(next.unwrap())).await;
        assert_eq!((second.as_slice(), next), (&seen[2..], None));

        // where nearly everything is left out, a page ends short rather than reading on for ever, and the next one goes on
        for number in 100..120 {
            test.outside.pass_seconds(1);
            test.ready(eve, &[number], Visibility::Public).await;
        }
        let (mut all, mut cursor, mut pages) = (Vec::new(), None, 0);
        loop {
            let (photos, next) = page(cursor).await;
            all.extend(photos);
            pages += 1;
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(all, seen);
        assert!(pages > 3, "{pages}");
    });
}

#[test]
fn blocking_asks_for_somebody_else_and_has_an_end() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.user("bob").await;
        for handle in ["ada", "nobody", "", "bob'; drop table blocks; --"] {
            assert_eq!(block(&test.world, ada, handle).await, Err(Error::NotFound), "{handle}");
            unblock(&test.world, ada, handle).await.unwrap();
        }
        assert_eq!(
            block(&test.world, Viewer::Anonymous, "bob").await,
            Err(Error::SignInFirst)
        );
        assert!(unblock(&test.world, Viewer::Anonymous, "bob").await.is_err());
        assert!(blocked(&test.world, Viewer::Anonymous, None).await.is_err());
        assert_eq!(test.count("blocks").await, 0);

        let many = "with recursive n (n) as (select 1 union all select n + 1 from n where n < 1000) ";
        test.query::<serde_json::Value>(&format!(
            "insert into users (id, email, handle, name, created_at) {many} \
             select printf('%032x', n), printf('%d@x.org', n), printf('user%d', n), 'N', n from n"
        ))
        .await;
        test.query::<serde_json::Value>(&format!(
            "insert into blocks (blocker_id, blocked_id, created_at) {many} \
             select (select id from users where handle = 'ada'), printf('%032x', n), n from n"
        ))
        .await;
        assert_eq!(
            block(&test.world, ada, "bob").await,
            Err(Conflict::TooManyBlocks.into())
        );
        block(&test.world, ada, "user7").await.unwrap();

        let (mut listed, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let page = blocked(&test.world, ada, cursor.as_deref()).await.unwrap();
            listed.extend(page.items.into_iter().map(|row| row.handle));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (1..=1000).rev().map(|number| format!("user{number}")).collect();
        assert_eq!(listed, expected);
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
