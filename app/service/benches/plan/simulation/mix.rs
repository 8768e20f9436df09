//! How much of what happens in a day.

use super::platform::RENDITIONS;

/// A day's traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mix {
    /// Page views of people who are not signed in.
    pub(crate) views: u64,
    /// Of those, hundredths that are of the home page, of a photo's, of a person's: the rest.
    pub(crate) home_percent: u64,
    pub(crate) photo_percent: u64,
    /// Page views of people who are signed in.
    pub(crate) signed_in: u64,
    /// How many people that are: each signs in and out once.
    pub(crate) members: u64,
    /// Photos sent.
    pub(crate) uploads: u64,
    /// Changes of what is written about a photo.
    pub(crate) edits: u64,
    /// Times that a feed is asked for.
    pub(crate) feeds: u64,
    /// Times that the index of sitemaps is asked for.
    pub(crate) sitemaps: u64,
    /// How many files of each anonymous view come through the Worker: none if a domain of their own serves them.
    pub(crate) files: u64,
    /// How many bytes a sent photo has.
    pub(crate) bytes: u64,
    /// Cloudflare's locations that visitors come by, and how many isolates each has.
    pub(crate) locations: u64,
    pub(crate) isolates: u64,
    /// How long an isolate lives, in seconds.
    pub(crate) lives: u64,
    /// How many photos there are in the beginning.
    pub(crate) photos: u64,
}

impl Mix {
    /// The day that must fit.
    pub(crate) const BUDGET: Self = Self {
        views: 80_000,
        home_percent: 50,
        photo_percent: 35,
        signed_in: 2_000,
        members: 200,
        uploads: 500,
        edits: 50,
        feeds: 1_000,
        sitemaps: 24,
        files: 0,
        bytes: 4_000_000,
        locations: 30,
        isolates: 3,
        lives: 1_800,
        photos: 1_000,
    };

    /// A day far over the plan, that makes everything that is written to KV be written as often as it can be: nearly only home pages and
    /// feeds, which change all the time, and people who sign in and out; by many isolates that live shortly and know little of each other.
    pub(crate) const fn extreme(views: u64) -> Self {
        Self {
            views,
            home_percent: 100,
            photo_percent: 0,
            signed_in: 0,
            members: views / 1_000,
            uploads: 50,
            edits: views / 3_500,
            feeds: views / 100,
            sitemaps: 0,
            locations: 100,
            isolates: 10,
            lives: 600,
            photos: 1_000,
            ..Self::BUDGET
        }
    }

    /// How many bytes are stored in the beginning: as `site.sql` says.
    pub(crate) fn stored(&self) -> u64 {
        self.photos * (4_000_000 + RENDITIONS.iter().sum::<u64>())
    }

    /// The same with so many times the visitors and uploads, in hundredths of a hundredth. Who asks by the clock does not ask more often.
    pub(crate) fn scaled(self, parts: u64) -> Self {
        let scale = |amount: u64| amount * parts / PARTS;
        Self {
            views: scale(self.views),
            signed_in: scale(self.signed_in),
            members: scale(self.members).max(1),
            uploads: scale(self.uploads),
            edits: scale(self.edits),
            ..self
        }
    }
}

/// One whole, for [`Mix::scaled`].
pub(crate) const PARTS: u64 = 10_000;
