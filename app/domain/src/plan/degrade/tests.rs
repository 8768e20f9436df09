//! From where on what is done without, and that nothing is before.

use super::{
    super::{counts::Counts, marks::Marks},
    *,
};

fn used(resource: Resource, amount: u64) -> Standing {
    let mut used = Counts::default();
    used.set(resource, amount);
    Standing {
        day: 0,
        used,
        writes: 0,
    }
}

#[test]
fn uploads_pause_before_what_they_use_is_used_up() {
    let plan = Plan::default();
    for (resource, mark, pause_then) in [
        (Resource::RowsWritten, 95_000, Some(Pause::Today)),
        (Resource::QueueOperations, 9_500, Some(Pause::Today)),
        (Resource::ClassA, 950_000, Some(Pause::ThisMonth)),
        (Resource::DatabaseBytes, 475_000_000, Some(Pause::Full)),
        (Resource::StoredBytes, 9_500_000_000, Some(Pause::Full)),
        (Resource::Requests, 100_000, None),
        (Resource::RowsRead, 5_000_000, None),
        (Resource::ClassB, 10_000_000, None),
        (Resource::KvWrites, 1_000, None),
    ] {
        assert_eq!(pause(&plan, &used(resource, mark), 0), pause_then, "{resource:?}");
        assert_eq!(pause(&plan, &used(resource, mark - 1), 0), None, "{resource:?}");
    }
}

#[test]
fn backups_give_way_before_anybody_notices() {
    let plan = Plan::default();
    for (resource, mark) in [
        (Resource::RowsRead, 4_000_000),
        (Resource::RowsWritten, 80_000),
        (Resource::QueueOperations, 8_000),
        (Resource::ClassA, 950_000),
        (Resource::DatabaseBytes, 475_000_000),
        (Resource::StoredBytes, 9_500_000_000),
    ] {
        assert!(!may_back_up(&plan, &used(resource, mark)), "{resource:?}");
        assert!(may_back_up(&plan, &used(resource, mark - 1)), "{resource:?}");
    }
    assert!(may_back_up(&plan, &used(Resource::KvWrites, 1_000)));
}

#[test]
fn so_does_the_audit() {
    let plan = Plan::default();
    for (resource, mark) in [
        (Resource::RowsRead, 4_000_000),
        (Resource::RowsWritten, 80_000),
        (Resource::ClassB, 9_500_000),
    ] {
        assert!(!may_audit(&plan, &used(resource, mark)), "{resource:?}");
        assert!(may_audit(&plan, &used(resource, mark - 1)), "{resource:?}");
    }
    assert!(may_audit(&plan, &used(Resource::StoredBytes, 10_000_000_000)));
}

#[test]
fn exports_pause_before_what_they_use_is_used_up() {
    let plan = Plan::default();
    for (resource, mark, pause_then) in [
        (Resource::RowsRead, 4_750_000, Some(Pause::Today)),
        (Resource::RowsWritten, 95_000, Some(Pause::Today)),
        (Resource::QueueOperations, 9_500, Some(Pause::Today)),
        (Resource::ClassA, 950_000, Some(Pause::ThisMonth)),
        (Resource::ClassB, 9_500_000, Some(Pause::ThisMonth)),
        (Resource::DatabaseBytes, 475_000_000, Some(Pause::Full)),
        (Resource::StoredBytes, 9_500_000_000, Some(Pause::Full)),
        (Resource::Requests, 100_000, None),
        (Resource::KvWrites, 1_000, None),
    ] {
        assert_eq!(export_pause(&plan, &used(resource, mark)), pause_then, "{resource:?}");
        assert_eq!(export_pause(&plan, &used(resource, mark - 1)), None, "{resource:?}");
    }
}

#[test]
fn what_fits_into_the_room_is_what_would_be_taken_as_a_file() {
    for (limit, stored, left) in [
        (10_000_000_000, 0, 9_499_999_999),
        (10_000_000_000, 9_499_999_000, 999),
        (10_000_000_000, 9_499_999_999, 0),
        (10_000_000_000, 20_000_000_000, 0),
        (1001, 0, 950),
    ] {
        let plan = Plan::parse(&format!("stored_bytes={limit}")).unwrap();
        let standing = used(Resource::StoredBytes, stored);
        assert_eq!(room(&plan, &standing), left, "{stored} of {limit}");
        assert_eq!(
            pause(&plan, &standing, left + 1),
            Some(Pause::Full),
            "{stored} of {limit}"
        );
        let more_is_there = stored > limit;
        assert_eq!(
            pause(&plan, &standing, left).is_some(),
            more_is_there,
            "{stored} of {limit}"
        );
    }
    assert_eq!(
        room(&Plan::parse("stored_bytes=0").unwrap(), &used(Resource::StoredBytes, 0)),
        0
    );
}

#[test]
fn a_file_that_would_fill_the_room_is_not_taken() {
    let plan = Plan::default();
    let nearly = used(Resource::StoredBytes, 9_499_999_000);
    assert_eq!(pause(&plan, &nearly, 999), None);
    assert_eq!(pause(&plan, &nearly, 1000), Some(Pause::Full));
    assert_eq!(pause(&plan, &nearly, u64::MAX), Some(Pause::Full));
}

#[test]
fn marks_that_were_chosen_hold_everywhere() {
    let plan = Plan::default().with(Marks { warn: 60, act: 70 });
    assert_eq!(pause(&plan, &used(Resource::RowsWritten, 69_999), 0), None);
    assert_eq!(
        pause(&plan, &used(Resource::RowsWritten, 70_000), 0),
        Some(Pause::Today)
    );
    assert_eq!(keeping(&plan, &used(Resource::Requests, 69_999)), USUAL);
    assert_eq!(keeping(&plan, &used(Resource::Requests, 70_000)).browser, 300);
    assert!(may_write(&plan, &used(Resource::KvWrites, 699), KvWrite::Page));
    assert!(!may_write(&plan, &used(Resource::KvWrites, 700), KvWrite::Page));
}

#[test]
fn the_longest_pause_counts_and_ends_when_the_quota_begins_again() {
    let mut standing = used(Resource::RowsWritten, 100_000);
    standing.used.set(Resource::ClassA, 1_000_000);
    assert_eq!(pause(&Plan::default(), &standing, 0), Some(Pause::ThisMonth));
    let now = Timestamp::parse_day("2026-12-31").unwrap().plus_seconds(3600);
    assert_eq!(Pause::Today.ends_at(now).unwrap().day(), "2027-01-01");
    assert_eq!(Pause::ThisMonth.ends_at(now).unwrap().day(), "2027-01-01");
    assert_eq!(Pause::Full.ends_at(now), None);
}

#[test]
fn pages_are_kept_longer_once_what_they_save_runs_out() {
    let plan = Plan::default();
    assert_eq!(keeping(&plan, &used(Resource::Requests, 94_999)), USUAL);
    assert_eq!(
        keeping(&plan, &used(Resource::Requests, 95_000)),
        Keeping { browser: 300, ..USUAL }
    );
    for (resource, mark) in [(Resource::RowsRead, 4_750_000), (Resource::KvReads, 95_000)] {
        assert_eq!(keeping(&plan, &used(resource, mark)), Keeping { near: 900, ..USUAL });
        assert_eq!(keeping(&plan, &used(resource, mark - 1)), USUAL);
    }
}

#[test]
fn kv_is_never_written_a_thousand_times_a_day() {
    let may = |writes| {
        let standing = used(Resource::KvWrites, writes);
        [KvWrite::Page, KvWrite::SignedOut, KvWrite::Settings].map(|what| may_write(&Plan::default(), &standing, what))
    };
    assert_eq!(may(949), [true; 3]);
    assert_eq!(may(950), [false, true, true]);
    assert_eq!(may(970), [false, false, true]);
    assert_eq!(may(979), [false, false, true]);
    assert_eq!(may(980), [false; 3]);
}
