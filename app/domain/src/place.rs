//! Whether the place of a photo is shown to others: what its owner chose, for all of their photos and for this one.
//!
//! Who may know it then is decided in [`crate::access`].

use serde::{Deserialize, Serialize};

/// What an owner chose for one photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceChoice {
    /// As they chose for all of their photos.
    #[default]
    Account,
    /// Whoever may see the photo may know its place.
    Show,
    /// Only its owner knows.
    Hide,
}

impl PlaceChoice {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Account, Self::Show, Self::Hide];

    /// As stored and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Show => "show",
            Self::Hide => "hide",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }

    /// Whether the place is shown, where the account says this of all photos.
    #[must_use]
    pub const fn shows(self, account_shows: bool) -> bool {
        match self {
            Self::Account => account_shows,
            Self::Show => true,
            Self::Hide => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_read_back_as_written() {
        for choice in PlaceChoice::ALL {
            assert_eq!(PlaceChoice::parse(choice.as_str()), Some(choice));
        }
        assert_eq!(PlaceChoice::parse("Show"), None);
        assert_eq!(PlaceChoice::parse(""), None);
    }

    #[test]
    fn a_photos_own_choice_comes_before_its_owners() {
        let table = [
            (PlaceChoice::Account, false, false),
            (PlaceChoice::Account, true, true),
            (PlaceChoice::Show, false, true),
            (PlaceChoice::Show, true, true),
            (PlaceChoice::Hide, false, false),
            (PlaceChoice::Hide, true, false),
        ];
        for (choice, account, shown) in table {
            assert_eq!(choice.shows(account), shown, "{choice:?} {account}");
        }
    }
}
