//! Why a job ends without renditions: for its owner a [`Reason`], for the log a sentence.

use domain::reason::Reason;
use std::borrow::Cow;

/// Why a job ends without renditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// This file cannot become renditions, whoever tries.
    File(Reason),
    /// Something around the file failed: another try may succeed. The sentence is for the log.
    Later(Cow<'static, str>),
}

impl Fault {
    /// Another try may succeed.
    pub fn later(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Later(why.into())
    }

    /// The file stops in the middle.
    #[must_use]
    pub const fn cut_short() -> Self {
        Self::File(Reason::CutShort)
    }

    /// The file is broken.
    #[must_use]
    pub const fn damaged() -> Self {
        Self::File(Reason::Damaged)
    }
}
