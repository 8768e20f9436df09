//! How far an upload has come, and which steps there are.

/// How far an upload has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// For a free place among those that are sent.
    Waiting,
    /// Preview and hash are being made.
    Hashing,
    /// On its way.
    Sending,
    /// Stored; the job waits.
    Queued,
    /// Renditions are being made.
    Processing,
    /// Done.
    Ready,
    /// Something went wrong.
    Failed,
    /// It was there already.
    Duplicate,
}

impl Stage {
    /// As in `data-state`.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Hashing => "hashing",
            Self::Sending => "sending",
            Self::Queued => "queued",
            Self::Processing => "processing",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Duplicate => "duplicate",
        }
    }

    /// Whether leaving the page now would lose it.
    pub(crate) const fn is_sending(self) -> bool {
        matches!(self, Self::Waiting | Self::Hashing | Self::Sending)
    }
}
