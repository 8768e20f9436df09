//! When what happens: spread over the day by chance, the same chance each time.

use super::mix::Mix;
use service::cron::SECONDS_APART;

/// How far runs of the cron are apart.
const CRON_SECONDS: u64 = SECONDS_APART.unsigned_abs();

/// Chance that is the same each time (`SplitMix64`: Steele, Lea and Flood 2014).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below this one.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}

/// A kind of what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Home,
    Photo,
    Person,
    File,
    SignedIn,
    SignIn,
    SignOut,
    Upload,
    Edit,
    Feed,
    Sitemap,
    Cron,
}

impl Kind {
    /// All of them, as they are shown.
    pub(crate) const ALL: [Self; 12] = [
        Self::Home,
        Self::Photo,
        Self::Person,
        Self::File,
        Self::SignedIn,
        Self::SignIn,
        Self::SignOut,
        Self::Upload,
        Self::Edit,
        Self::Feed,
        Self::Sitemap,
        Self::Cron,
    ];

    /// What it is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Home => "home page",
            Self::Photo => "photo's page",
            Self::Person => "person's page",
            Self::File => "file through the Worker",
            Self::SignedIn => "signed-in page",
            Self::SignIn => "signing in",
            Self::SignOut => "signing out",
            Self::Upload => "upload, to ready",
            Self::Edit => "edit",
            Self::Feed => "feed",
            Self::Sitemap => "index of sitemaps",
            Self::Cron => "cron",
        }
    }

    /// How often it happens in a day.
    pub(crate) const fn times(self, mix: &Mix) -> u64 {
        let home = mix.views * mix.home_percent / 100;
        let photo = mix.views * mix.photo_percent / 100;
        match self {
            Self::Home => home,
            Self::Photo => photo,
            Self::Person => mix.views - home - photo,
            Self::File => mix.views * mix.files,
            Self::SignedIn => mix.signed_in,
            Self::SignIn | Self::SignOut => mix.members,
            Self::Upload => mix.uploads,
            Self::Edit => mix.edits,
            Self::Feed => mix.feeds,
            Self::Sitemap => mix.sitemaps,
            Self::Cron => 86_400 / CRON_SECONDS,
        }
    }
}

/// What happens, each with its second, in order.
pub(crate) fn of_day(mix: &Mix, chance: &mut Chance) -> Vec<(i64, Kind)> {
    let mut events = Vec::new();
    for kind in Kind::ALL {
        for number in 0..kind.times(mix) {
            let second = match kind {
                Kind::Cron => number * CRON_SECONDS,
                // in the morning and in the evening, so that what they do lies between
                Kind::SignIn => chance.below(3600),
                Kind::SignOut => 82_800 + chance.below(3600),
                Kind::SignedIn | Kind::Upload | Kind::Edit => 3600 + chance.below(79_200),
                _ => chance.below(86_400),
            };
            events.push((i64::try_from(second).unwrap(), kind));
        }
    }
    events.sort_by_key(|(second, _)| *second);
    events
}
