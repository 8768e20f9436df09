//! One error for every use case: what went wrong, which status it has, and the cause for the log.
//!
//! Every refusal is a value, so that whoever shows it can say it in the visitor's language.

mod kinds;

pub use kinds::{Conflict, Invalid};

use crate::ports::PortError;
use domain::{
    account::AccountError, image_settings::SettingsError, limits, media::UnknownMediaType, metadata::MetadataError,
    passkey, plan::degrade::Pause, share::ShareError, site_settings::Refused,
};

/// What a use case gives.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case was refused or did not work. `Display` is a sentence for the visitor in English,
/// `Debug` is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No such thing, or nothing this viewer may know of.
    #[error("There is nothing here, or nothing you may see.")]
    NotFound,
    /// Only for signed-in people.
    #[error("Please sign in first.")]
    SignInFirst,
    /// E-mail and password do not belong together. The same for an unknown e-mail.
    #[error("E-mail and password do not match.")]
    WrongPassword,
    /// The password was right, and the account is suspended.
    #[error("This account is suspended. Please write to the people who run this site.")]
    Suspended,
    /// Nobody can make an account.
    #[error("Nobody can make an account on this site just now.")]
    SignUpClosed,
    /// Only those who are invited can make an account.
    #[error("Making an account needs an invitation that is still good. Please ask for a new link.")]
    InvitationNeeded,
    /// It is not the password of this share link.
    #[error("This is not the password of this link.")]
    WrongLinkPassword,
    /// What was sent cannot be taken.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// It contradicts what is there.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// E-mail and recovery code do not belong together. The same for an unknown e-mail.
    #[error("E-mail and recovery code do not match.")]
    WrongCode,
    /// The link of a letter is none, was used, has ended, or another took its place. The same for whatever account.
    #[error(
        "This link no longer holds: it was used, it is too old, or a newer one has taken its place. Please ask for another."
    )]
    DeadLink,
    /// It has to be shown again that it is them.
    #[error("Please confirm first that it is you.")]
    ConfirmFirst,
    /// A passkey's answer does not count. Why is for the log: it would help nobody but a forger.
    #[error("This passkey was not accepted. Please try again, or sign in another way.")]
    Passkey(#[from] passkey::Refusal),
    /// The API token is for other things.
    #[error("This token does not allow that. Please use one with the scope that it needs.")]
    OutOfScope,
    /// Another site's page may have caused this request.
    #[error("This request did not come from this site, so it was not carried out.")]
    ForeignOrigin,
    /// Too many bytes.
    #[error("{}", limits::TOO_LARGE)]
    TooLarge,
    /// None of the formats that are taken.
    #[error("{}", limits::WRONG_TYPE)]
    WrongType,
    /// The request does not say how many bytes follow.
    #[error("The upload must say its length (Content-Length).")]
    LengthRequired,
    /// The bytes are not those that were announced.
    #[error("The file was damaged on its way: its checksum does not match. Please send it again.")]
    WrongHash,
    /// The body ended early.
    #[error("The upload was interrupted. Nothing was kept; please send it again.")]
    Interrupted,
    /// The plan is nearly used up; how many seconds until that is over, if anybody knows.
    #[error("{}", pause.sentence())]
    UploadsPaused {
        /// Of what.
        pause: Pause,
        /// Until the quota begins again.
        seconds: Option<u64>,
    },
    /// The same for a member's export: there is no room for it, or what it uses is nearly used up.
    #[error("{}", pause.export_sentence())]
    ExportsPaused {
        /// Of what.
        pause: Pause,
        /// Until the quota begins again.
        seconds: Option<u64>,
    },
    /// Too often.
    #[error("That was a little too often. Please wait a minute and try again.")]
    TooOften,
    /// Something outside did not work.
    #[error("Something went wrong on our side. Please try again in a moment.")]
    Port(#[from] PortError),
}

impl Error {
    /// The HTTP status that goes with it.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound | Self::DeadLink => 404,
            Self::ForeignOrigin
            | Self::OutOfScope
            | Self::ConfirmFirst
            | Self::Suspended
            | Self::SignUpClosed
            | Self::InvitationNeeded => 403,
            Self::SignInFirst | Self::WrongPassword | Self::WrongCode | Self::WrongLinkPassword | Self::Passkey(_) => {
                401
            }
            Self::Invalid(_) | Self::Interrupted => 400,
            Self::Conflict(_) => 409,
            Self::TooLarge => 413,
            Self::WrongType => 415,
            Self::LengthRequired => 411,
            Self::WrongHash => 422,
            Self::TooOften => 429,
            Self::UploadsPaused { pause: Pause::Full, .. } | Self::ExportsPaused { pause: Pause::Full, .. } => 507,
            Self::UploadsPaused { .. } | Self::ExportsPaused { .. } | Self::Port(_) => 503,
        }
    }

    /// After how many seconds it makes sense to try again, for `Retry-After`.
    #[must_use]
    pub const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooOften | Self::Port(_) => Some(60),
            Self::UploadsPaused { seconds, .. } | Self::ExportsPaused { seconds, .. } => *seconds,
            _ => None,
        }
    }
}

impl From<AccountError> for Error {
    fn from(error: AccountError) -> Self {
        Self::Invalid(error.into())
    }
}

impl From<MetadataError> for Error {
    fn from(error: MetadataError) -> Self {
        Self::Invalid(error.into())
    }
}

impl From<SettingsError> for Error {
    fn from(error: SettingsError) -> Self {
        Self::Invalid(error.into())
    }
}

impl From<ShareError> for Error {
    fn from(error: ShareError) -> Self {
        Self::Invalid(error.into())
    }
}

impl From<Refused> for Error {
    fn from(error: Refused) -> Self {
        Self::Invalid(error.into())
    }
}

impl From<UnknownMediaType> for Error {
    fn from(_: UnknownMediaType) -> Self {
        Self::WrongType
    }
}
