//! Ids: random UUIDs, written as 32 hexadecimal digits. Making one is an adapter's work.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text was not 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a random UUID (version 4: 122 random bits).
            #[must_use]
            pub const fn new(random: Uuid) -> Self {
                Self(random)
            }

            /// Its sixteen bytes.
            #[must_use]
            pub const fn bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.simple().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                // one spelling only, so that one thing has one address
                if text.len() != 32 || text.bytes().any(|b| b.is_ascii_uppercase()) {
                    return Err(NotAnId);
                }
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
    };
}

id!(
    /// A photo's id, as in `/photos/{id}`.
    PhotoId
);
id!(
    /// A user's id. Never shown: people are addressed by their handle.
    UserId
);
id!(
    /// A session's id: what signing out revokes.
    SessionId
);
id!(
    /// An API token's row. It tells nothing of the token.
    TokenId
);
id!(
    /// An invitation's row. It tells nothing of the secret in its link.
    InvitationId
);
id!(
    /// A share link's row. It tells nothing of the secret in the link's address.
    ShareLinkId
);
id!(
    /// An export's id, as in `/settings/export/{id}/file`.
    ExportId
);
id!(
    /// A backup's id.
    BackupId
);
id!(
    /// The unguessable part of every name that a photo has in storage. Not its id, so that knowing a photo's page
    /// does not tell where its files are.
    StorageToken
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_written() {
        let id = PhotoId::new(Uuid::from_u128(0x1234));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().len(), 32);
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "1234",
            "00000000-0000-0000-0000-000000001234",
            "0000000000000000000000000000ABCD",
        ] {
            assert_eq!(text.parse::<PhotoId>(), Err(NotAnId), "{text}");
        }
    }
}
