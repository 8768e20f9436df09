//! From the button to the file and its end: who may, how often, how long, and what becomes of it when something changes.

use crate::{
    faulty::{Fault, Faulty},
    helpers::{MIB, archive, bytes, deliver, exported, message, photo, stored, unzipped, with_photos},
    support::{Test, run},
};
use domain::{
    plan::{Resource, degrade::Pause},
    session::Session,
};
use service::{
    Error, World,
    error::Conflict,
    export::{Progress, Shown, begin, current, file, handle, message as message_of, remove},
    ports::Limited,
    process::{Answer, bury},
    sql::exports::Problem,
    sweep,
};

const DAY: i64 = 86_400;

async fn shown(test: &Test, owner: &Session) -> Option<Progress> {
    let shown: Option<Shown> = current(&test.world, owner).await.unwrap();
    shown.map(|shown| shown.progress)
}

async fn id_of(test: &Test, owner: &Session) -> domain::id::ExportId {
    current(&test.world, owner).await.unwrap().unwrap().id
}

/// Sweeps so many times, once an hour.
async fn sweep_for(test: &Test, hours: u32) {
    for _ in 0..hours {
        test.outside.pass_seconds(3600);
        sweep::run(&test.world).await.unwrap();
    }
}

async fn assert_nothing_left(test: &Test) {
    assert_eq!(stored(test), Vec::<String>::new());
    assert_eq!(test.outside.open_uploads(), 0);
    for table in ["exports", "export_pages", "export_parts"] {
        assert_eq!(test.count(table).await, 0, "{table}");
    }
}

#[test]
fn it_can_be_fetched_for_a_day_by_its_owner() {
    run(async {
        let test = Test::new();
        let ada = with_photos(&test).await;
        let content = exported(&test, &ada).await;
        let files = unzipped(&content);
        let large =
            |(name, _): &(&String, &Vec<u8>)| name.starts_with("photos/2023-11-14 Photo 0 ") && name.ends_with(".jpg");
        let large = files.iter().find(large).map(|(_, content)| content);
        assert!(large == Some(&bytes(0, 9 * MIB)));
        let end = test.world.now().plus_days(1);
        assert_eq!(
            shown(&test, &ada).await,
            Some(Progress::Ready(content.len() as u64, end))
        );
        let id = id_of(&test, &ada).await;
        let media = file(&test.world, &ada, id).await.unwrap().unwrap();
        assert_eq!(media.save_as.as_deref(), Some("heliograph-ada-2023-11-14.zip"));
        assert_eq!(media.cache_control, "private, no-store");
        assert_eq!(media.key.name(), stored(&test)[0]);

        let bob = test.signed_up("bob").await.session;
        assert_eq!(file(&test.world, &bob, id).await.unwrap(), None);
        assert_eq!(shown(&test, &bob).await, None);
        remove(&test.world, &bob, id).await.unwrap();
        assert!(file(&test.world, &ada, id).await.unwrap().is_some());

        test.outside.pass_seconds(DAY - 1);
        assert!(file(&test.world, &ada, id).await.unwrap().is_some());
        // at once, whenever the sweep comes
        test.outside.pass_seconds(1);
        assert_eq!(file(&test.world, &ada, id).await.unwrap(), None);
        assert_eq!(shown(&test, &ada).await, None);
        sweep_for(&test, 2).await;
        assert_nothing_left(&test).await;
    });
}

#[test]
fn it_asks_who_it_is_and_how_often() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        test.outside.refused.lock().unwrap().insert(Limited::Export);
        assert_eq!(begin(&test.world, &ada).await, Err(Error::TooOften));
        test.outside.refused.lock().unwrap().clear();
        test.outside.pass_seconds(601);
        assert_eq!(begin(&test.world, &ada).await, Err(Error::ConfirmFirst));
        assert_eq!(test.count("exports").await, 0);
    });
}

#[test]
fn there_is_one_at_a_time_and_five_a_day() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        for begun in 1..=5 {
            begin(&test.world, &ada).await.unwrap();
            if begun < 5 {
                let again = begin(&test.world, &ada).await;
                assert_eq!(again, Err(Conflict::ExportThere.into()));
            }
            let id = id_of(&test, &ada).await;
            remove(&test.world, &ada, id).await.unwrap();
        }
        assert_eq!(begin(&test.world, &ada).await, Err(Conflict::TooManyExports.into()));
        assert_eq!(message(&test).map(|(_, step)| step), Some(0));
        sweep_for(&test, 26).await;
        let ada = test.signed_in("ada").await;
        begin(&test.world, &ada).await.unwrap();
    });
}

#[test]
fn more_than_the_site_exports_is_refused() {
    run(async {
        let test = Test::with(&[("EXPORT_MAX_BYTES", "9")]);
        let ada = test.signed_up("ada").await.session;
        photo(&test, &ada, "", b"12345", true).await;
        exported(&test, &ada).await;
        let id = id_of(&test, &ada).await;
        remove(&test.world, &ada, id).await.unwrap();
        photo(&test, &ada, "", b"67890", true).await;
        assert_eq!(begin(&test.world, &ada).await, Err(Conflict::ExportTooLarge.into()));
        assert_eq!((shown(&test, &ada).await, message(&test)), (None, None));
    });
}

/// 95,000 bytes are the mark at which uploads pause; beside each photo 4,096 are told of it.
const SMALL: &[(&str, &str)] = &[("PLAN", "stored_bytes=100000")];

const NO_ROOM: Error = Error::ExportsPaused {
    pause: Pause::Full,
    seconds: None,
};

#[test]
fn it_begins_only_if_it_fits_below_the_mark_at_which_uploads_pause() {
    run(async {
        for (there, fits) in [(50_903, true), (50_904, false)] {
            let test = Test::with(SMALL);
            let ada = test.signed_up("ada").await.session;
            photo(&test, &ada, "", &bytes(0, 40_000), true).await;
            test.world.meter.count(Resource::StoredBytes, there);
            let begun = begin(&test.world, &ada).await;
            assert_eq!(begun, if fits { Ok(()) } else { Err(NO_ROOM) });
            assert_eq!(message(&test).is_some(), fits);
            assert_eq!(shown(&test, &ada).await.is_some(), fits);
        }
    });
}

/// What the first has not stored yet is not there for the second.
#[test]
fn two_that_fit_alone_do_not_begin_together() {
    run(async {
        let test = Test::with(SMALL);
        let (ada, bob) = (test.signed_up("ada").await.session, test.signed_up("bob").await.session);
        for owner in [&ada, &bob] {
            photo(&test, owner, "", &bytes(0, 50_000), true).await;
        }
        begin(&test.world, &ada).await.unwrap();
        assert_eq!(begin(&test.world, &bob).await, Err(NO_ROOM));
        let id = id_of(&test, &ada).await;
        remove(&test.world, &ada, id).await.unwrap();
        begin(&test.world, &bob).await.unwrap();
    });
}

#[test]
fn while_the_plan_is_nearly_used_up_it_waits_and_then_goes_on() {
    run(async {
        let test = Test::with(&[("PLAN", "queue_operations=100")]);
        let ada = with_photos(&test).await;
        begin(&test.world, &ada).await.unwrap();
        test.world.meter.count(Resource::QueueOperations, 95);
        let (id, step) = message(&test).unwrap();
        assert_eq!(handle(&test.world, id, step).await, (Answer::Ack, None));
        assert_eq!(
            (shown(&test, &ada).await, message(&test)),
            (Some(Progress::Collecting(0)), None)
        );
        // of the next day nothing is used, and the sweep rings
        service::meter::write(&test.world).await.unwrap();
        test.outside.pass_seconds(DAY);
        assert_eq!(sweep::run(&test.world).await.unwrap().exports_rung, 1);
        deliver(&test, &test.world).await;
        assert!(matches!(shown(&test, &ada).await, Some(Progress::Ready(..))));
    });
}

#[test]
fn removed_at_any_step_nothing_is_left() {
    run(async {
        for steps in 0..10 {
            let test = Test::new();
            let ada = with_photos(&test).await;
            begin(&test.world, &ada).await.unwrap();
            for _ in 0..steps {
                let Some((id, step)) = message(&test) else { break };
                handle(&test.world, id, step).await;
            }
            let id = id_of(&test, &ada).await;
            remove(&test.world, &ada, id).await.unwrap();
            assert_eq!(stored(&test), Vec::<String>::new(), "after {steps} steps");
            assert_eq!(test.outside.open_uploads(), 0, "after {steps} steps");
            deliver(&test, &test.world).await;
            sweep_for(&test, 26).await;
            assert_nothing_left(&test).await;
        }
    });
}

/// A photo deleted while it is packed: the export begins anew, without it.
#[test]
fn a_deleted_photo_is_left_out() {
    run(async {
        let test = Test::new();
        let ada = with_photos(&test).await;
        let (gone, _) = photo(&test, &ada, "gone", b"gone", true).await;
        begin(&test.world, &ada).await.unwrap();
        while !matches!(shown(&test, &ada).await, Some(Progress::Packing(..))) {
            let (id, step) = message(&test).unwrap();
            handle(&test.world, id, step).await;
        }
        service::photos::delete(&test.world, ada.viewer(), gone).await.unwrap();
        deliver(&test, &test.world).await;
        let files = unzipped(&archive(&test));
        assert_eq!(files.keys().filter(|name| name.contains("gone")).count(), 0);
        assert_eq!(files.len(), 2 + 2 * 3);
        assert_eq!(test.outside.open_uploads(), 0);
    });
}

#[test]
fn photos_that_vanish_again_and_again_are_told_of() {
    run(async {
        for summed in [true, false] {
            let test = Test::new();
            let ada = test.signed_up("ada").await.session;
            let (_, key) = photo(&test, &ada, "", b"here and gone", summed).await;
            test.outside.files.lock().unwrap().remove(&(false, key.name()));
            begin(&test.world, &ada).await.unwrap();
            deliver(&test, &test.world).await;
            assert_eq!(shown(&test, &ada).await, Some(Progress::Failed(Problem::Changed)));
            // told of for a day
            sweep_for(&test, 26).await;
            assert_nothing_left(&test).await;
        }
    });
}

/// A file that is shorter than it was is gone, too.
#[test]
fn a_file_of_another_length_is_not_packed() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        let (_, key) = photo(&test, &ada, "", b"whole", true).await;
        test.outside.write_bytes(domain::storage::Bucket::Private, key, b"who");
        begin(&test.world, &ada).await.unwrap();
        deliver(&test, &test.world).await;
        assert_eq!(shown(&test, &ada).await, Some(Progress::Failed(Problem::Changed)));
    });
}

#[test]
fn what_never_works_is_told_of_in_the_end() {
    run(async {
        let test = Test::new();
        let ada = with_photos(&test).await;
        begin(&test.world, &ada).await.unwrap();
        for call in 0..50 {
            let Some((id, step)) = message(&test) else { break };
            // the upload cannot be stored: not the database, or nothing would be known of it
            let faulty = Faulty::new(&test, Fault::Refused, 0);
            let world = World {
                archives: faulty,
                ..test.world.clone()
            };
            let (answer, error) = handle(&world, id, step).await;
            if let Answer::RetryIn(seconds) = answer {
                assert!(error.is_some(), "call {call}");
                test.outside.pass_seconds(seconds.into());
                test.outside.rung_exports.lock().unwrap().push_back((id, step));
            }
        }
        assert_eq!(shown(&test, &ada).await, Some(Progress::Failed(Problem::Broken)));
        assert_eq!(test.outside.open_uploads(), 0);
    });
}

/// Two messages for one step: one works, the other waits until it is needed, and the chain is one again.
#[test]
fn a_step_is_done_once() {
    run(async {
        let test = Test::new();
        let ada = with_photos(&test).await;
        begin(&test.world, &ada).await.unwrap();
        let (id, step) = message(&test).unwrap();
        assert_eq!(handle(&test.world, id, step).await.0, Answer::Ack);
        // the same message once more, just afterwards
        assert_eq!(handle(&test.world, id, step).await.0, Answer::RetryIn(30));
        let rung = test.outside.rung_exports.lock().unwrap().clone();
        assert_eq!(rung, [(id, step + 1)]);
        // while somebody works on the step
        service::ports::Database::batch(
            &*test.db,
            vec![service::sql::exports::claim(id, step + 1, test.world.now(), 900)],
        )
        .await
        .unwrap();
        assert_eq!(handle(&test.world, id, step + 1).await.0, Answer::RetryIn(901));
        assert_eq!(handle(&test.world, id, step).await.0, Answer::Ack);
        // they died; nobody else knows
        test.outside.rung_exports.lock().unwrap().clear();
        test.outside.pass_seconds(901);
        assert_eq!(handle(&test.world, id, step + 1).await.0, Answer::Ack);
        deliver(&test, &test.world).await;
        assert!(matches!(shown(&test, &ada).await, Some(Progress::Ready(..))));
    });
}

#[test]
fn a_lost_ring_is_made_good_by_the_sweep() {
    run(async {
        let test = Test::new();
        let ada = test.signed_up("ada").await.session;
        test.outside
            .bell_broken
            .store(true, std::sync::atomic::Ordering::SeqCst);
        begin(&test.world, &ada).await.unwrap();
        assert_eq!(message(&test), None);
        test.outside
            .bell_broken
            .store(false, std::sync::atomic::Ordering::SeqCst);
        // nor is a message that the queue gave up on of any interest: the row says everything
        let id = id_of(&test, &ada).await;
        bury(&test.world, &message_of(id, 0)).await.unwrap();
        assert_eq!(test.count("dead_letters").await, 0);
        test.outside.pass_seconds(3600);
        assert_eq!(sweep::run(&test.world).await.unwrap().exports_rung, 1);
        deliver(&test, &test.world).await;
        assert!(matches!(shown(&test, &ada).await, Some(Progress::Ready(..))));
    });
}

#[test]
fn one_that_is_never_ready_is_given_up() {
    run(async {
        let test = Test::new();
        let ada = with_photos(&test).await;
        begin(&test.world, &ada).await.unwrap();
        while !matches!(shown(&test, &ada).await, Some(Progress::Packing(..))) {
            let (id, step) = message(&test).unwrap();
            handle(&test.world, id, step).await;
        }
        let (id, step) = message(&test).unwrap();
        handle(&test.world, id, step).await;
        assert_eq!(test.outside.open_uploads(), 1);
        // nobody delivers a message any more
        sweep_for(&test, 24 * 4).await;
        assert_eq!(shown(&test, &ada).await, Some(Progress::Failed(Problem::Broken)));
        assert_eq!(test.outside.open_uploads(), 0);
        sweep_for(&test, 26).await;
        assert_nothing_left(&test).await;
    });
}
