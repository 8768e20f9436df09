//! Why a job ends without renditions, and the sentences that a photo's owner reads.

use std::borrow::Cow;

/// The file stops in the middle.
pub const CUT_SHORT: &str = "This file ends before its picture does. Please upload it again from the original.";
/// The file is broken in some other way.
pub const DAMAGED: &str = "This file is damaged and cannot be read as a photo.";
/// A decoder failed in a way it should not have.
pub const UNREADABLE: &str = "This photo cannot be processed: reading it failed unexpectedly.";

/// Why a job ends without renditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// This file cannot become renditions, whoever tries. The sentence is for the owner.
    File(Cow<'static, str>),
    /// Something around the file failed: another try may succeed. The sentence is for the log.
    Later(Cow<'static, str>),
}

impl Fault {
    /// The file cannot become renditions, for this reason.
    pub fn file(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::File(reason.into())
    }

    /// Another try may succeed.
    pub fn later(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::Later(reason.into())
    }

    /// The file stops in the middle.
    #[must_use]
    pub const fn cut_short() -> Self {
        Self::File(Cow::Borrowed(CUT_SHORT))
    }

    /// The file is broken.
    #[must_use]
    pub const fn damaged() -> Self {
        Self::File(Cow::Borrowed(DAMAGED))
    }

    /// The sentence.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::File(reason) | Self::Later(reason) => reason,
        }
    }
}
