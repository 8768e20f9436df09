//! What the site does without, before it would cost money or be cut off. Nothing that is there becomes unreachable.

use super::{
    quota::{Period, Resource},
    setting::Plan,
    standing::{Level, Standing, next_month_of, reaches},
};
use crate::time::Timestamp;

/// What taking a photo uses: its row and job, its files, its message.
const OF_AN_UPLOAD: [Resource; 5] = [
    Resource::RowsWritten,
    Resource::QueueOperations,
    Resource::ClassA,
    Resource::DatabaseBytes,
    Resource::StoredBytes,
];

/// Why no photo is taken, and until when: the longer it is, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pause {
    /// What may be used in a day is nearly used up.
    Today,
    /// What may be used in a month is nearly used up.
    ThisMonth,
    /// There is no room for more.
    Full,
}

impl Pause {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Today, Self::ThisMonth, Self::Full];

    /// What a visitor reads.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Today => {
                "This site has nearly used up what it may in a day, so no photos are taken until midnight (UTC). Nothing \
                 that is here is lost; please send yours again then."
            }
            Self::ThisMonth => {
                "This site has nearly used up what it may in a month, so no photos are taken until the next one begins. \
                 Nothing that is here is lost; please send yours again then."
            }
            Self::Full => {
                "There is no room left on this site, so no photos are taken just now. Nothing that is here is lost."
            }
        }
    }

    /// When it ends by itself; of what is full nobody knows.
    #[must_use]
    pub const fn ends_at(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Today => Some(Timestamp::of_day(super::standing::day_of(now) + 1)),
            Self::ThisMonth => Some(Timestamp::of_day(next_month_of(now))),
            Self::Full => None,
        }
    }
}

/// Whether a photo of so many bytes is not taken now. A file that would reach the mark is not, even if a smaller one would be.
#[must_use]
pub fn pause(plan: &Plan, standing: &Standing, bytes: u64) -> Option<Pause> {
    let reached = |resource: &Resource| {
        let more = if *resource == Resource::StoredBytes { bytes } else { 0 };
        let used = standing.used.of(*resource).saturating_add(more);
        reaches(used, plan.limit(*resource), plan.marks().act)
    };
    let pause = |resource: Resource| match resource.period() {
        Period::Day => Pause::Today,
        Period::Month => Pause::ThisMonth,
        Period::Stock => Pause::Full,
    };
    OF_AN_UPLOAD.into_iter().filter(reached).map(pause).max()
}

/// What a backup uses: it reads every row, and stores copies.
const OF_A_BACKUP: [Resource; 6] = [
    Resource::RowsRead,
    Resource::RowsWritten,
    Resource::QueueOperations,
    Resource::ClassA,
    Resource::DatabaseBytes,
    Resource::StoredBytes,
];

/// Whether a backup goes on. It gives way before people notice anything: of what begins again every day it leaves a fifth, and
/// goes on the next day; of the rest it stops where uploads do.
#[must_use]
pub fn may_back_up(plan: &Plan, standing: &Standing) -> bool {
    OF_A_BACKUP.into_iter().all(|resource| {
        let level = standing.level(plan, resource);
        match resource.period() {
            Period::Day => level == Level::Calm,
            Period::Month | Period::Stock => level < Level::Reached,
        }
    })
}

/// For how long pages for strangers are kept, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// In each location: so old may a page be there.
    pub near: u64,
    /// By the visitor's own browser.
    pub browser: u64,
}

/// What holds while there is enough.
pub const USUAL: Keeping = Keeping { near: 60, browser: 0 };

/// Kept longer once requests, rows or look-ups run out: what a kept page saves.
#[must_use]
pub fn keeping(plan: &Plan, standing: &Standing) -> Keeping {
    let reached = |resource| standing.level(plan, resource) == Level::Reached;
    Keeping {
        near: if reached(Resource::RowsRead) || reached(Resource::KvReads) {
            900
        } else {
            USUAL.near
        },
        browser: if reached(Resource::Requests) {
            300
        } else {
            USUAL.browser
        },
    }
}

/// What is written to KV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KvWrite {
    /// A page, which saves work and no more.
    Page,
    /// That a session was signed out: its row in D1 says so too, and is what counts.
    SignedOut,
    /// The site's settings: they are in D1 too, and the hourly cron makes good what was not written.
    Settings,
}

/// So many names are written to KV in a day at most before this is not any more. A few are left for those who sign out, and some for
/// whoever changes the site's settings.
#[must_use]
pub fn most_writes(plan: &Plan, what: KvWrite) -> u64 {
    let percent = match what {
        KvWrite::Page => plan.marks().act,
        KvWrite::SignedOut => 97,
        // not all of it: what an account does by hand counts as well
        KvWrite::Settings => 98,
    };
    let share = u128::from(plan.limit(Resource::KvWrites)) * u128::from(percent);
    u64::try_from(share.div_ceil(100)).unwrap_or(u64::MAX)
}

/// Whether something may still be written to KV today, as far as is known. What is known is a little old, so that it may turn out not to
/// be so when it is taken.
#[must_use]
pub fn may_write(plan: &Plan, standing: &Standing, what: KvWrite) -> bool {
    standing.used.of(Resource::KvWrites) < most_writes(plan, what)
}

#[cfg(test)]
mod tests {
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
            [KvWrite::Page, KvWrite::SignedOut, KvWrite::Settings]
                .map(|what| may_write(&Plan::default(), &standing, what))
        };
        assert_eq!(may(949), [true; 3]);
        assert_eq!(may(950), [false, true, true]);
        assert_eq!(may(970), [false, false, true]);
        assert_eq!(may(979), [false, false, true]);
        assert_eq!(may(980), [false; 3]);
    }
}
