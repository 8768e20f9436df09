//! A backup from its beginning to the index, and what it does not do.

use crate::{
    fill::{backed_up, contents, deliver, everything, index, message, restored, sql_of_newest, stored},
    support::{Test, run},
};
use domain::access::{Role, Viewer};
use domain::plan::Resource;
use service::{
    backup::{self, Ran, handle},
    meter::write,
    process::{Answer, bury},
};

#[test]
fn it_counts_once_its_manifest_and_the_index_are_stored() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        assert!(backup::run(&test.world).await.unwrap().begun);
        assert_eq!(stored(&test), Vec::<String>::new());
        deliver(&test, &test.world, async |_| {}).await;
        let names = stored(&test);
        assert!(names.iter().any(|name| name.ends_with("/manifest.json")), "{names:?}");
        assert!(!names.contains(&"backup/index.json".to_owned()));
        assert_eq!(backup::run(&test.world).await.unwrap().completed, 1);
        let index = index(&test);
        let [listed] = &index.backups[..] else {
            panic!("{index:?}")
        };
        assert_eq!(listed.slices as usize, names.len() - 1);
        let rows: usize = contents(&test.db).values().map(Vec::len).sum();
        assert_eq!(listed.rows as usize, rows);
        assert_eq!(test.count("backup_slices").await, 0);
        // and there is nothing more to do today
        test.outside.pass_seconds(3600);
        assert_eq!(backup::run(&test.world).await.unwrap(), Ran::default());
    });
}

#[test]
fn tables_of_many_rows_come_in_slices() {
    run(async {
        let test = Test::new();
        let ada = test.user("ada").await;
        for number in 0..1050_u32 {
            test.upload(ada, &number.to_be_bytes()).await;
        }
        // one row that is larger than a slice should be, and is not divided
        test.sql("update jobs set last_error = replace(hex(zeroblob(150000)), '0', 'e') where rowid = 7")
            .await
            .unwrap();
        let before = contents(&test.db);
        backed_up(&test).await;
        let slices = index(&test).backups[0].slices;
        assert!(slices > 6, "{slices}");
        let largest = test.outside.files.lock().unwrap();
        let sizes: Vec<usize> = largest
            .iter()
            .filter(|((_, name), _)| name.starts_with("backup/"))
            .map(|(_, bytes)| bytes.len())
            .collect();
        drop(largest);
        assert_eq!(sizes.iter().filter(|size| **size > 200_000).count(), 1, "{sizes:?}");
        let sql = sql_of_newest(&test);
        assert_eq!(contents(&restored(&[&sql.rows]))["jobs"], before["jobs"]);
        // D1 takes 100 kB: it would refuse that one row, which nothing that the site writes comes near
        let mut lengths: Vec<usize> = sql.rows.iter().map(String::len).collect();
        lengths.sort_unstable();
        assert!(lengths.pop().unwrap() > 300_000, "{lengths:?}");
        assert!(lengths.iter().all(|length| *length <= 100_000), "{lengths:?}");
        // and they are full, so that there are few of them
        assert!(lengths.pop().unwrap() > 40_000, "{lengths:?}");
        let mut others = sql.empty.iter().chain(&sql.put_right).chain([&sql.counts]);
        assert!(others.all(|statement| statement.len() <= 100_000));
    });
}

#[test]
fn it_waits_while_the_plan_is_nearly_used_up() {
    run(async {
        let test = Test::with(&[("PLAN", "queue_operations=100")]);
        everything(&test).await;
        assert!(backup::run(&test.world).await.unwrap().begun);
        test.world.meter.count(Resource::QueueOperations, 80);
        write(&test.world).await.unwrap();
        let (id, step) = message(&test).unwrap();
        assert_eq!(handle(&test.world, id, step).await, (Answer::Ack, None));
        assert_eq!(stored(&test), Vec::<String>::new());
        // the next day it goes on where it was, rung for by the cron
        test.outside.pass_seconds(86_400);
        assert!(backup::run(&test.world).await.unwrap().rung);
        deliver(&test, &test.world, async |_| {}).await;
        assert_eq!(backup::run(&test.world).await.unwrap().completed, 1);
    });
}

#[test]
fn none_is_begun_while_there_is_no_room() {
    run(async {
        let test = Test::with(&[("PLAN", "stored_bytes=1000")]);
        test.user("ada").await;
        test.world.meter.count(Resource::StoredBytes, 950);
        write(&test.world).await.unwrap();
        assert_eq!(backup::run(&test.world).await.unwrap(), Ran::default());
        assert_eq!(test.count("backups").await, 0);
    });
}

#[test]
fn none_is_begun_of_nobody() {
    run(async {
        let test = Test::new();
        assert_eq!(backup::run(&test.world).await.unwrap(), Ran::default());
        assert_eq!(test.count("backups").await, 0);
        test.user("ada").await;
        assert!(backup::run(&test.world).await.unwrap().begun);
    });
}

#[test]
fn a_message_that_comes_twice_or_late_does_nothing() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        backup::run(&test.world).await.unwrap();
        let (id, step) = message(&test).unwrap();
        assert_eq!(handle(&test.world, id, step).await, (Answer::Ack, None));
        let after = stored(&test);
        for _ in 0..2 {
            assert_eq!(handle(&test.world, id, step).await, (Answer::Ack, None));
        }
        assert_eq!(stored(&test), after);
        // one that the queue gave up on is no dead letter
        bury(&test.world, &backup::message(id, 7)).await.unwrap();
        assert_eq!(test.count("dead_letters").await, 0);
    });
}

#[test]
fn admins_alone_see_which_there_are() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        backed_up(&test).await;
        let boss = test.staff("chief", Role::Admin).await;
        assert_eq!(backup::list(&test.world, boss).await.unwrap().unwrap().len(), 1);
        for viewer in [Viewer::Anonymous, test.staff("mod", Role::Moderator).await] {
            assert_eq!(backup::list(&test.world, viewer).await.unwrap(), None);
        }
    });
}
