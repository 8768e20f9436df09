//! Interrupted at every call to the outside in turn, in every way, an export comes out the same, and is there once.

use crate::{
    faulty::{Fault, Faulty},
    helpers::{archive, exported, message, with_photos},
    slices::with_many_photos,
    support::{Test, run},
};
use domain::session::Session;
use service::{
    export::{self, Progress, handle},
    process::Answer,
    sweep,
};
use std::sync::Arc;

/// How long the queue waits before it brings the message of somebody who died again, in seconds.
const QUEUE_SECONDS: i64 = 10;

/// Delivers messages, and has the sweep ring for what is forgotten, until there is nothing more to do.
async fn see_through(test: &Test, faulty: &Arc<Faulty>, owner: &Session) {
    let world = faulty.world();
    for _ in 0..300 {
        let Some((id, step)) = message(test) else {
            let shown = export::current(&test.world, owner).await.unwrap();
            if matches!(shown.map(|shown| shown.progress), Some(Progress::Ready(..))) {
                return;
            }
            test.outside.pass_seconds(3600);
            sweep::run(&test.world).await.unwrap();
            continue;
        };
        let (answer, _) = handle(&world, id, step).await;
        let wait = match answer {
            // the answer of somebody who is dead reaches nobody
            _ if faulty.was_dead() => QUEUE_SECONDS,
            Answer::Ack => continue,
            Answer::RetryIn(seconds) => i64::from(seconds),
        };
        test.outside.pass_seconds(wait);
        test.outside.rung_exports.lock().unwrap().push_back((id, step));
    }
    panic!("it never comes to an end");
}

/// The same export, undisturbed and then with each fault at each call from this one on; gives how many calls there are.
async fn each_fault(setup: impl AsyncFn(&Test) -> Session, first: u32) -> u32 {
    let undisturbed = Test::new();
    let owner = setup(&undisturbed).await;
    let expected = exported(&undisturbed, &owner).await;
    let mut calls = 0;
    for fault in Fault::ALL {
        for call in first.. {
            let test = Test::new();
            let owner = setup(&test).await;
            let faulty = Faulty::new(&test, fault, call);
            export::begin(&test.world, &owner).await.unwrap();
            see_through(&test, &faulty, &owner).await;
            let what = format!("{fault:?} at call {call}");
            assert!(archive(&test) == expected, "another file: {what}");
            // of an upload whose id was lost, nobody but R2 knows
            assert!(test.outside.open_uploads() <= 1, "{what}");
            if !faulty.happened() {
                calls = call;
                break;
            }
        }
    }
    calls
}

#[test]
fn it_comes_out_the_same() {
    run(async {
        let calls = each_fault(with_photos, 0).await;
        assert!(calls > 25, "{calls} calls are not the whole way");
    });
}

#[test]
fn so_does_one_that_is_stored_slice_by_slice() {
    run(async {
        let calls = each_fault(with_many_photos, 20).await;
        assert!(calls > 40, "{calls} calls are not the whole way");
    });
}
