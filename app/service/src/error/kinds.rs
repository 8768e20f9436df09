//! What exactly cannot be taken, and what exactly contradicts what is there. Displays are sentences in English.

use domain::{
    account::AccountError, image_settings::SettingsError, metadata::MetadataError, share::ShareError,
    site_settings::Refused,
};

/// What was sent cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// A file without bytes.
    #[error("The file is empty.")]
    EmptyFile,
    /// A request without the file that it should carry.
    #[error("The request has no body: the file is missing.")]
    NoBody,
    /// A form without a file.
    #[error("Please choose a photo first.")]
    NoPhotoChosen,
    /// A form that the runtime could not take apart.
    #[error("The form could not be read. Please choose the photo again.")]
    FormUnreadable,
    /// A preview in another format.
    #[error("A preview is a WebP or a JPEG.")]
    PreviewType,
    /// A preview of too many bytes.
    #[error("A preview has at most 300 kB.")]
    PreviewTooLarge,
    /// A visibility that there is not.
    #[error("The visibility is public, unlisted or private.")]
    Visibility,
    /// Something written about a photo.
    #[error(transparent)]
    Metadata(#[from] MetadataError),
    /// A member's image settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A field of the site's settings.
    #[error(transparent)]
    SiteSettings(#[from] Refused),
    /// A field of a sign-up form.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A passkey without a name, or with a very long one.
    #[error("Please give the passkey a name of 1 to 60 characters.")]
    PasskeyName,
    /// A choice for a share link.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// Another handle than one's own, where it is to be typed to leave.
    #[error("This is not your handle. Nothing was deleted.")]
    HandleToLeave,
    /// A choice of who may know a place that there is not.
    #[error("The place is shown, hidden, or as you chose for all your photos.")]
    Place,
    /// A choice of what others may download that there is not.
    #[error("The original is not offered, offered without its metadata, whole, or as you chose for all your photos.")]
    Download,
    /// A token without a name, or with a very long one.
    #[error("Please give the token a name of 1 to 60 characters.")]
    TokenName,
    /// A token for nothing.
    #[error("Please choose what the token is for.")]
    NoScope,
    /// A time that is not offered.
    #[error("Please choose how long the token lasts.")]
    TokenDays,
    /// A role that there is not.
    #[error("Somebody is a member, a moderator or an admin.")]
    Role,
    /// A checksum in another form. Only programs meet it.
    #[error("The Repr-Digest header has another form than sha-256=:BASE64: (RFC 9530).")]
    Digest,
    /// A JSON body of too many bytes. Only programs meet it.
    #[error("This body is too large.")]
    BodyTooLarge,
    /// Another JSON than is expected, and what is wrong with it. Only programs meet it: the detail stays English.
    #[error("This is not the JSON that is expected: {0}.")]
    Json(String),
}

/// It contradicts what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Somebody else has this handle.
    #[error("This handle is taken. Please choose another.")]
    HandleTaken,
    /// Somebody has an account with this e-mail.
    #[error("There is an account with this e-mail already. Please sign in.")]
    EmailTaken,
    /// The photo is not as it was when the change began.
    #[error("This photo was changed at the same time. Please look at it again.")]
    ChangedMeanwhile,
    /// An attempt is under way.
    #[error("This photo is being processed. Please change it in a moment.")]
    BeingProcessed,
    /// Somebody has this passkey already.
    #[error("This passkey is known here already.")]
    PasskeyKnown,
    /// They have as many passkeys as anybody may have.
    #[error("You have 20 passkeys, the most anybody can have. Please remove one first.")]
    TooManyPasskeys,
    /// Without it nobody could sign in to the account any more.
    #[error("This is your only way to sign in. Please set a password or add another passkey first.")]
    LastWayIn,
    /// They have as many tokens as anybody may have.
    #[error("You have 50 tokens, the most anybody can have. Please revoke one first.")]
    TooManyTokens,
    /// There has to be somebody who runs the site.
    #[error("This is the last admin. Please make somebody else an admin first.")]
    LastAdmin,
    /// As many invitations are open as can be.
    #[error("There are 90 open invitations, the most there can be. Please revoke some first.")]
    TooManyInvitations,
    /// They have blocked as many people as anybody can.
    #[error("You have blocked 1,000 people, the most anybody can.")]
    TooManyBlocks,
    /// It has as many share links as any photo may have.
    #[error("This photo has 20 share links, the most it can have. Please revoke one first.")]
    TooManyLinks,
    /// They have an export already.
    #[error("There is an export of yours already. Please remove it first.")]
    ExportThere,
    /// They have begun as many exports as anybody may in a day.
    #[error("You have begun 5 exports within a day, the most anybody can. Please try again tomorrow.")]
    TooManyExports,
    /// Their originals are larger together than may be exported here.
    #[error("Your photos are larger, together, than this site exports. Please write to the people who run it.")]
    ExportTooLarge,
    /// Somebody else saved others while these were chosen.
    #[error(
        "Somebody else has changed the settings meanwhile, so yours are not saved yet. See below what they changed; saving again puts yours in its place."
    )]
    SettingsChanged,
    /// It has not failed.
    #[error("This photo is not waiting for another try.")]
    NotWaiting,
}
