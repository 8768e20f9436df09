//! Points in time, as numbers that D1 and JavaScript hold exactly.

use serde::{Deserialize, Serialize};

/// Milliseconds of a day.
pub const DAY_MILLIS: i64 = 86_400_000;

/// Milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// This many seconds later (earlier, if negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// This many times 24 hours later (earlier, if negative).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MILLIS)))
    }

    /// The beginning of a day (UTC), counted from 1970-01-01.
    #[must_use]
    pub const fn of_day(days: i64) -> Self {
        Self(days.saturating_mul(DAY_MILLIS))
    }

    /// The beginning of a day, from what [`Self::day`] writes.
    ///
    /// Source: Howard Hinnant, as for [`Self::date`], `days_from_civil`.
    #[must_use]
    pub fn parse_day(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut number = || parts.next()?.parse::<i64>().ok();
        let (year, month, day) = (number()?, number()?, number()?);
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        let (year, shifted_month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let time = Self::of_day(era * 146_097 + day_of_era - 719_468);
        // one spelling only, and no 31 April
        (time.day() == text).then_some(time)
    }

    /// The day in UTC: `2024-05-01`.
    #[must_use]
    pub fn day(self) -> String {
        let (year, month, day) = self.date();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Date and time in UTC (RFC 3339): `2024-05-01T18:30:00Z`.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let seconds = self.0.rem_euclid(DAY_MILLIS) / 1000;
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{}T{hour:02}:{minute:02}:{second:02}Z", self.day())
    }

    /// The calendar date in UTC: year, month 1 to 12, day 1 to 31.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    #[must_use]
    pub const fn date(self) -> (i64, u8, u8) {
        let days = self.0.div_euclid(DAY_MILLIS) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "1 to 31 and 1 to 12"
        )]
        (year, month as u8, day as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_right_across_leap_days() {
        for (seconds, date) in [
            (0, (1970, 1, 1)),
            (951_782_400, (2000, 2, 29)),
            (1_709_164_799, (2024, 2, 28)),
            (1_798_761_600, (2027, 1, 1)),
            (-1, (1969, 12, 31)),
        ] {
            assert_eq!(Timestamp::from_millis(seconds * 1000).date(), date);
        }
    }

    #[test]
    fn days_read_back_as_written_and_in_no_other_spelling() {
        for days in (0..80_000).step_by(13) {
            let time = Timestamp::of_day(days);
            assert_eq!(Timestamp::parse_day(&time.day()), Some(time));
        }
        assert_eq!(
            Timestamp::parse_day("2024-02-29"),
            Some(Timestamp::from_millis(1_709_164_800_000))
        );
        for other in [
            "",
            "2024-2-29",
            "2023-02-29",
            "2024-04-31",
            "2024-13-01",
            "1969-12-31",
            "2024-05-01-1",
            "x",
        ] {
            assert_eq!(Timestamp::parse_day(other), None, "{other}");
        }
    }

    #[test]
    fn times_are_written_for_machines() {
        assert_eq!(
            Timestamp::from_millis(1_714_588_200_999).rfc3339(),
            "2024-05-01T18:30:00Z"
        );
        assert_eq!(Timestamp::from_millis(0).rfc3339(), "1970-01-01T00:00:00Z");
    }
}
