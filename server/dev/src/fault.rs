//! Why a command stopped, as a sentence for the person at the terminal.

use std::{fmt, io};

/// The result of every step.
pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// A sentence that says what is wrong, and where there is one, the mend.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<String> for Fault {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

impl From<&str> for Fault {
    fn from(sentence: &str) -> Self {
        Self(sentence.to_owned())
    }
}

/// Adds to an error what was being tried.
pub(crate) trait While<T> {
    /// `doing` completes the sentence "while …".
    fn while_doing(self, doing: impl fmt::Display) -> Result<T>;
}

impl<T> While<T> for io::Result<T> {
    fn while_doing(self, doing: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Fault(format!("{error}, while {doing}")))
    }
}
