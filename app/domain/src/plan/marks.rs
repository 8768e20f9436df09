//! From where on a quota counts as nearly used up: whoever runs the site may choose, within bounds.

use serde::{Deserialize, Serialize};

/// How much of a quota may be used before something follows from it, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// From here on whoever runs the site is warned.
    pub warn: u8,
    /// From here on the site does without something rather than use it up.
    pub act: u8,
}

/// The lowest mark, in hundredths: below half of a quota nothing is near its end.
pub const LEAST_MARK: u8 = 50;

/// The highest mark, in hundredths. What isolates have counted and not yet written down has to fit above it
/// ([`super::pace`]), and those who sign out take the last writes to KV ([`super::degrade::may_write`]).
pub const MOST_MARK: u8 = 97;

impl Default for Marks {
    fn default() -> Self {
        Self { warn: 80, act: 95 }
    }
}

impl Marks {
    /// Whether both are within their bounds, and the warning comes first.
    #[must_use]
    pub const fn are_valid(self) -> bool {
        is_mark(self.warn) && is_mark(self.act) && self.warn < self.act
    }
}

/// Whether a mark is within its bounds.
#[must_use]
pub const fn is_mark(percent: u8) -> bool {
    percent >= LEAST_MARK && percent <= MOST_MARK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_warning_comes_first_and_both_leave_room() {
        for (warn, act, valid) in [
            (80, 95, true),
            (50, 51, true),
            (96, 97, true),
            (95, 95, false),
            (95, 80, false),
            (49, 95, false),
            (80, 98, false),
            (0, 0, false),
            (80, 255, false),
        ] {
            assert_eq!(Marks { warn, act }.are_valid(), valid, "{warn} and {act}");
        }
        assert!(Marks::default().are_valid());
    }
}
