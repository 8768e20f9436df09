//! The home page of those who are not signed in and the site's feeds, kept: in each location for as long as
//! `domain::plan::degrade::Keeping` says, and in KV for all locations. A feed shows nothing that changes without the home page's
//! version, so that is its version too.
//!
//! KV is slow to forget and takes few writes a day: a page from there counts only if its version is still the database's. If the
//! database does not answer, it is shown all the same, since an old page is better than none; so what somebody hides is dropped
//! from KV at once, and no such page shows it.
//!
//! Nobody waits for a page that is kept: for the second half of its time in a location it is shown as before, and one of its visitors
//! at a time has it looked after, once they have their answer ([`renew`]).

use crate::{
    Result, World,
    ports::{KeptPage, NearPage, Rows},
    site_settings::{current, known_version},
    sql::{self, photos::Dropped},
    usage::{keeping, may_write_kv, take_kv_write},
};
use domain::plan::degrade::KvWrite;

/// How rarely the home page is written to KV in a language, in seconds, all locations together.
const HOME_EVERY_SECONDS: i64 = 300;

/// The same of a feed, which fewer ask for: in two languages feeds take 96 of a day's writes and home pages 576, so that more than 200
/// are left for those who sign out.
const FEED_EVERY_SECONDS: i64 = 3600;

/// How long whoever looks after a page is left to it before somebody else does, in seconds.
const RENEWING_SECONDS: i64 = 10;

/// What is kept, each in a language by its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The home page of those who are not signed in.
    Home(&'static str),
    /// The site's feed, as Atom.
    AtomFeed(&'static str),
    /// The same, as JSON.
    JsonFeed(&'static str),
}

impl Kept {
    /// All that is kept in a language.
    #[must_use]
    pub const fn all(language: &'static str) -> [Self; 3] {
        [Self::Home(language), Self::AtomFeed(language), Self::JsonFeed(language)]
    }

    /// Its name in each location, in KV, and where it is noted when it was written there.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Home(language) => format!("home/{language}"),
            Self::AtomFeed(language) => format!("feed.atom/{language}"),
            Self::JsonFeed(language) => format!("feed.json/{language}"),
        }
    }

    const fn every_seconds(self) -> i64 {
        match self {
            Self::Home(_) => HOME_EVERY_SECONDS,
            Self::AtomFeed(_) | Self::JsonFeed(_) => FEED_EVERY_SECONDS,
        }
    }
}

/// A page that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The page.
    pub page: KeptPage,
    /// Whether it may be an old one: the database does not answer.
    pub stale: bool,
    /// Whether this visitor is the one whose visit has it looked after.
    pub renew: bool,
}

impl Found {
    /// What `heliograph-cache` says of it.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        if self.stale { "stale" } else { "hit" }
    }
}

/// What a page was made by, and the settings that it was made with: one of another is not shown, however new.
pub async fn release(world: &World) -> String {
    current(world).await;
    format!("{}.{}", world.config.assets_version, known_version(world))
}

/// A kept page of this release: from this location, else from KV. A cache that does not work is an empty one.
pub async fn find(world: &World, kept: Kept) -> Option<Found> {
    let (release, name) = (release(world).await, kept.name());
    let ours = |page: &KeptPage| page.release == release;
    let found = |page, stale, renew| Some(Found { page, stale, renew });
    let near = world.pages.near(&name).await.ok().flatten();
    if let Some(near) = near.filter(|near| ours(&near.page)) {
        let renew = takes_over(world, &name, &near).await;
        return found(near.page, false, renew);
    }
    let page = world.pages.far(&name).await.ok().flatten().filter(ours)?;
    match home_version(world).await {
        Ok(version) if version == page.version => {
            keep_near(world, &name, &page).await;
            found(page, false, false)
        }
        Ok(_) => None,
        Err(_) => found(page, true, false),
    }
}

/// Whether this visitor looks after a page whose time in this location is half over: whoever comes first says so there, and others
/// leave it to them for a while. Two who come at once may both do it, which does no harm.
async fn takes_over(world: &World, name: &str, near: &NearPage) -> bool {
    let now = world.now();
    let left = u64::try_from(near.until.seconds() - now.seconds()).unwrap_or(0);
    if now < near.renew_at || left == 0 {
        return false;
    }
    let taken = NearPage {
        renew_at: now.plus_seconds(RENEWING_SECONDS),
        ..near.clone()
    };
    world.pages.keep_near(name, &taken, left).await.is_ok()
}

/// Looks after a page of this location: the newest is kept for another while; of any other this says that it has to be rendered anew.
///
/// # Errors
/// If the database does not answer: then the page is shown until its time is over.
pub async fn renew(world: &World, kept: Kept, page: &KeptPage) -> Result<bool> {
    let newest = home_version(world).await? == page.version;
    if newest {
        keep_near(world, &kept.name(), page).await;
    }
    Ok(!newest)
}

/// Keeps a page, unless something changed since its version was read.
///
/// # Errors
/// If the database does not answer, or KV does not work: then it is not kept, or in this location only.
pub async fn keep(world: &World, kept: Kept, page: &KeptPage) -> Result<()> {
    if home_version(world).await? != page.version {
        return Ok(());
    }
    let name = kept.name();
    keep_near(world, &name, page).await;
    if may_keep(world, &name, kept.every_seconds()).await? {
        world.pages.keep_far(&name, page).await?;
        // what was hidden meanwhile was dropped before it was written
        if home_version(world).await? != page.version {
            world.pages.drop_far(&name).await?;
        }
    }
    Ok(())
}

/// Looks again afterwards, in case something changed, and the page was dropped, just before it was kept.
async fn keep_near(world: &World, name: &str, page: &KeptPage) {
    let (now, seconds) = (world.now(), keeping(world).await.near);
    let time = i64::try_from(seconds).unwrap_or(i64::MAX);
    let near = NearPage {
        page: page.clone(),
        renew_at: now.plus_seconds(time / 2),
        until: now.plus_seconds(time),
    };
    let kept = world.pages.keep_near(name, &near, seconds).await;
    if kept.is_ok() && home_version(world).await.ok() != Some(page.version) {
        changed(world).await;
    }
}

/// Something on the home page changed, or in a feed. A failure makes it up to a minute stale, no more.
pub(crate) async fn changed(world: &World) {
    let _ = world.pages.drop_near().await;
}

/// Something on the home page or in a feed is not for everybody any more, or not as it was: also what KV has must not show it.
pub(crate) async fn hidden(world: &World) {
    changed(world).await;
    let dropped = world.db.run(sql::photos::pages_dropped(world.now())).await;
    let dropped: Vec<Dropped> = dropped.and_then(Rows::all).unwrap_or_default();
    for page in dropped {
        let _ = world.pages.drop_far(&page.page).await;
    }
}

/// The home page's version: it grows with every change that the page shows, or a feed.
///
/// # Errors
/// If the database does not answer.
pub async fn home_version(world: &World) -> Result<i64> {
    #[derive(serde::Deserialize)]
    struct Version {
        version: i64,
    }
    let row: Version = world
        .db
        .run(sql::photos::home_version())
        .await?
        .one("read the home page's version")?;
    Ok(row.version)
}

/// Whether a page may be written to KV now: only every so many seconds, for all locations together, and not once KV has taken nearly as
/// many writes as it may in a day.
async fn may_keep(world: &World, name: &str, every_seconds: i64) -> Result<bool> {
    if !may_write_kv(world, KvWrite::Page).await {
        return Ok(false);
    }
    let now = world.now();
    let kept = sql::photos::page_kept(name, now, now.plus_seconds(-every_seconds));
    Ok(world.db.run(kept).await?.changes == 1 && take_kv_write(world, KvWrite::Page).await)
}
