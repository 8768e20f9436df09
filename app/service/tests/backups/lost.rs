//! After the database is lost: what storage holds of it is offered until it is too old, whatever the next database holds, and then goes.

use crate::{
    fill::{deliver, everything, file, index, sql_of},
    rotation::{assert_index_and_storage_agree, days},
    support::{Sqlite, Test, run},
};
use domain::{
    backup::{DAILY, DAYS_KEPT, WEEKLY},
    id::BackupId,
    storage::{Bucket, StorageKey},
};
use service::backup::{self, Listed};
use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering},
};

/// The database is lost, and what the queue held. Storage is as it was.
fn lose(test: &mut Test) {
    let open = test.db.values("select 1 from backups where state <> 'complete'");
    assert!(open.is_empty(), "nothing would know of its files any more");
    test.db = Arc::new(Sqlite::migrated());
    test.world.db = test.db.clone();
    test.outside.rung_backups.lock().unwrap().clear();
}

/// Every file of every backup, and the index.
fn files(test: &Test) -> BTreeMap<String, Vec<u8>> {
    let files = test.outside.files.lock().unwrap();
    let of_backups = files.iter().filter(|((_, name), _)| name.starts_with("backup/"));
    of_backups
        .map(|((_, name), bytes)| (name.clone(), bytes.clone()))
        .collect()
}

/// Puts a backup back.
fn restore(test: &Test, listed: &Listed) {
    let sql = sql_of(test, listed);
    for statement in sql.empty.iter().chain(&sql.rows).chain(&sql.put_right) {
        test.db.execute(statement);
    }
}

/// Whatever else is offered, these are. Gives all that are.
fn assert_offered(test: &Test, lost: &[Listed]) -> Vec<Listed> {
    let offered = index(test).backups;
    assert!(lost.iter().all(|listed| offered.contains(listed)), "{offered:?}");
    offered
}

fn ids(backups: &[Listed]) -> Vec<BackupId> {
    backups.iter().map(|listed| listed.id).collect()
}

#[test]
fn an_empty_database_leaves_everything_as_it_is() {
    run(async {
        let mut test = Test::new();
        everything(&test).await;
        days(&test, 3).await;
        lose(&mut test);
        let before = files(&test);
        days(&test, 40).await;
        assert!(files(&test) == before, "{:?}", index(&test));
        assert_eq!(test.count("backups").await, 0);
    });
}

#[test]
fn who_comes_before_it_is_restored_takes_no_backup_away() {
    run(async {
        let mut test = Test::new();
        everything(&test).await;
        days(&test, 10).await;
        lose(&mut test);
        let lost = index(&test).backups;
        assert!(lost.len() >= DAILY, "{lost:?}");
        test.user("early").await;
        days(&test, 14).await;
        let offered = assert_offered(&test, &lost);
        assert!(offered[0].rows < lost[0].rows, "{offered:?}");
        assert!(offered.is_sorted_by(|one, next| one.begun_at >= next.begun_at));
        assert_index_and_storage_agree(&test);
        restore(&test, &lost[0]);
        assert_eq!(test.db.values("select 1 from users where handle = 'ada'").len(), 1);
        assert_eq!(test.db.values("select 1 from users where handle = 'early'").len(), 0);
        days(&test, 2).await;
        let offered = assert_offered(&test, &lost);
        assert!(offered[0].rows >= lost[0].rows, "{offered:?}");
        assert_index_and_storage_agree(&test);
    });
}

#[test]
fn once_it_is_restored_old_ones_go_in_time() {
    run(async {
        let mut test = Test::new();
        everything(&test).await;
        days(&test, 20).await;
        lose(&mut test);
        let lost = index(&test).backups;
        restore(&test, &lost[0]);
        for _ in 0..40 {
            days(&test, 1).await;
            let oldest = index(&test).backups.pop().unwrap();
            // what has become too old within the last hour goes in the next
            let limit = test.world.now().plus_days(-DAYS_KEPT).plus_seconds(-3600);
            assert!(oldest.begun_at >= limit.rfc3339(), "{oldest:?}");
        }
        let kept = ids(&index(&test).backups);
        assert!(ids(&lost).iter().all(|id| !kept.contains(id)), "{kept:?}");
        assert!((DAILY + WEEKLY..=DAILY + WEEKLY + 1).contains(&kept.len()), "{kept:?}");
        assert_index_and_storage_agree(&test);
        assert_eq!(test.count("backups").await as usize, kept.len());
    });
}

/// The index as somebody damaged it, and what is said of it.
fn damaged(whole: &str) -> [(String, &'static str); 4] {
    [
        (whole.strip_suffix('}').unwrap().to_owned(), "EOF"),
        (whole.replace("\"format\":1", "\"format\":2"), "its format is 2"),
        (
            whole.replace("/manifest.json", "/other.json"),
            "is no name of a manifest",
        ),
        (
            whole.replace("\"begun_at\":\"", "\"begun_at\":\"on "),
            "backups.begun_at",
        ),
    ]
}

#[test]
fn an_index_that_cannot_be_read_is_not_overwritten() {
    run(async {
        for case in 0..4 {
            let mut test = Test::new();
            test.user("ada").await;
            days(&test, 2).await;
            lose(&mut test);
            let whole = file(&test, "backup/index.json").unwrap();
            let lost = index(&test).backups;
            let (text, said) = damaged(&whole)[case].clone();
            assert_ne!(text, whole);
            test.outside
                .write_bytes(Bucket::Private, StorageKey::BackupIndex, text.as_bytes());
            test.user("bob").await;
            assert!(backup::run(&test.world).await.unwrap().begun);
            deliver(&test, &test.world, async |_| {}).await;
            for _ in 0..30 {
                test.outside.pass_seconds(3600);
                let error = backup::run(&test.world).await.unwrap_err();
                assert!(format!("{error:?}").contains(said), "{error:?}");
                deliver(&test, &test.world, async |_| {}).await;
            }
            assert_eq!(file(&test, "backup/index.json").unwrap(), text);
            // that of the next day was made all the same
            assert_eq!(test.count("backups").await, 2);
            test.outside
                .write_bytes(Bucket::Private, StorageKey::BackupIndex, whole.as_bytes());
            assert_eq!(backup::run(&test.world).await.unwrap().completed, 2);
            assert_offered(&test, &lost);
            assert_index_and_storage_agree(&test);
        }
    });
}

#[test]
fn nothing_is_overwritten_while_storage_cannot_be_read() {
    run(async {
        let mut test = Test::new();
        everything(&test).await;
        days(&test, 2).await;
        lose(&mut test);
        test.user("early").await;
        assert!(backup::run(&test.world).await.unwrap().begun);
        deliver(&test, &test.world, async |_| {}).await;
        let before = file(&test, "backup/index.json");
        let lost = index(&test).backups.len();
        test.outside.storage_broken.store(true, Ordering::SeqCst);
        assert!(backup::run(&test.world).await.is_err());
        assert_eq!(file(&test, "backup/index.json"), before);
        test.outside.storage_broken.store(false, Ordering::SeqCst);
        assert_eq!(backup::run(&test.world).await.unwrap().completed, 1);
        assert_eq!(index(&test).backups.len(), lost + 1);
        assert_index_and_storage_agree(&test);
    });
}
