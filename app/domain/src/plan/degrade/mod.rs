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

/// Why no photo is taken, or nothing exported, and until when: the longer it is, the greater.
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

    /// What a visitor reads whose photo is not taken.
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

    /// What a member reads whose export does not begin, or does not go on.
    #[must_use]
    pub const fn export_sentence(self) -> &'static str {
        match self {
            Self::Today => {
                "This site has nearly used up what it may in a day, so nothing is exported until midnight (UTC). Nothing that \
                 is here is lost."
            }
            Self::ThisMonth => {
                "This site has nearly used up what it may in a month, so nothing is exported until the next one begins. \
                 Nothing that is here is lost."
            }
            Self::Full => {
                "There is not enough room left on this site for a copy of your photos, so they are not exported just now. \
                 Nothing that is here is lost."
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
    longest(&OF_AN_UPLOAD, plan, standing, bytes)
}

/// The longest pause that what is used of these makes, once so many bytes more are stored.
fn longest(uses: &[Resource], plan: &Plan, standing: &Standing, bytes: u64) -> Option<Pause> {
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
    uses.iter().copied().filter(reached).map(pause).max()
}

/// What an export uses: it reads whose photos it is of, and copies them, part by part and message by message.
const OF_AN_EXPORT: [Resource; 7] = [
    Resource::RowsRead,
    Resource::RowsWritten,
    Resource::QueueOperations,
    Resource::ClassA,
    Resource::ClassB,
    Resource::DatabaseBytes,
    Resource::StoredBytes,
];

/// Whether no export begins now, and none that is under way goes on. One that begins has to fit into the [`room`] as well.
#[must_use]
pub fn export_pause(plan: &Plan, standing: &Standing) -> Option<Pause> {
    longest(&OF_AN_EXPORT, plan, standing, 0)
}

/// How many more bytes can be stored before uploads pause.
#[must_use]
pub fn room(plan: &Plan, standing: &Standing) -> u64 {
    let mark = share(plan.limit(Resource::StoredBytes), plan.marks().act);
    // at the mark they pause
    let most = mark.saturating_sub(1);
    most.saturating_sub(standing.used.of(Resource::StoredBytes))
}

/// So many hundredths of a limit, rounded up.
fn share(limit: u64, percent: u8) -> u64 {
    let share = (u128::from(limit) * u128::from(percent)).div_ceil(100);
    u64::try_from(share).unwrap_or(u64::MAX)
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
    leaves_enough(&OF_A_BACKUP, plan, standing)
}

/// What the audit uses: it reads rows and looks at objects, and writes down how far it is.
const OF_THE_AUDIT: [Resource; 3] = [Resource::RowsRead, Resource::RowsWritten, Resource::ClassB];

/// Whether the audit goes on: it gives way as backups do.
#[must_use]
pub fn may_audit(plan: &Plan, standing: &Standing) -> bool {
    leaves_enough(&OF_THE_AUDIT, plan, standing)
}

fn leaves_enough(uses: &[Resource], plan: &Plan, standing: &Standing) -> bool {
    uses.iter().copied().all(|resource| {
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
    share(plan.limit(Resource::KvWrites), percent)
}

/// Whether something may still be written to KV today, as far as is known. What is known is a little old, so that it may turn out not to
/// be so when it is taken.
#[must_use]
pub fn may_write(plan: &Plan, standing: &Standing, what: KvWrite) -> bool {
    standing.used.of(Resource::KvWrites) < most_writes(plan, what)
}

#[cfg(test)]
mod tests;
