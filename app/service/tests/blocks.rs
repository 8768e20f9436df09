//! Blocking: what is there for whom afterwards, and that lists stay whole.

mod support;

use domain::{
    access::{Role, Viewer},
    photo::Visibility,
};
use service::{
    Error, auth,
    error::Conflict,
    people::{block, blocked, unblock},
    read, token,
};
use support::{Test, run};

#[test]
fn who_is_blocked_meets_nothing_of_the_blocker_who_meets_nothing_of_theirs_in_lists() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let session = test.signed_up("bob").await.session;
        let bob = session.viewer();
        let moderator = test.staff("mod", Role::Moderator).await;
        let photo = test.ready(ada, b"one", Visibility::Public).await;
        let unlisted = test.ready(ada, b"two", Visibility::Unlisted).await;
        let scoped = {
            let wanted = token::Wanted {
                name: "A script".into(),
                scopes: domain::access::Scopes::parse("upload"),
                days: None,
            };
            let secret = token::create(&test.world, &session, wanted).await.unwrap();
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
            assert_eq!(test.doors(viewer, &photo).await, open[0], "{viewer:?}");
            assert_eq!(test.doors(viewer, &unlisted).await, open[1], "{viewer:?}");
        }
        // as little as she, bob can do anything to her; that she cannot hide from those who keep order
        assert_eq!(block(&test.world, bob, "ada").await, Err(Error::NotFound));
        block(&test.world, ada, "mod").await.unwrap();
        assert_eq!(test.doors(moderator, &photo).await, "pfuln");
        unblock(&test.world, ada, "bob").await.unwrap();
        unblock(&test.world, ada, "bob").await.unwrap();
        assert_eq!(test.doors(bob, &photo).await, "pfuln");

        // now bob has enough of her: he meets her photos only where he goes to look
        block(&test.world, bob, "ada").await.unwrap();
        assert_eq!(test.doors(bob, &photo).await, "pfu");
        assert_eq!(test.doors(ada, &photo).await, "pfuln");
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
