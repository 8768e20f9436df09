//! Features that some viewers have and others have not, by percentage.
//!
//! Who is signed in has a feature or not by a hash of their id and the feature's name: always the same for the same person, another
//! share of people for each feature, and whoever has it keeps it when the percentage grows. Nothing is stored for it, in no cookie
//! and no table. Who is not signed in has no id, and their pages are kept and shown to many ([`crate::plan::degrade::Keeping`]): a
//! page for some of them would be shown to all. So they have a feature only once everybody has it: it begins with members, who can
//! be asked, and ends with everybody at 100.

use super::field::{Field, Problem, Refused};
use crate::{access::Viewer, id::UserId, seal::sha256};
use serde::{Deserialize, Serialize};

/// A feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// A page is fetched as soon as its link is pressed (speculation rules). Faster; some fetches are for nothing, and each is one of
    /// the plan's requests.
    Prefetch,
    /// AVIF files are shown where there are some. Without it, WebP.
    Avif,
}

/// Who has which feature, in percent of viewers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flags {
    prefetch: u8,
    avif: u8,
}

impl Default for Flags {
    /// Everybody has everything.
    fn default() -> Self {
        Self {
            prefetch: 100,
            avif: 100,
        }
    }
}

impl Flag {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Prefetch, Self::Avif];

    /// In forms, and in the hash: renaming it chooses others.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prefetch => "prefetch",
            Self::Avif => "show_avif",
        }
    }

    /// Where somebody stands among all, from 0 to 99.
    fn place(self, user: UserId) -> u8 {
        let hash = sha256(format!("{} {user}", self.as_str()).as_bytes());
        let number = hash
            .iter()
            .take(4)
            .fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        u8::try_from(number % 100).unwrap_or(0)
    }
}

impl Flags {
    /// How many of a hundred viewers have it.
    #[must_use]
    pub const fn percent(&self, flag: Flag) -> u8 {
        match flag {
            Flag::Prefetch => self.prefetch,
            Flag::Avif => self.avif,
        }
    }

    /// So many of a hundred viewers have it.
    #[must_use]
    pub const fn with(mut self, flag: Flag, percent: u8) -> Self {
        match flag {
            Flag::Prefetch => self.prefetch = percent,
            Flag::Avif => self.avif = percent,
        }
        self
    }

    /// Whether this viewer has it.
    #[must_use]
    pub fn has(&self, flag: Flag, viewer: Viewer) -> bool {
        match (self.percent(flag), viewer.user()) {
            (100.., _) => true,
            (_, None) => false,
            (percent, Some(user)) => flag.place(user) < percent,
        }
    }

    pub(super) fn check(&self) -> Result<(), Refused> {
        let wrong = Flag::ALL.into_iter().find(|flag| self.percent(*flag) > 100);
        wrong.map_or(Ok(()), |flag| Err(Field::Flag(flag).refuse(Problem::PERCENT)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn members() -> impl Iterator<Item = UserId> {
        (0..2000_u128).map(|number| UserId::new(Uuid::from_u128(number.wrapping_mul(0x9e37_79b9_7f4a_7c15))))
    }

    fn having(flag: Flag, percent: u8) -> Vec<UserId> {
        let flags = Flags::default().with(flag, percent);
        members()
            .filter(|user| flags.has(flag, Viewer::member(*user)))
            .collect()
    }

    #[test]
    fn about_as_many_have_it_as_should_and_they_keep_it() {
        for flag in Flag::ALL {
            assert!(having(flag, 0).is_empty());
            assert_eq!(having(flag, 100).len(), 2000);
            let (few, some) = (having(flag, 10), having(flag, 50));
            assert!((140..=260).contains(&few.len()), "{}", few.len());
            assert!((900..=1100).contains(&some.len()), "{}", some.len());
            assert!(few.iter().all(|user| some.contains(user)));
        }
    }

    #[test]
    fn features_choose_their_people_by_themselves() {
        let (one, other) = (having(Flag::Prefetch, 50), having(Flag::Avif, 50));
        let both = one.iter().filter(|user| other.contains(user)).count();
        assert!((400..=600).contains(&both), "{both}");
    }

    #[test]
    fn strangers_have_what_everybody_has() {
        let has = |percent| {
            Flags::default()
                .with(Flag::Avif, percent)
                .has(Flag::Avif, Viewer::Anonymous)
        };
        assert_eq!([0, 1, 50, 99, 100].map(has), [false, false, false, false, true]);
    }
}
