//! Which backups stay: the newest ones, and of earlier weeks the last one each.

use crate::{
    plan::standing::day_of,
    time::{DAY_MILLIS, Timestamp},
};

/// How many of the newest ones stay; there is one a day.
pub const DAILY: usize = 7;

/// Of how many weeks before those the last one stays.
pub const WEEKLY: usize = 4;

/// For how long one stays at most, in days. The newest stays longer if there is none after it.
pub const DAYS_KEPT: i64 = 35;

/// How long after one has begun the next one does, in seconds. Less than a day: the cron that begins it is never on time to the second.
pub const EVERY_SECONDS: i64 = 23 * 3600;

/// Whether each of these backups stays, by when it was made: the newest first.
#[must_use]
pub fn kept(now: Timestamp, newest_first: &[Timestamp]) -> Vec<bool> {
    let mut weeks: Vec<i64> = Vec::new();
    let stays = |(place, made): (usize, &Timestamp)| {
        let old = is_old(now, *made);
        if place == 0 || (place < DAILY && !old) {
            return true;
        }
        let week = week_of(*made);
        let stays = !old && weeks.len() < WEEKLY && !weeks.contains(&week);
        if stays {
            weeks.push(week);
        }
        stays
    };
    newest_first.iter().enumerate().map(stays).collect()
}

/// Whether a backup that was made then does not stay any longer, unless there is none after it.
#[must_use]
pub const fn is_old(now: Timestamp, made: Timestamp) -> bool {
    made.millis() < now.millis() - DAYS_KEPT * DAY_MILLIS
}

/// Weeks begin on Mondays; 1970-01-01 was a Thursday.
const fn week_of(time: Timestamp) -> i64 {
    (day_of(time) + 3).div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One backup a day for so many days, with rotation after each; how many days old those are that stay, the newest first.
    fn ages_after(days: i64) -> Vec<i64> {
        let mut there: Vec<Timestamp> = Vec::new();
        for day in 0..days {
            there.insert(0, Timestamp::of_day(20_000 + day));
            let keep = kept(Timestamp::of_day(20_000 + day), &there);
            let mut keep = keep.into_iter();
            there.retain(|_| keep.next().unwrap());
        }
        let today = 20_000 + days - 1;
        there.into_iter().map(|made| today - day_of(made)).collect()
    }

    #[test]
    fn a_week_of_days_and_a_month_of_weeks_stay() {
        assert_eq!(ages_after(1), [0]);
        assert_eq!(ages_after(7), [0, 1, 2, 3, 4, 5, 6]);
        for days in 60..75 {
            let ages = ages_after(days);
            assert_eq!(ages.len(), DAILY + WEEKLY, "{ages:?}");
            assert_eq!(ages[..DAILY], [0, 1, 2, 3, 4, 5, 6]);
            assert!(*ages.last().unwrap() >= 21 && *ages.last().unwrap() <= 28, "{ages:?}");
            assert!(ages.windows(2).all(|pair| pair[1] - pair[0] <= 7), "{ages:?}");
        }
    }

    #[test]
    fn nothing_stays_for_longer_than_it_may_but_the_newest() {
        let now = Timestamp::of_day(20_100);
        let made = [20_064, 20_060].map(Timestamp::of_day);
        assert_eq!(kept(now, &made), [true, false]);
        let made = [20_099, 20_065, 20_064].map(Timestamp::of_day);
        assert_eq!(kept(now, &made), [true, true, false]);
        assert_eq!(kept(now, &[]), [false; 0]);
    }
}
