//! How fast a view is forgotten: after a week it counts for half.
//!
//! Source: G. Cormode, V. Shkapenyuk, D. Srivastava, B. Xu, "Forward Decay: A Practical Time Decay Model for Streaming Systems",
//! ICDE 2009. What was viewed does not lose weight as time passes; what is viewed later weighs more instead, by 2^(t / half-life)
//! after a fixed point in time. Scores are in the same order either way, but none of them ever has to be changed because time has
//! passed: so an index holds the photos in the order of their popularity, and what is popular is read from its beginning.

use crate::time::Timestamp;

/// After so many minutes a view counts for half of one that is made then: a week.
const HALF_LIFE_MINUTES: f64 = 7.0 * 24.0 * 60.0;

/// 2040-01-01. A double holds 2 to the power of about -1020 to 1020: about 19 years before and after.
const LANDMARK_SECONDS: i64 = 2_208_988_800;

/// Beyond this, weights would leave what a double holds; then all weigh the same.
const MOST_HALF_LIVES: f64 = 960.0;

/// What a view weighs that is made now.
#[must_use]
pub fn weight(now: Timestamp) -> f64 {
    let minutes = (now.seconds() - LANDMARK_SECONDS) / 60;
    let minutes = i32::try_from(minutes).unwrap_or(if minutes < 0 { i32::MIN } else { i32::MAX });
    let half_lives = f64::from(minutes) / HALF_LIFE_MINUTES;
    half_lives.clamp(-MOST_HALF_LIVES, MOST_HALF_LIVES).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str) -> Timestamp {
        Timestamp::parse_day(day).unwrap()
    }

    #[test]
    fn a_week_later_a_view_weighs_twice_as_much() {
        for day in ["2026-11-26", "2039-12-28", "2050-02-28"] {
            let ratio = weight(at(day).plus_days(7)) / weight(at(day));
            assert!((ratio - 2.0).abs() < 1e-9, "{day}: {ratio}");
        }
        assert!((weight(at("2040-01-01")) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn weights_are_numbers_for_a_long_time() {
        let mut before = 0.0;
        for year in 2023..2058 {
            let weight = weight(at(&format!("{year}-06-01")));
            assert!(weight.is_normal() && weight > before, "{year}: {weight}");
            assert!((weight * 1e9).is_normal(), "{year}: room for a billion of them");
            before = weight;
        }
        for far in [i64::MIN, i64::MAX] {
            assert!(weight(Timestamp::from_millis(far)).is_normal());
        }
    }

    #[test]
    fn ten_views_of_today_are_more_than_nineteen_of_last_week_and_less_than_twenty_one() {
        let (then, now) = (weight(at("2026-11-19")), weight(at("2026-11-26")));
        assert!(10.0 * now > 19.0 * then && 10.0 * now < 21.0 * then);
    }
}
