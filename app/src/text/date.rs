//! Dates as people read them: `1 May 2024`, `2024年5月1日`.

use crate::Language;
use domain::time::Timestamp;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day of a point in time, in UTC.
pub(crate) fn day(time: Timestamp, language: Language) -> String {
    let (year, month, day) = time.date();
    written(language, year, usize::from(month), u32::from(day)).unwrap_or_default()
}

/// Day and minute of a point in time, in UTC: `1 May 2024, 18:30 UTC`.
pub(crate) fn minute(time: Timestamp, language: Language) -> String {
    let (day, clock) = (day(time, language), time_of_day(time));
    match language {
        Language::English => format!("{day}, {clock} UTC"),
        Language::Chinese => format!("{day} {clock}（UTC）"),
    }
}

/// The time of day of a point in time, in UTC: `19:40`.
pub(crate) fn time_of_day(time: Timestamp) -> String {
    let minutes = time.seconds().div_euclid(60).rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The day in what a camera wrote (`2024-05-01T18:30:00…`). `None` if there is no plausible day in it.
pub(crate) fn day_taken(taken_at: &str, language: Language) -> Option<String> {
    let mut parts = taken_at.get(..10)?.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    written(language, year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn written(language: Language, year: i64, month: usize, day: u32) -> Option<String> {
    let name = MONTHS.get(month.checked_sub(1)?)?;
    (1..=31).contains(&day).then(|| match language {
        Language::English => format!("{day} {name} {year}"),
        Language::Chinese => format!("{year}年{month}月{day}日"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out() {
        let time = Timestamp::from_millis(1_714_588_200_000);
        assert_eq!(day(time, Language::English), "1 May 2024");
        assert_eq!(day(time, Language::Chinese), "2024年5月1日");
        assert_eq!(time_of_day(time), "18:30");
        assert_eq!(minute(time, Language::English), "1 May 2024, 18:30 UTC");
        assert_eq!(minute(time, Language::Chinese), "2024年5月1日 18:30（UTC）");
    }

    #[test]
    fn what_cameras_write_is_read_or_left_out() {
        let english = |text| day_taken(text, Language::English);
        assert_eq!(english("2024-05-01T18:30:00+02:00").as_deref(), Some("1 May 2024"));
        for odd in [
            "",
            "2024",
            "0000-00-00T00:00:00",
            "2024-13-01T00:00:00",
            "2024-05-32",
            "2024:05:01 1",
            "é24-05-011",
        ] {
            assert_eq!(english(odd), None, "{odd}");
        }
    }
}
