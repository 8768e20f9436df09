//! Jobs: retries, leases, fencing, failures, and that every photo ends once.

mod support;

use domain::{
    breaker::PROBE_DELAYS,
    id::PhotoId,
    job::RETRY_DELAYS,
    photo::{PhotoState, Visibility},
    reason::Reason,
    rendition::{SLOTS, USUAL},
    storage::{Bucket, StorageKey},
};
use service::{
    process::{Answer, bury, handle},
    sweep,
};
use std::sync::atomic::Ordering;
use support::{Test, report, run, token_of};

async fn answer(test: &Test, photo: PhotoId) -> Answer {
    let (answer, error) = handle(&test.world, photo).await;
    assert_eq!(error, None);
    answer
}

#[test]
fn a_ticket_leads_to_a_ready_photo() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.ready(ada, b"photo", Visibility::Public).await;
        assert_eq!(photo.state, PhotoState::Ready);
        assert_eq!(photo.taken_at.as_deref(), Some("2024-05-01T18:30:00"));
        assert!(photo.renditions[0].url.ends_with("/1/w320.webp"));
        let ticket = test.outside.tickets.lock().unwrap()[0].clone();
        assert!(ticket.original.url.starts_with("http://localhost:3/s3/private/o/"));
        assert!(ticket.renditions[0].url.starts_with("http://localhost:3/s3/public/r/"));
        assert!(ticket.renditions[0].url.contains("X-Amz-Signature="));
        assert_eq!(ticket.renditions.len(), USUAL.len());
        assert!(test.kv.near_dropped.load(Ordering::SeqCst) > 0);
    });
}

#[test]
fn four_messages_ask_the_database_no_more_often_than_the_plan_allows() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let most = async |test: &Test, photos: &[PhotoId]| {
            test.db.asked.store(0, Ordering::SeqCst);
            for photo in photos {
                handle(&test.world, *photo).await;
            }
            // D1's free plan allows one invocation fifty, and a batch of the queue is one (wrangler.toml)
            let asked = test.db.asked.load(Ordering::SeqCst);
            assert!(asked <= 50, "{asked} statements");
        };
        let mut photos = Vec::new();
        for number in 0..4 {
            photos.push(test.upload(ada, &[number]).await.id);
        }
        test.outside.images_answer(|_| Ok((500, String::new())));
        most(&test, &photos).await;
        test.outside.images_work();
        test.outside.pass_seconds(4 * 3600);
        most(&test, &photos).await;
        most(&test, &photos).await;
        let ready = test.count("photos where state = 'ready'").await;
        assert_eq!(ready, 4);
    });
}

#[test]
fn a_lost_try_waits_longer_each_time_and_then_the_photo_has_failed() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        for delay in RETRY_DELAYS {
            assert_eq!(answer(&test, photo.id).await, Answer::RetryIn(delay));
            assert_eq!(test.photo(ada, photo.id).await.unwrap().state, PhotoState::Queued);
            test.outside.pass_seconds(delay.into());
        }
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        let failed = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(
            (failed.state, failed.reason),
            (PhotoState::Failed, Some(Reason::NoAnswer))
        );
        assert_eq!(test.outside.names(Bucket::Private).len(), 1, "the original is safe");
        // the owner's retry begins again, with names that no earlier attempt used
        service::photos::retry(&test.world, ada, photo.id).await.unwrap();
        test.outside.images_work();
        // after so many failures the image service is asked rarely
        test.outside
            .pass_seconds(PROBE_DELAYS.into_iter().max().unwrap().into());
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        let ready = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(ready.state, PhotoState::Ready);
        assert!(ready.renditions[0].url.contains("/7/"));
    });
}

#[test]
fn a_message_that_comes_early_comes_again_when_the_job_is_due() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        assert_eq!(answer(&test, photo.id).await, Answer::RetryIn(10));
        test.outside.pass_seconds(3);
        assert_eq!(answer(&test, photo.id).await, Answer::RetryIn(8));
        assert_eq!(test.outside.tickets.lock().unwrap().len(), 1, "no try before its time");
    });
}

#[test]
fn a_bad_file_fails_at_once_with_its_reason() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        test.outside.images_refuse(Reason::Damaged);
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        let failed = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(
            (failed.state, failed.reason),
            (PhotoState::Failed, Some(Reason::Damaged))
        );
    });
}

#[test]
fn a_sentence_stored_before_reasons_had_codes_is_some_other_reason() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        test.query::<()>("update photos set state = 'failed', reason = 'This file is damaged.'")
            .await;
        let failed = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(failed.reason, Some(Reason::Other));
    });
}

#[test]
fn an_answer_that_makes_no_sense_is_a_lost_try() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        for (number, status, body) in [(1, 503, ""), (2, 200, "{}"), (3, 401, "no"), (4, 200, "")] {
            let photo = test.upload(ada, &[number]).await;
            test.outside.images_answer(move |_| Ok((status, body.into())));
            assert_eq!(answer(&test, photo.id).await, Answer::RetryIn(10));
        }
        let photo = test.upload(ada, b"other").await;
        test.outside.images_answer(|ticket| {
            let other = domain::ticket::Ticket {
                attempt: 99,
                ..ticket.clone()
            };
            Ok((200, serde_json::to_string(&report(&other)).unwrap()))
        });
        assert_eq!(answer(&test, photo.id).await, Answer::RetryIn(10));
    });
}

#[test]
fn delivered_five_times_a_job_is_done_once() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        // while the first message's ticket is being worked on, the others arrive: they come again when its lease has ended
        let world = test.world.clone();
        let id = photo.id;
        test.outside.images_answer(move |ticket| {
            for _ in 0..4 {
                assert_eq!(pollster::block_on(handle(&world, id)), (Answer::RetryIn(181), None));
            }
            Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
        });
        // the fake holds its lock while it answers: a second ticket would never return
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        assert_eq!(test.outside.tickets.lock().unwrap().len(), 1);
        assert_eq!(test.photo(ada, photo.id).await.unwrap().state, PhotoState::Ready);
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        assert_eq!(test.outside.tickets.lock().unwrap().len(), 1);
    });
}

/// Attempt 1 hangs past its lease, attempt 2 finishes; then attempt 1 answers.
#[test]
fn a_late_answer_of_an_earlier_attempt_changes_nothing() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        let late = {
            let (world, outside, id) = (test.world.clone(), test.outside.clone(), photo.id);
            move |ticket: &domain::ticket::Ticket| {
                outside.pass_seconds(world.config.lease_seconds);
                // another consumer finds the lease ended; what it does stands for attempt 2
                let second =
                    service::sql::jobs::claim(id, world.now(), world.now().plus_seconds(world.config.lease_seconds));
                pollster::block_on(world.db.run(second)).unwrap();
                let token = token_of(ticket);
                for slot in SLOTS {
                    outside.write(Bucket::Public, StorageKey::Rendition(token, 1, slot));
                }
                Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
            }
        };
        test.outside.images_answer(late);
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        assert_eq!(
            test.photo(ada, photo.id).await.unwrap().state,
            PhotoState::Processing,
            "attempt 2 goes on"
        );
        assert!(
            test.outside.names(Bucket::Public).is_empty(),
            "what attempt 1 wrote is not wanted"
        );
        // attempt 2 dies too; the sweep brings the photo back and attempt 3 finishes it
        test.outside.pass_seconds(test.world.config.lease_seconds);
        assert_eq!(sweep::run(&test.world).await.unwrap().rung, 1);
        test.outside.images_work();
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        assert!(
            test.photo(ada, photo.id).await.unwrap().renditions[0]
                .url
                .contains("/3/")
        );
    });
}

#[test]
fn a_photo_deleted_while_it_is_processed_leaves_nothing() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        let (world, outside, id) = (test.world.clone(), test.outside.clone(), photo.id);
        test.outside.images_answer(move |ticket| {
            pollster::block_on(service::photos::delete(&world, ada, id)).unwrap();
            outside.write(Bucket::Public, StorageKey::Rendition(token_of(ticket), 1, SLOTS[0]));
            Ok((200, serde_json::to_string(&report(ticket)).unwrap()))
        });
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        assert!(test.photo(ada, photo.id).await.is_none());
        assert!(test.outside.files.lock().unwrap().is_empty());
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().deleted, 1);
        assert_eq!((test.count("photos").await, test.count("jobs").await), (0, 0));
    });
}

#[test]
fn a_dead_letter_is_recorded_and_its_photo_goes_on_with_the_next_sweep() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        bury(&test.world, &photo.id.to_string()).await.unwrap();
        bury(&test.world, "nonsense").await.unwrap();
        assert_eq!(test.count("dead_letters").await, 2);
        assert_eq!(test.photo(ada, photo.id).await.unwrap().state, PhotoState::Queued);
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().rung, 1);
        // where no try is left, nobody would ever finish it
        test.query::<()>("update jobs set tries = 6").await;
        bury(&test.world, &photo.id.to_string()).await.unwrap();
        let failed = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(
            (failed.state, failed.reason),
            (PhotoState::Failed, Some(Reason::Interrupted))
        );
    });
}

#[test]
fn nobody_asks_again_for_a_photo_that_was_deleted_while_it_waited() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        assert_eq!(answer(&test, photo.id).await, Answer::RetryIn(10));
        service::photos::delete(&test.world, ada, photo.id).await.unwrap();
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        test.outside.pass_seconds(600);
        assert_eq!(sweep::run(&test.world).await.unwrap().rung, 0);
    });
}

#[test]
fn what_lost_attempts_wrote_is_removed_once_they_can_write_no_more() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        assert_eq!(answer(&test, photo.id).await, Answer::RetryIn(10));
        test.outside.pass_seconds(10);
        test.outside.images_work();
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        let token = token_of(&test.outside.tickets.lock().unwrap()[0]);
        for attempt in [1, 2] {
            test.outside
                .write(Bucket::Public, StorageKey::Rendition(token, attempt, SLOTS[0]));
        }
        assert_eq!(
            sweep::run(&test.world).await.unwrap().cleaned,
            0,
            "not while attempt 1 may still write"
        );
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().cleaned, 1);
        let kept = StorageKey::Rendition(token, 2, SLOTS[0]).name();
        assert_eq!(test.outside.names(Bucket::Public), [kept]);
        assert_eq!(
            test.outside.names(Bucket::Private),
            [StorageKey::Original(token).name()]
        );
        assert_eq!(sweep::run(&test.world).await.unwrap(), sweep::Swept::default());
    });
}

#[test]
fn an_upload_that_never_arrived_is_swept_away() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.outside.storage_broken.store(true, Ordering::SeqCst);
        let gone = support::File::interrupted(test.outside.clone(), b"photo");
        service::upload::receive(&test.world, ada, support::announce(b"photo"), &gone)
            .await
            .unwrap_err();
        let rows = test.count("photos").await;
        assert_eq!(rows, 1, "storage was away, so the row stays to remember");
        test.outside.storage_broken.store(false, Ordering::SeqCst);
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().deleted, 1);
        assert_eq!(test.count("photos").await, 0);
    });
}

#[test]
fn an_upload_whose_worker_died_is_given_up_first_and_removed_later() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        test.upload(ada, b"photo").await;
        test.query::<()>("update photos set state = 'uploading', sha256 = null")
            .await;
        test.query::<()>("delete from jobs").await;
        assert_eq!(sweep::run(&test.world).await.unwrap(), sweep::Swept::default());
        test.outside.pass_seconds(3600);
        let swept = sweep::run(&test.world).await.unwrap();
        assert_eq!((swept.abandoned, swept.deleted), (1, 0));
        assert_eq!(
            test.outside.names(Bucket::Private).len(),
            1,
            "its file may still be arriving"
        );
        // from now on it cannot arrive any more, and the same bytes can be sent again
        let photo = test.upload(ada, b"photo").await;
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().deleted, 1);
        assert_eq!(
            (test.count("photos").await, test.outside.names(Bucket::Private).len()),
            (1, 1)
        );
        assert!(test.photo(ada, photo.id).await.is_some());
    });
}

#[test]
fn an_arrival_whose_answer_is_lost_keeps_its_original() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        *test.db.lose_answer_to.lock().unwrap() = Some("set state = 'queued', sha256");
        let received =
            service::upload::receive(&test.world, ada, support::announce(b"photo"), &test.file(b"photo")).await;
        let Ok(service::upload::Uploaded::Known(photo)) = received else {
            panic!("{received:?}")
        };
        assert_eq!(photo.state, PhotoState::Queued);
        assert_eq!(test.outside.names(Bucket::Private).len(), 1);
        test.outside.images_work();
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        assert_eq!(test.photo(ada, photo.id).await.unwrap().state, PhotoState::Ready);
    });
}

#[test]
fn a_job_that_nobody_ever_finishes_is_given_up() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        // as if the Worker died in the middle of every try
        test.query::<()>("update jobs set state = 'running', tries = 5, attempt = 5")
            .await;
        test.query::<()>("update photos set state = 'processing'").await;
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().rung, 1);
        test.query::<()>("update jobs set state = 'running', tries = 6, attempt = 6")
            .await;
        test.query::<()>("update photos set state = 'processing'").await;
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().given_up, 1);
        let failed = test.photo(ada, photo.id).await.unwrap();
        assert_eq!(
            (failed.state, failed.reason),
            (PhotoState::Failed, Some(Reason::Interrupted))
        );
    });
}

#[test]
fn cleaning_up_after_a_failure_leaves_the_next_try_alone() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        let photo = test.upload(ada, b"photo").await;
        test.outside.images_refuse(Reason::Damaged);
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        service::photos::retry(&test.world, ada, photo.id).await.unwrap();
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().cleaned, 0, "a try is under way");
        test.outside.images_work();
        assert_eq!(answer(&test, photo.id).await, Answer::Ack);
        let token = token_of(&test.outside.tickets.lock().unwrap()[0]);
        let shown = StorageKey::Rendition(token, 2, SLOTS[0]);
        test.outside.write(Bucket::Public, shown);
        test.outside
            .write(Bucket::Public, StorageKey::Rendition(token, 1, SLOTS[0]));
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().cleaned, 1);
        assert_eq!(test.outside.names(Bucket::Public), [shown.name()]);
    });
}
