//! Leaving: from asking for one's account to be deleted until everything is gone.

use crate::time::Timestamp;

/// How many days somebody who leaves may change their mind.
pub const DAYS_TO_STAY: i64 = 14;

/// When everything goes of somebody who asked for it then.
#[must_use]
pub const fn goes_at(asked: Timestamp) -> Timestamp {
    asked.plus_days(DAYS_TO_STAY)
}

/// Before when somebody must have asked for everything to go now.
#[must_use]
pub const fn asked_before(now: Timestamp) -> Timestamp {
    now.plus_days(-DAYS_TO_STAY)
}

/// Whether it is too late to stay.
#[must_use]
pub fn is_over(asked: Timestamp, now: Timestamp) -> bool {
    goes_at(asked) <= now
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_two_weeks() {
        let asked = Timestamp::from_millis(1000);
        let end = goes_at(asked);
        assert_eq!(end.millis() - asked.millis(), 14 * 24 * 3600 * 1000);
        assert_eq!(asked_before(end), asked);
        assert!(is_over(asked, end));
        assert!(!is_over(asked, Timestamp::from_millis(end.millis() - 1)));
    }
}
