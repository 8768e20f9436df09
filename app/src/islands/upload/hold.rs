//! Why the whole line waits: not because of one file, but because nothing could be sent now.

use crate::catalogue::{UploadWords, fill};

/// The longest time that the site may ask to wait, in seconds.
const LONGEST: u32 = 600;

/// Why the line waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// There is no connection. It goes on when there is.
    Offline,
    /// The session has ended. It goes on when somebody has signed in again and says so.
    SignedOut,
    /// The site asked to wait for so many seconds. Then it goes on.
    TooOften(u32),
}

impl Hold {
    /// What an answer's status means for the whole line, if it means anything.
    pub(crate) fn of_status(status: u16, retry_after: Option<u32>) -> Option<Self> {
        match status {
            401 => Some(Self::SignedOut),
            429 => Some(Self::TooOften(retry_after.unwrap_or(30).clamp(1, LONGEST))),
            _ => None,
        }
    }

    /// A sentence for the visitor, with the next step.
    pub(crate) fn text(self) -> String {
        let words = UploadWords::here();
        match self {
            Self::Offline => words.offline.to_owned(),
            Self::SignedOut => words.signed_out.to_owned(),
            Self::TooOften(seconds) => fill(words.too_often, &[("n", &seconds.to_string())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_some_answers_are_about_the_whole_line() {
        assert_eq!(Hold::of_status(401, None), Some(Hold::SignedOut));
        assert_eq!(Hold::of_status(429, Some(7)), Some(Hold::TooOften(7)));
        assert_eq!(Hold::of_status(429, Some(99_999)), Some(Hold::TooOften(LONGEST)));
        assert_eq!(Hold::of_status(500, None), None);
        assert!(Hold::TooOften(7).text().contains("7 seconds"));
    }
}
