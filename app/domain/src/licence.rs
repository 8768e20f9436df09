//! What others may do with a photo: all rights reserved, or one of Creative Commons' licences and marks.
//!
//! Sources: Creative Commons, "About CC Licenses" and "Public Domain"; the addresses are those of the deeds.

use crate::metadata::MetadataError;
use serde::{Deserialize, Serialize};

/// A licence, in its current version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Licence {
    /// Nothing is allowed without asking.
    #[default]
    AllRightsReserved,
    /// Attribution 4.0.
    CcBy,
    /// Attribution, share alike 4.0.
    CcBySa,
    /// Attribution, no derivatives 4.0.
    CcByNd,
    /// Attribution, not commercially 4.0.
    CcByNc,
    /// Attribution, not commercially, share alike 4.0.
    CcByNcSa,
    /// Attribution, not commercially, no derivatives 4.0.
    CcByNcNd,
    /// CC0 1.0: its author gives up every right.
    Cc0,
    /// Public Domain Mark 1.0: nobody has any right any more.
    PublicDomain,
}

impl Licence {
    /// Every licence, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::AllRightsReserved,
        Self::CcBy,
        Self::CcBySa,
        Self::CcByNd,
        Self::CcByNc,
        Self::CcByNcSa,
        Self::CcByNcNd,
        Self::Cc0,
        Self::PublicDomain,
    ];

    /// As stored and as in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AllRightsReserved => "all-rights-reserved",
            Self::CcBy => "cc-by",
            Self::CcBySa => "cc-by-sa",
            Self::CcByNd => "cc-by-nd",
            Self::CcByNc => "cc-by-nc",
            Self::CcByNcSa => "cc-by-nc-sa",
            Self::CcByNcNd => "cc-by-nc-nd",
            Self::Cc0 => "cc0",
            Self::PublicDomain => "public-domain",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    ///
    /// # Errors
    /// For anything else: what others may do is not for us to guess.
    pub fn parse(text: &str) -> Result<Self, MetadataError> {
        Self::ALL
            .into_iter()
            .find(|licence| licence.as_str() == text)
            .ok_or(MetadataError::UnknownLicence)
    }

    /// The short name by which it is known, in English.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AllRightsReserved => "All rights reserved",
            Self::CcBy => "CC BY 4.0",
            Self::CcBySa => "CC BY-SA 4.0",
            Self::CcByNd => "CC BY-ND 4.0",
            Self::CcByNc => "CC BY-NC 4.0",
            Self::CcByNcSa => "CC BY-NC-SA 4.0",
            Self::CcByNcNd => "CC BY-NC-ND 4.0",
            Self::Cc0 => "CC0 1.0",
            Self::PublicDomain => "Public Domain Mark 1.0",
        }
    }

    /// The address of its deed, if it has one.
    #[must_use]
    pub const fn url(self) -> Option<&'static str> {
        Some(match self {
            Self::AllRightsReserved => return None,
            Self::CcBy => "https://creativecommons.org/licenses/by/4.0/",
            Self::CcBySa => "https://creativecommons.org/licenses/by-sa/4.0/",
            Self::CcByNd => "https://creativecommons.org/licenses/by-nd/4.0/",
            Self::CcByNc => "https://creativecommons.org/licenses/by-nc/4.0/",
            Self::CcByNcSa => "https://creativecommons.org/licenses/by-nc-sa/4.0/",
            Self::CcByNcNd => "https://creativecommons.org/licenses/by-nc-nd/4.0/",
            Self::Cc0 => "https://creativecommons.org/publicdomain/zero/1.0/",
            Self::PublicDomain => "https://creativecommons.org/publicdomain/mark/1.0/",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_as_text_and_as_json() {
        for licence in Licence::ALL {
            assert_eq!(Licence::parse(licence.as_str()), Ok(licence));
            assert_eq!(
                serde_json::to_string(&licence).unwrap(),
                format!("\"{}\"", licence.as_str())
            );
        }
        for other in ["", "CC-BY", "cc-by-4.0", "mit"] {
            assert_eq!(Licence::parse(other), Err(MetadataError::UnknownLicence), "{other}");
        }
    }

    #[test]
    fn a_deed_is_that_of_the_licence_s_name() {
        for licence in Licence::ALL {
            let code = licence.as_str();
            let part = code.strip_prefix("cc-").map(|rest| format!("/licenses/{rest}/4.0/"));
            match (licence.url(), part) {
                (Some(url), Some(part)) => assert!(url.ends_with(&part), "{url}"),
                (Some(url), None) => assert!(url.contains("/publicdomain/"), "{url}"),
                (None, _) => assert_eq!(licence, Licence::AllRightsReserved),
            }
        }
    }
}
