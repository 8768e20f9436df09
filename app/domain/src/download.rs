//! Whether others may download originals: what an owner chose, for all of their photos and for one of them.
//!
//! Who may then fetch which file is decided in [`crate::access`].

use serde::{Deserialize, Serialize};

/// What others may download of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Offer {
    /// Nothing.
    #[default]
    Off,
    /// The original without its metadata.
    Bare,
    /// The original with everything that the camera wrote into it, the place included.
    Whole,
}

/// A form of an original in which it can be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Without its metadata.
    Bare,
    /// As it is stored.
    Whole,
}

impl Offer {
    /// All of them, from the most closed to the most open.
    pub const ALL: [Self; 3] = [Self::Off, Self::Bare, Self::Whole];

    /// As stored and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Bare => "bare",
            Self::Whole => "whole",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|offer| offer.as_str() == text)
    }

    /// The form that is offered.
    #[must_use]
    pub const fn form(self) -> Option<Form> {
        match self {
            Self::Off => None,
            Self::Bare => Some(Form::Bare),
            Self::Whole => Some(Form::Whole),
        }
    }
}

/// What an owner chose for one photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DownloadChoice {
    /// As they chose for all of their photos.
    #[default]
    Account,
    /// Nothing.
    Off,
    /// The original without its metadata.
    Bare,
    /// The whole original.
    Whole,
}

impl DownloadChoice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Account, Self::Off, Self::Bare, Self::Whole];

    /// As stored, in forms and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Off => Offer::Off.as_str(),
            Self::Bare => Offer::Bare.as_str(),
            Self::Whole => Offer::Whole.as_str(),
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }

    /// What is offered, where the account says this of all photos.
    #[must_use]
    pub const fn offer(self, account: Offer) -> Offer {
        match self {
            Self::Account => account,
            Self::Off => Offer::Off,
            Self::Bare => Offer::Bare,
            Self::Whole => Offer::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_read_back_as_written() {
        for choice in DownloadChoice::ALL {
            assert_eq!(DownloadChoice::parse(choice.as_str()), Some(choice));
        }
        for offer in Offer::ALL {
            assert_eq!(Offer::parse(offer.as_str()), Some(offer));
        }
        assert_eq!(Offer::parse("account"), None);
        assert_eq!(DownloadChoice::parse("Whole"), None);
    }

    #[test]
    fn a_photos_own_choice_comes_before_its_owners_and_nothing_is_offered_unasked() {
        assert_eq!(DownloadChoice::default().offer(Offer::default()).form(), None);
        for account in Offer::ALL {
            assert_eq!(DownloadChoice::Account.offer(account), account);
            assert_eq!(DownloadChoice::Off.offer(account).form(), None);
            assert_eq!(DownloadChoice::Bare.offer(account).form(), Some(Form::Bare));
            assert_eq!(DownloadChoice::Whole.offer(account).form(), Some(Form::Whole));
        }
    }
}
