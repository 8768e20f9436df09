//! The circuit breaker before the image service: who asks while it does not answer, and what becomes of all who wait.

mod support;

use domain::{
    breaker::OPENS_AFTER,
    id::PhotoId,
    photo::{PhotoState, Visibility},
    reason::Reason,
};
use service::{
    late,
    process::{Answer, handle},
    sweep,
};
use support::{Test, run};

/// Every try is made good in a second, and probes come after 30, 60 and 120.
const DELAYS: [(&str, &str); 2] = [("RETRY_DELAYS", "1,1,1,1,1,1,1,1"), ("PROBE_DELAYS", "30,60,120")];

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Job {
    state: String,
    tries: u32,
}

#[expect(clippy::indexing_slicing, reason = "a test may fail anywhere")]
async fn job(test: &Test, photo: PhotoId) -> (String, u32) {
    let rows: Vec<Job> = test
        .query(&format!("select state, tries from jobs where photo_id = '{photo}'"))
        .await;
    (rows[0].state.clone(), rows[0].tries)
}

async fn deliver(test: &Test, photo: PhotoId) -> Answer {
    let (answer, error) = handle(&test.world, photo).await;
    assert_eq!(error, None);
    answer
}

async fn is_late(test: &Test) -> bool {
    late::thumbnails(&test.world).await == Ok(true)
}

/// A site whose image service has just been found away, and three photos: the last one was not tried.
async fn open() -> (Test, [PhotoId; 3]) {
    let test = Test::with(&DELAYS);
    let ada = test.user("ada").await;
    let one = test.upload(ada, b"one").await.id;
    let two = test.upload(ada, b"two").await.id;
    let three = test.upload(ada, b"three").await.id;
    for (number, photo) in [one, two, one, two, one].into_iter().enumerate() {
        assert!(!is_late(&test).await, "after {number} failures");
        assert!(matches!(deliver(&test, photo).await, Answer::RetryIn(_)));
        test.outside.pass_seconds(1);
    }
    assert!(is_late(&test).await);
    test.outside.rung.lock().map(|mut rung| rung.clear()).ok();
    (test, [one, two, three])
}

fn rung(test: &Test) -> Vec<PhotoId> {
    test.outside.rung.lock().map(|rung| rung.clone()).unwrap_or_default()
}

#[test]
fn while_it_is_open_photos_wait_and_lose_no_try() {
    run(async {
        let (test, [one, two, three]) = open().await;
        let asked = test.outside.tickets.lock().map(|tickets| tickets.len());
        for photo in [two, three] {
            assert_eq!(deliver(&test, photo).await, Answer::Ack, "whoever finds out rings");
        }
        assert_eq!(job(&test, two).await, ("queued".into(), 2));
        assert_eq!(job(&test, three).await, ("queued".into(), 0));
        assert_eq!(
            deliver(&test, one).await,
            Answer::RetryIn(30),
            "the message that will be the probe"
        );
        assert_eq!(
            test.outside.tickets.lock().map(|tickets| tickets.len()).ok(),
            asked.ok()
        );
    });
}

#[test]
fn probes_are_one_at_a_time_and_become_rarer() {
    run(async {
        let (test, [one, two, three]) = open().await;
        let probes = [(one, 29, 60), (two, 60, 120), (three, 120, 120), (one, 120, 120)];
        for (photo, after, next) in probes {
            test.outside.pass_seconds(after);
            let before = test.outside.tickets.lock().map_or(0, |tickets| tickets.len());
            assert_eq!(deliver(&test, photo).await, Answer::RetryIn(next));
            for other in [one, two, three] {
                deliver(&test, other).await;
            }
            let asked = test.outside.tickets.lock().map_or(0, |tickets| tickets.len()) - before;
            assert_eq!(asked, 1, "in {after} s");
        }
    });
}

#[test]
fn a_probe_under_way_is_the_only_one_and_one_that_dies_is_made_again() {
    run(async {
        let (test, [one, two, _]) = open().await;
        test.outside.pass_seconds(40);
        // the probe begins, and its Worker dies
        let now = test.world.now();
        let until = now.plus_seconds(test.world.config.lease_seconds);
        let begun = vec![
            service::sql::image_service::probe(one, now, until),
            service::sql::jobs::claim(one, now, until),
        ];
        let rows = test.world.db.batch(begun).await.map(|rows| rows.len());
        assert_eq!(rows, Ok(2));
        test.outside.images_work();
        assert_eq!(deliver(&test, two).await, Answer::Ack);
        assert_eq!(job(&test, two).await.1, 2, "not while there is one");
        test.outside.pass_seconds(test.world.config.lease_seconds);
        assert_eq!(deliver(&test, two).await, Answer::Ack);
        assert_eq!(job(&test, two).await.0, "done", "another one's turn");
        assert!(!is_late(&test).await);
    });
}

#[test]
fn the_first_answer_closes_it_and_rings_for_all_who_wait() {
    run(async {
        let (test, [one, two, three]) = open().await;
        test.outside.pass_seconds(40);
        test.outside.images_work();
        assert_eq!(deliver(&test, one).await, Answer::Ack);
        assert!(!is_late(&test).await);
        let waiting = rung(&test);
        assert_eq!(waiting.len(), 2);
        assert!(waiting.contains(&two) && waiting.contains(&three));
        for photo in waiting {
            assert_eq!(deliver(&test, photo).await, Answer::Ack);
            assert_eq!(job(&test, photo).await.0, "done");
        }
    });
}

#[test]
fn the_cron_rings_for_one_while_it_is_open_and_for_all_when_it_is_closed() {
    run(async {
        let (test, _) = open().await;
        test.outside.pass_seconds(3600);
        let swept = sweep::run(&test.world).await.map(|swept| swept.rung);
        assert_eq!((swept, rung(&test).len()), (Ok(3), 1));
        test.outside.images_work();
        for photo in rung(&test) {
            deliver(&test, photo).await;
        }
        assert_eq!(rung(&test).len(), 3, "the others as soon as it answers");
    });
}

#[test]
fn one_that_is_busy_or_refuses_a_file_is_well_and_one_that_lies_is_not() {
    run(async {
        for (status, body, opens) in [(503, "busy", false), (502, "bad gateway", true), (200, "{}", true)] {
            let test = Test::with(&[("RETRY_DELAYS", "1,1,1,1,1,1,1,1")]);
            let ada = test.user("ada").await;
            let photo = test.upload(ada, b"one").await.id;
            test.outside.images_answer(move |_| Ok((status, body.into())));
            for _ in 0..OPENS_AFTER {
                deliver(&test, photo).await;
                test.outside.pass_seconds(1);
            }
            assert_eq!(is_late(&test).await, opens, "{status} {body}");
        }
        let test = Test::new();
        let ada = test.user("ada").await;
        for number in 0..OPENS_AFTER {
            let bad = test.upload(ada, &number.to_be_bytes()).await;
            test.outside.images_refuse(Reason::Damaged);
            deliver(&test, bad.id).await;
            assert_eq!(
                test.photo(ada, bad.id).await.map(|photo| photo.state),
                Some(PhotoState::Failed)
            );
        }
        assert!(!is_late(&test).await);
    });
}

#[test]
fn failures_count_only_in_a_row() {
    run(async {
        let test = Test::with(&DELAYS);
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"one").await.id;
        for _ in 1..OPENS_AFTER {
            deliver(&test, photo).await;
            test.outside.pass_seconds(1);
        }
        test.ready(ada, b"two", Visibility::Private).await;
        test.outside.images_away();
        let third = test.upload(ada, b"three").await.id;
        for _ in 1..OPENS_AFTER {
            assert!(!is_late(&test).await);
            deliver(&test, third).await;
            test.outside.pass_seconds(1);
        }
        assert!(!is_late(&test).await);
        deliver(&test, third).await;
        assert!(is_late(&test).await);
    });
}
