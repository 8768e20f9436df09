//! Interrupted at every call to the outside in turn, in every way, a backup comes to its end, and restores the same.

use crate::{
    faulty::{Fault, Faulty},
    fill::{backed_up, contents, everything, index, message, restored, sql_of_newest, stored},
    rotation::assert_index_and_storage_agree,
    support::{Test, run},
};
use service::{
    backup::{self, handle},
    process::Answer,
};
use std::sync::Arc;

/// How long the queue waits before it brings the message of somebody who died again, in seconds.
const QUEUE_SECONDS: i64 = 10;

/// Runs the cron every hour and delivers what is rung for, until a backup counts.
async fn see_through(test: &Test, faulty: &Arc<Faulty>) {
    let world = faulty.world();
    for _ in 0..200 {
        let Some((id, step)) = message(test) else {
            let _ = backup::run(&world).await;
            faulty.was_dead();
            let done = test.db.values("select 1 from backups where state = 'complete'");
            if !done.is_empty() {
                return;
            }
            test.outside.pass_seconds(3600);
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
        test.outside.rung_backups.lock().unwrap().push_back((id, step));
    }
    panic!("it never comes to an end");
}

#[test]
fn it_comes_to_its_end_and_restores_the_same() {
    run(async {
        let mut calls = 0;
        for fault in Fault::ALL {
            for call in 0.. {
                let test = Test::new();
                everything(&test).await;
                let before = contents(&test.db);
                let faulty = Faulty::new(&test, fault, call);
                see_through(&test, &faulty).await;
                let what = format!("{fault:?} at call {call}");
                assert!(
                    contents(&restored(&[&sql_of_newest(&test).rows])) == before,
                    "other rows: {what}"
                );
                let slices = test.db.values("select slices from backups");
                assert_eq!(slices.len(), 1, "{what}");
                let expected = format!("[[Integer({})]]", stored(&test).len() - 2);
                assert_eq!(format!("{slices:?}"), expected, "something is left over: {what}");
                if !faulty.happened() {
                    calls = call;
                    break;
                }
            }
        }
        assert!(calls > 40, "{calls} calls are not the whole way");
    });
}

/// A database that does not know of the backup that is too old, as after a loss and a restore: it is found, and then removed.
#[test]
fn what_a_lost_database_left_is_found_and_removed() {
    run(async {
        let mut calls = 0;
        for fault in Fault::ALL {
            for call in 0.. {
                let test = Test::new();
                test.user("ada").await;
                backed_up(&test).await;
                test.sql("delete from backups").await.unwrap();
                test.outside.pass_seconds(36 * 86_400);
                let before = index(&test);
                let faulty = Faulty::new(&test, fault, call);
                see_through(&test, &faulty).await;
                for _ in 0..4 {
                    test.outside.pass_seconds(3600);
                    let _ = backup::run(&faulty.world()).await;
                    faulty.was_dead();
                }
                let what = format!("{fault:?} at call {call}");
                let after = index(&test);
                assert_eq!(after.backups.len(), 1, "{what}");
                assert_ne!(after, before, "{what}");
                assert_index_and_storage_agree(&test);
                assert_eq!(test.count("backups").await, 1, "{what}");
                if !faulty.happened() {
                    calls = call;
                    break;
                }
            }
        }
        assert!(calls > 30, "{calls} calls are not the whole way");
    });
}
