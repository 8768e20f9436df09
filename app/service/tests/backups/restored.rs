//! What is restored is what was there: every row of every table.

use crate::{
    fill::{backed_up, contents, deliver, everything, file, index, restored, sql_of_newest},
    support::{Test, run},
};
use service::backup::{self, Broken, COPIED};

#[test]
fn every_row_of_every_table_comes_back() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        assert!(backup::run(&test.world).await.unwrap().begun);
        let before = contents(&test.db);
        for copied in COPIED {
            assert!(
                !before[copied.table].is_empty(),
                "nothing is in {}: fill it",
                copied.table
            );
        }
        deliver(&test, &test.world, async |_| {}).await;
        backup::run(&test.world).await.unwrap();
        let sql = sql_of_newest(&test);
        let fresh = restored(&[&sql.rows]);
        assert_eq!(contents(&fresh), before);
        assert_eq!(fresh.values("pragma foreign_key_check").len(), 0);
        // what is counted at the end is what was announced
        let counts: Vec<u64> = fresh.values(&sql.counts)[0].iter().map(as_number).collect();
        assert_eq!(
            counts,
            COPIED
                .iter()
                .map(|copied| sql.expected[copied.table])
                .collect::<Vec<_>>()
        );
    });
}

fn as_number(value: &rusqlite::types::Value) -> u64 {
    match value {
        rusqlite::types::Value::Integer(number) => u64::try_from(*number).unwrap(),
        other => panic!("{other:?} is no count"),
    }
}

/// Rows that come, go and change while a backup is made: the restored database holds together, and everything that nobody touched is
/// in it.
#[test]
fn rows_may_change_meanwhile() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        let bob = test.user("bob").await;
        for number in 0..30_u8 {
            test.upload(bob, &[number, 1]).await;
        }
        let untouched = test
            .db
            .values("select id, title from photos where owner_id <> (select id from users where handle = 'bob')");
        assert!(backup::run(&test.world).await.unwrap().begun);
        deliver(&test, &test.world, async |number| {
            test.upload(bob, &[number as u8, 2]).await;
            let oldest = "select id from photos where owner_id = (select id from users where handle = 'bob') limit 1";
            test.sql(&format!("delete from photos where id in ({oldest})"))
                .await
                .unwrap();
            test.user(&format!("new{number}")).await;
            test.sql("update photos set state = 'processing' where state = 'queued' and rowid % 3 = 0")
                .await
                .unwrap();
        })
        .await;
        backup::run(&test.world).await.unwrap();
        let sql = sql_of_newest(&test);
        let fresh = restored(&[&sql.rows, &sql.put_right]);
        assert_eq!(fresh.values("pragma foreign_key_check").len(), 0);
        let ours = "select id, title from photos where owner_id <> (select id from users where handle = 'bob')";
        assert_eq!(fresh.values(ours), untouched);
        // nothing stands still: each photo has a job that fits its state
        let still = "select p.id from photos p left join jobs j on j.photo_id = p.id where p.state <> 'uploading' and \
             (j.state is null or p.state = 'processing' or (p.state = 'queued') <> (j.state = 'queued') or (p.state = 'failed') <> (j.state = 'failed'))";
        assert_eq!(fresh.values(still).len(), 0);
        assert!(fresh.values("select 1 from photos").len() > 30);
    });
}

/// The same is restored where there was something else before, if that is asked for.
#[test]
fn what_was_there_can_be_emptied_first() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        backed_up(&test).await;
        let sql = sql_of_newest(&test);
        let other = Test::new();
        everything(&other).await;
        other.upload(other.user("carl").await, b"carl's").await;
        backed_up(&other).await;
        other.outside.pass_seconds(86_400);
        assert!(backup::run(&other.world).await.unwrap().begun);
        assert_eq!(format!("{:?}", other.db.values(sql.is_anybody)), "[[Integer(1)]]");
        for statement in sql.empty.iter().chain(&sql.rows) {
            other.db.execute(statement);
        }
        assert_eq!(
            contents(&other.db)["photos"],
            contents(&restored(&[&sql.rows]))["photos"]
        );
        assert_eq!(other.db.values("select 1 from sessions").len(), 0);
        assert_eq!(other.db.values("select 1 from users where handle = 'carl'").len(), 0);
        // which backups there are is true of storage, but what is being made would be neither
        let states = other.db.values("select state from backups order by begun_at");
        assert_eq!(format!("{states:?}"), "[[Text(\"complete\")], [Text(\"leaving\")]]");
        let fresh = restored(&[]);
        assert_eq!(format!("{:?}", fresh.values(sql.is_anybody)), "[[Integer(0)]]");
    });
}

#[test]
fn what_is_damaged_or_missing_is_not_restored() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        backed_up(&test).await;
        let newest = index(&test).backups.remove(0);
        let manifest = file(&test, &newest.manifest).unwrap();
        let folder = newest.manifest.strip_suffix("manifest.json").unwrap().to_owned();
        let read = |number: u32| file(&test, &format!("{folder}{number}"));
        let restore =
            |manifest: &str, slice: &dyn Fn(u32) -> Option<String>| backup::sql(manifest, &newest.sha256, slice);
        assert!(restore(&manifest, &read).is_ok());
        let damaged = manifest.replacen('1', "2", 1);
        assert_eq!(restore(&damaged, &read), Err(Broken::Checksum("the manifest".into())));
        for number in 1..=newest.slices {
            let without = |asked: u32| read(asked).filter(|_| asked != number);
            assert_eq!(
                restore(&manifest, &without),
                Err(Broken::Missing(format!("slice {number}")))
            );
            let damaged = |asked: u32| {
                let text = read(asked)?;
                Some(if asked == number { text + "x" } else { text })
            };
            assert_eq!(
                restore(&manifest, &damaged),
                Err(Broken::Checksum(format!("slice {number}")))
            );
        }
    });
}
