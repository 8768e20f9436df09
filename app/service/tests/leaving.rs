//! Asking for one's account to be deleted: what is gone at once, and staying after all.

mod support;

use domain::{
    access::{Role, Scopes, Viewer},
    leaving::{DAYS_TO_STAY, goes_at},
    photo::Visibility,
    session::Session,
    time::{DAY_MILLIS, Timestamp},
};
use service::{
    Error,
    account::sign_in,
    auth,
    confirm::{self, CONFIRMED_SECONDS},
    error::{Conflict, Invalid},
    feed,
    leave::{Status, is_open, leave, status, stay},
    read,
    sessions::{Client, SignedIn, renew},
    sitemap,
    sql::sessions::NewSession,
    token::{self, Wanted},
};
use std::sync::atomic::Ordering;
use support::{START, Test, run};

const PHONE: Client<'static> = Client {
    ip: "192.0.2.7",
    device: "A phone",
};

async fn again(test: &Test, handle: &str) -> service::Result<SignedIn> {
    sign_in(&test.world, PHONE, &format!("{handle}@example.org"), &"ab".repeat(32)).await
}

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn api_token(test: &Test, session: &Session) -> String {
    let wanted = Wanted {
        name: "program".into(),
        scopes: Scopes::ALL,
        days: None,
    };
    token::create(&test.world, session, wanted).await.unwrap()
}

/// Everything in the database but sessions, versions and what was used, as text.
async fn everything(test: &Test) -> Vec<String> {
    let mut all = Vec::new();
    for table in test.tables().await {
        if !["sessions", "usage", "versions"].contains(&table.as_str()) {
            for row in test.query::<serde_json::Value>(&format!("select * from {table}")).await {
                all.push(format!("{table} {row}"));
            }
        }
    }
    all.sort();
    all
}

/// What anybody can find of somebody: photos in lists, their page, feed and sitemap, a photo by its address, and a file.
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail anywhere")]
async fn found(test: &Test, viewer: Viewer, handle: &str, photo: &domain::view::PhotoView) -> [bool; 8] {
    let world = &test.world;
    let day = Timestamp::of_day(START / DAY_MILLIS);
    let file = photo.renditions[0].url.trim_start_matches("/media/");
    let home = read::home(world, viewer, None).await.unwrap().items;
    [
        home.iter().any(|listed| listed.id == photo.id),
        read::person(world, viewer, handle, None).await.unwrap().is_some(),
        feed::of_person(world, handle).await.unwrap().is_some(),
        sitemap::people(world).await.unwrap().iter().any(|name| name == handle),
        sitemap::photos_of(world, day)
            .await
            .unwrap()
            .iter()
            .any(|listed| listed.page == photo.url),
        test.photo(viewer, photo.id).await.is_some(),
        service::own::photo(world, viewer, photo.id).await.unwrap().is_some(),
        read::media(world, viewer, file).await.unwrap().is_some(),
    ]
}

#[test]
fn nobody_meets_them_from_that_moment() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.signed_up("ada").await.session, test.user("bob").await);
        let photo = test.ready(ada.viewer(), b"one", Visibility::Public).await;
        let unlisted = test.ready(ada.viewer(), b"two", Visibility::Unlisted).await;
        let others = test.ready(bob, b"three", Visibility::Public).await;
        assert_eq!(found(&test, Viewer::Anonymous, "ada", &photo).await, [true; 8]);
        let dropped = test.kv.near_dropped.load(Ordering::SeqCst);
        let version = service::kept::home_version(&test.world).await.unwrap();

        leave(&test.world, &ada, "@Ada ").await.unwrap();
        for viewer in [Viewer::Anonymous, bob, ada.viewer()] {
            assert_eq!(found(&test, viewer, "ada", &photo).await, [false; 8], "{viewer:?}");
            assert!(test.photo(viewer, unlisted.id).await.is_none());
            assert_eq!(found(&test, viewer, "bob", &others).await, [true; 8]);
        }
        assert!(test.kv.near_dropped.load(Ordering::SeqCst) > dropped);
        assert!(service::kept::home_version(&test.world).await.unwrap() > version);
    });
}

#[test]
fn they_are_signed_out_everywhere_and_their_tokens_do_not_work() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let phone = again(&test, "ada").await.unwrap().session;
        let token = api_token(&test, &ada).await;
        leave(&test.world, &ada, "ada").await.unwrap();
        assert_eq!(auth::bearer(&test.world, &token).await, Err(Error::SignInFirst));
        for session in [ada.clone(), phone] {
            assert!(renew(&test.world, &session).await.unwrap().is_none());
            let (world, guard) = test.world.guarded(session.clone());
            assert!(read::home(&world, session.viewer(), None).await.is_err());
            assert!(guard.is_gone());
        }
        test.outside.pass_seconds(support::DELAY_SECONDS);
        assert!(
            !auth::holds(&test.world, &ada).await.unwrap(),
            "and KV knows of it by now"
        );
    });
}

#[test]
fn only_who_types_their_own_handle_leaves_and_twice_is_once() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        test.user("bob").await;
        let before = everything(&test).await;
        for typed in ["", "bob", "ada@example.org", "ad", "' or 1=1 --"] {
            let left = leave(&test.world, &ada, typed).await;
            assert_eq!(left, Err(Invalid::HandleToLeave.into()), "{typed}");
        }
        assert_eq!(everything(&test).await, before);
        leave(&test.world, &ada, "ada").await.unwrap();
        let first = everything(&test).await;
        assert_ne!(first, before);
        test.outside.pass_seconds(60);
        let again = leave(&test.world, &ada, "ada").await;
        assert_eq!(again, Err(Error::ConfirmFirst), "they are signed out by now");
        assert_eq!(everything(&test).await, first);
    });
}

/// Who finds a browser that is signed in can read the handle there, and still deletes nothing.
#[test]
fn only_who_has_just_shown_that_it_is_them_leaves() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let before = everything(&test).await;
        test.outside.pass_seconds(CONFIRMED_SECONDS);
        assert_eq!(leave(&test.world, &ada, "ada").await, Err(Error::ConfirmFirst));
        assert_eq!(everything(&test).await, before);
        confirm::by_password(&test.world, PHONE, &ada, &"ab".repeat(32))
            .await
            .unwrap();
        leave(&test.world, &ada, "ada").await.unwrap();
    });
}

/// The site keeps an admin, as it does when one is suspended.
#[test]
fn the_last_admin_does_not_leave() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.signed_up("ada").await.session, test.signed_up("bob").await.session);
        test.query::<()>("update users set role = 'admin' where handle = 'ada'")
            .await;
        let before = everything(&test).await;
        assert_eq!(leave(&test.world, &ada, "ada").await, Err(Conflict::LastAdmin.into()));
        assert_eq!(everything(&test).await, before);
        let (world, guard) = test.world.guarded(ada.clone());
        read::home(&world, ada.viewer(), None).await.unwrap();
        assert!(!guard.is_gone(), "and stays signed in");
        test.query::<()>("update users set role = 'admin' where handle = 'bob'")
            .await;
        leave(&test.world, &ada, "ada").await.unwrap();
        // whoever is leaving is no admin for the others
        assert_eq!(leave(&test.world, &bob, "bob").await, Err(Conflict::LastAdmin.into()));
    });
}

/// Suspended and leaving at once, in whichever order they end: hidden as long as one of both holds.
#[test]
fn who_is_suspended_and_leaves_is_hidden_until_neither_holds() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let photo = test.ready(ada.viewer(), b"one", Visibility::Public).await;
        leave(&test.world, &ada, "ada").await.unwrap();
        let back = again(&test, "ada").await.unwrap().session;
        test.query::<()>("update users set suspended_at = 1").await;
        // a suspended session does not hold, so they can only stay by a race; even then they stay hidden
        for statement in service::sql::leaving::stay(ada.user, test.world.now()) {
            test.world.db.run(statement).await.unwrap();
        }
        assert_eq!(found(&test, Viewer::Anonymous, "ada", &photo).await, [false; 8]);
        assert!(matches!(stay(&test.world, &back).await, Err(Error::NotFound)));
        let moderator = Viewer::signed_in(support::owner_id(test.user("bob").await), Role::Moderator);
        service::people::reinstate(&test.world, moderator, "ada").await.unwrap();
        assert_eq!(found(&test, Viewer::Anonymous, "ada", &photo).await, [true; 8]);
    });
}

/// Those who keep order see who is suspended, but nobody sees who is leaving.
#[test]
fn nobody_finds_them_among_people_either() {
    run(async {
        let test = Test::new();
        let (ada, bob) = (test.signed_up("ada").await.session, test.user("bob").await);
        service::people::block(&test.world, bob, "ada").await.unwrap();
        leave(&test.world, &ada, "ada").await.unwrap();
        let admin = Viewer::signed_in(support::owner_id(bob), Role::Admin);
        for wanted in [None, Some("ada"), Some("ada@example.org")] {
            let people = service::people::list(&test.world, admin, wanted, None)
                .await
                .unwrap()
                .unwrap();
            assert!(people.items.iter().all(|person| person.handle != "ada"), "{wanted:?}");
        }
        assert_eq!(
            service::people::suspend(&test.world, admin, "ada").await,
            Err(Error::NotFound)
        );
        let blocked = service::people::blocked(&test.world, bob, None).await.unwrap();
        assert!(blocked.items.is_empty());
    });
}

#[test]
fn signed_in_again_they_can_do_nothing_but_stay_and_then_everything_is_as_before() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let photo = test.ready(ada.viewer(), b"one", Visibility::Public).await;
        test.ready(ada.viewer(), b"two", Visibility::Private).await;
        let token = api_token(&test, &ada).await;
        let before = everything(&test).await;
        let asked = test.world.now();
        leave(&test.world, &ada, "ada").await.unwrap();

        test.outside.pass_seconds((DAYS_TO_STAY * 86_400) - 1);
        let back = again(&test, "ada").await.unwrap().session;
        assert_eq!(back.leaving, Some(goes_at(asked)));
        assert_eq!(back.viewer(), Viewer::Anonymous);
        assert_eq!(found(&test, back.viewer(), "ada", &photo).await, [false; 8]);
        let Ok(Status::Leaving(end)) = status(&test.world, &back).await else {
            panic!("they have not said that they stay")
        };
        assert_eq!(end, goes_at(asked));
        // a token that is renewed says the same
        assert_eq!(
            renew(&test.world, &back).await.unwrap().unwrap().session.leaving,
            back.leaving
        );

        let dropped = test.kv.near_dropped.load(Ordering::SeqCst);
        let stays = stay(&test.world, &back).await.unwrap().session;
        assert_eq!((stays.id, stays.leaving), (back.id, None));
        assert!(test.kv.near_dropped.load(Ordering::SeqCst) > dropped);
        assert_eq!(everything(&test).await, before);
        assert_eq!(found(&test, Viewer::Anonymous, "ada", &photo).await, [true; 8]);
        assert!(auth::bearer(&test.world, &token).await.is_ok());
        let (world, guard) = test.world.guarded(stays.clone());
        read::home(&world, stays.viewer(), None).await.unwrap();
        assert!(!guard.is_gone());
        // another device learns of it, and asking twice does no harm
        assert!(matches!(status(&test.world, &back).await, Ok(Status::Stays(_))));
        assert!(stay(&test.world, &back).await.is_ok());
        // and the sweep has nothing to do any more
        test.outside.pass_seconds(86_400);
        service::sweep::run(&test.world).await.unwrap();
        assert_eq!(found(&test, Viewer::Anonymous, "ada", &photo).await, [true; 8]);
    });
}

#[test]
fn after_two_weeks_it_is_too_late() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        test.ready(ada.viewer(), b"one", Visibility::Public).await;
        leave(&test.world, &ada, "ada").await.unwrap();
        let back = again(&test, "ada").await.unwrap().session;
        test.outside.pass_seconds(DAYS_TO_STAY * 86_400);
        let before = everything(&test).await;
        assert!(matches!(again(&test, "ada").await, Err(Error::WrongPassword)));
        assert!(matches!(stay(&test.world, &back).await, Err(Error::NotFound)));
        assert!(matches!(status(&test.world, &back).await, Err(Error::NotFound)));
        assert_eq!(everything(&test).await, before);
    });
}

#[test]
fn whoever_signs_in_or_uploads_at_that_moment_gets_nowhere() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let now = test.world.now();
        leave(&test.world, &ada, "ada").await.unwrap();
        // a token that was made just before says nothing of leaving: its session is none
        for leaving in [false, true] {
            let session = service::sql::sessions::insert(&NewSession {
                id: ada.id,
                user: ada.user,
                leaving,
                device: "",
                now,
                ends: now.plus_seconds(60),
            });
            assert_eq!(test.world.db.run(session).await.unwrap().changes, u64::from(leaving));
        }
        // an upload that began before is hidden like the others
        let viewer = Viewer::member(ada.user);
        let announced = support::announce(b"late");
        let received = service::upload::receive(&test.world, viewer, announced, &test.file(b"late")).await;
        assert_eq!(received, Err(Error::NotFound));
        let photos: Vec<serde_json::Value> = test.query("select state, hidden from photos").await;
        assert_eq!(photos, [serde_json::json!({"state": "queued", "hidden": 1})]);
        let stays = stay(&test.world, &ada).await.unwrap().session;
        let own = read::person(&test.world, stays.viewer(), "ada", None).await.unwrap();
        assert_eq!(own.unwrap().1.items.len(), 1);
    });
}

#[test]
fn who_leaves_may_ask_for_little() {
    for path in ["/settings/leave", "/fn/stay", "/fn/sign-out", "/privacy"] {
        assert!(is_open(path), "{path}");
    }
    for path in [
        "/",
        "/upload",
        "/settings/leave/",
        "/settings/images",
        "/settings/privacy",
        "/fn/leave",
        "/fn/edit-photo",
        "/api/v1/photos",
        "/media/o/0",
        "/users/ada",
    ] {
        assert!(!is_open(path), "{path}");
    }
}
