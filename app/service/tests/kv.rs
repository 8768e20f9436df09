//! KV is late: by a minute in every test, and here by any time up to that. Nothing depends on how late it is.

mod support;

use domain::{access::Viewer, photo::Visibility};
use service::{
    auth,
    kept::{self, Kept},
    photos::{Change, delete, edit},
    ports::{KeptPage, PageCache},
    sessions,
};
use std::sync::atomic::Ordering;
use support::{DELAY_SECONDS, Test, run};

const HOME: Kept = Kept::Home("en");

/// At once, soon, and as late as it can be.
const DELAYS: [i64; 4] = [0, 1, 59, DELAY_SECONDS];

#[expect(clippy::unwrap_used, reason = "a test may fail anywhere")]
async fn rendered(test: &Test, text: &str) -> KeptPage {
    KeptPage {
        release: "1.0".into(),
        version: kept::home_version(&test.world).await.unwrap(),
        nonce: "nonce".into(),
        text: text.into(),
    }
}

/// What a location shows that has nothing of its own.
async fn elsewhere(test: &Test) -> Option<(String, bool)> {
    test.kv.forget_near();
    let found = kept::find(&test.world, HOME).await?;
    Some((found.page.text, found.stale))
}

#[test]
fn a_session_that_was_signed_out_does_nothing_however_late_kv_is() {
    for delay in DELAYS {
        run(async {
            let test = Test::new();
            test.kv.is_late_by(delay);
            let ada = test.signed_up("ada").await.session;
            sessions::sign_out(&test.world, &ada).await.unwrap();
            assert_eq!(auth::holds(&test.world, &ada).await.unwrap(), delay > 0);
            let (world, guard) = test.world.guarded(ada.clone());
            assert!(service::settings::read(&world, ada.viewer()).await.is_err());
            assert!(guard.is_gone());
            test.outside.pass_seconds(delay);
            assert!(!auth::holds(&test.world, &ada).await.unwrap());
        });
    }
}

#[test]
fn a_page_in_kv_that_is_not_the_newest_is_never_shown() {
    for delay in DELAYS {
        run(async {
            let test = Test::new();
            test.kv.is_late_by(delay);
            let ada = test.user("ada").await;
            kept::keep(&test.world, HOME, &rendered(&test, "none").await)
                .await
                .unwrap();
            test.outside.pass_seconds(delay);
            assert_eq!(elsewhere(&test).await, Some(("none".into(), false)));
            test.ready(ada, b"one", Visibility::Public).await;
            for _ in 0..=delay {
                assert_eq!(elsewhere(&test).await, None);
                test.outside.pass_seconds(1);
            }
            // a page of before the change, that was rendered slowly, is not kept
            let slow = KeptPage {
                version: 0,
                ..rendered(&test, "none").await
            };
            kept::keep(&test.world, HOME, &slow).await.unwrap();
            test.outside.pass_seconds(delay);
            assert_eq!(elsewhere(&test).await, None);
        });
    }
}

#[test]
fn kv_is_written_once_in_five_minutes_for_all_locations() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.kv.is_late_by(0);
        kept::keep(&test.world, HOME, &rendered(&test, "none").await)
            .await
            .unwrap();
        test.outside.pass_seconds(299);
        test.ready(ada, b"one", Visibility::Public).await;
        kept::keep(&test.world, HOME, &rendered(&test, "one").await)
            .await
            .unwrap();
        assert_eq!(elsewhere(&test).await, None);
        test.outside.pass_seconds(1);
        kept::keep(&test.world, HOME, &rendered(&test, "one").await)
            .await
            .unwrap();
        assert_eq!(elsewhere(&test).await, Some(("one".into(), false)));
    });
}

#[test]
fn a_feed_is_written_to_kv_once_in_an_hour_for_all_locations() {
    run(async {
        let test = Test::new();
        test.kv.is_late_by(0);
        let keeps = async |feed: Kept, text: &str| {
            kept::keep(&test.world, feed, &rendered(&test, text).await)
                .await
                .unwrap();
            let found = test.kv.far(&feed.name()).await.unwrap();
            found.map(|page| page.text)
        };
        let (atom, json) = (Kept::AtomFeed("en"), Kept::JsonFeed("en"));
        assert_eq!(keeps(atom, "first").await, Some("first".into()));
        test.outside.pass_seconds(3599);
        assert_eq!(keeps(atom, "second").await, Some("first".into()));
        assert_eq!(keeps(json, "other").await, Some("other".into()), "each by itself");
        assert_eq!(keeps(Kept::AtomFeed("zh-Hans"), "一").await, Some("一".into()));
        test.outside.pass_seconds(1);
        assert_eq!(keeps(atom, "third").await, Some("third".into()));
    });
}

#[test]
fn pages_and_feeds_of_a_busy_day_leave_room_for_those_who_sign_out() {
    run(async {
        let test = Test::new();
        let languages = ["en", "zh-Hans"];
        for _ in 0..288 {
            for what in languages.into_iter().flat_map(Kept::all) {
                kept::keep(&test.world, what, &rendered(&test, "all").await)
                    .await
                    .unwrap();
            }
            test.outside.pass_seconds(300);
        }
        let written = test.kv.written.load(Ordering::SeqCst);
        assert_eq!(written, 2 * 288 + 4 * 24);
        // a day of the largest kind that fits has 200 people, and the cron writes at most once an hour
        assert!(written + 200 + 24 < 950, "{written}");
    });
}

#[test]
fn without_the_database_the_page_from_kv_is_shown_unless_something_on_it_was_hidden() {
    for delay in DELAYS {
        run(async {
            let test = Test::new();
            test.kv.is_late_by(delay);
            let ada = test.user("ada").await;
            let one = test.ready(ada, b"one", Visibility::Public).await;
            let two = test.ready(ada, b"two", Visibility::Public).await;
            for hidden in [one.id, two.id] {
                test.outside.pass_seconds(600);
                kept::keep(&test.world, HOME, &rendered(&test, "both").await)
                    .await
                    .unwrap();
                test.outside.pass_seconds(delay);
                *test.db.away.lock().unwrap() = true;
                assert_eq!(elsewhere(&test).await, Some(("both".into(), true)));
                *test.db.away.lock().unwrap() = false;
                if hidden == one.id {
                    let private = Change {
                        visibility: Some(Visibility::Private),
                        ..Change::default()
                    };
                    edit(&test.world, ada, hidden, private).await.unwrap();
                } else {
                    delete(&test.world, ada, hidden).await.unwrap();
                }
                test.outside.pass_seconds(delay);
                *test.db.away.lock().unwrap() = true;
                assert_eq!(elsewhere(&test).await, None);
                assert!(service::read::home(&test.world, Viewer::Anonymous, None).await.is_err());
                *test.db.away.lock().unwrap() = false;
            }
        });
    }
}
