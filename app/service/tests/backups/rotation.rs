//! Old backups go, by what the database knows of them; whatever fails meanwhile, storage holds what the index names.

use crate::{
    fill::{deliver, everything, file, index, stored},
    support::{Test, run},
};
use domain::backup::{DAILY, WEEKLY};
use service::backup;

/// So many days of an hourly cron and a queue that works.
pub(crate) async fn days(test: &Test, days: u32) {
    for _ in 0..days * 24 {
        test.outside.pass_seconds(3600);
        // what does not work now, the next one does
        let _ = backup::run(&test.world).await;
        deliver(test, &test.world, async |_| {}).await;
    }
}

/// Whatever the index names is there, and nothing else.
pub(crate) fn assert_index_and_storage_agree(test: &Test) {
    let mut known = vec!["backup/index.json".to_owned()];
    for listed in index(test).backups {
        let folder = listed.manifest.strip_suffix("manifest.json").unwrap().to_owned();
        known.extend((1..=listed.slices).map(|number| format!("{folder}{number}")));
        known.push(listed.manifest);
    }
    known.sort();
    assert_eq!(stored(test), known);
}

#[test]
fn a_week_of_days_and_a_month_of_weeks_are_kept() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        days(&test, 50).await;
        // the last one may be under way
        let kept = index(&test).backups.len();
        assert!((DAILY + WEEKLY..=DAILY + WEEKLY + 1).contains(&kept), "{kept}");
        assert_index_and_storage_agree(&test);
        assert_eq!(test.count("backups").await as usize, kept);
        // the oldest restores as well
        let oldest = index(&test).backups.pop().unwrap();
        assert!(file(&test, &oldest.manifest).is_some());
    });
}

#[test]
fn storage_may_fail_at_any_time() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        for round in 0..20 {
            test.outside.storage_works_for(round % 3);
            days(&test, 1).await;
        }
        test.outside.storage_works();
        days(&test, 20).await;
        assert_index_and_storage_agree(&test);
    });
}

/// One that cannot come to its end makes room for another, and leaves nothing.
#[test]
fn one_that_is_given_up_leaves_nothing() {
    run(async {
        let test = Test::new();
        everything(&test).await;
        assert!(backup::run(&test.world).await.unwrap().begun);
        let (id, step) = crate::fill::message(&test).unwrap();
        backup::handle(&test.world, id, step).await;
        assert_eq!(stored(&test).len(), 1);
        // the queue forgets it, and nothing is rung for: the cron does not run either
        test.outside.rung_backups.lock().unwrap().clear();
        test.outside.pass_seconds(8 * 86_400);
        assert_eq!(backup::run(&test.world).await.unwrap().leaving, 1);
        assert_eq!(stored(&test), ["backup/index.json"]);
        days(&test, 1).await;
        assert!(
            test.db
                .values("select 1 from backups where state = 'leaving'")
                .is_empty()
        );
        assert!(!index(&test).backups.is_empty());
        assert_index_and_storage_agree(&test);
    });
}
