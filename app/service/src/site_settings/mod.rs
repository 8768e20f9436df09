//! A site's settings: what holds just now, and how it is changed.
//!
//! D1 has every version and is the truth; KV has a copy of the newest, which isolates read, each at most once a minute. So settings
//! are up to two minutes old: KV may be a minute late, and so may what an isolate remembers. What must hold at once asks D1
//! where it counts: who can make an account ([`crate::invitations`]).

mod change;
mod known;

pub use change::{Entry, Overview, page, repair, restore, save};
pub use known::{Known, Versioned};

use crate::{
    Result, World,
    ports::PortError,
    sql::site_settings::{self, SiteSettingsRow},
};
use domain::{plan::Plan, site_settings::SiteSettings};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What KV holds.
#[derive(Serialize, Deserialize)]
struct Copy {
    version: i64,
    settings: serde_json::Value,
}

impl World {
    /// The settings of a site whose admins have chosen nothing.
    #[must_use]
    pub fn usual_settings(&self) -> SiteSettings {
        SiteSettings::usual(self.config.sign_up)
    }
}

/// The settings that hold, up to two minutes old. Never a failure: if KV does not answer, those that this isolate knows; if it knows
/// none, D1's; if D1 does not answer either, the usual ones.
///
/// An isolate that knows some asks KV once a minute, whoever comes meanwhile. Requests that meet in one that knows none yet each
/// ask for themselves: nobody waits for another's, which the runtime does not allow, and nobody is served with what is usual.
pub async fn current(world: &World) -> Arc<SiteSettings> {
    match world.settings.claim(world.now()) {
        Some(settings) => settings,
        None => ask(world).await,
    }
}

/// The version of what [`current`] gives, as far as this isolate knows without asking; 0 if nothing was ever saved.
#[must_use]
pub fn known_version(world: &World) -> i64 {
    world.settings.newest().map_or(0, |newest| newest.version)
}

/// As [`current`], without asking anybody; the usual ones if this isolate knows none.
#[must_use]
pub fn known(world: &World) -> Arc<SiteSettings> {
    let newest = world.settings.newest();
    newest.map_or_else(|| Arc::new(world.usual_settings()), |newest| newest.settings)
}

/// The plan with the marks that were chosen.
pub(crate) async fn plan(world: &World) -> Plan {
    world.config.plan.with(current(world).await.marks)
}

/// The same as far as this isolate knows it without asking.
pub(crate) fn known_plan(world: &World) -> Plan {
    world.config.plan.with(known(world).marks)
}

async fn ask(world: &World) -> Arc<SiteSettings> {
    let found = match read_copy(world).await {
        Ok(Some(copy)) => Some(Some(copy)),
        Err(_) if world.settings.newest().is_some() => None,
        // what KV does not hold was never saved, or the database is one that was restored
        Ok(None) | Err(_) => newest(world).await.ok(),
    };
    let usual = || Versioned::usual(world);
    match found {
        Some(found) => world.settings.learn(found.unwrap_or_else(usual), world.now()),
        None if world.settings.newest().is_some() => known(world),
        // for a minute: neither is asked again with every request
        None => world.settings.learn(usual(), world.now()),
    }
}

/// What KV holds; nothing if nothing was ever written there, or KV is late.
async fn read_copy(world: &World) -> std::result::Result<Option<Versioned>, PortError> {
    let Some(text) = world.settings_copy.read().await? else {
        return Ok(None);
    };
    let copy: Copy = serde_json::from_str(&text).map_err(|error| PortError::new("read the copy of settings", error))?;
    Ok(Some(Versioned::read(world, copy.version, &copy.settings.to_string())))
}

async fn write_copy(world: &World, newest: &Versioned) -> Result<()> {
    let settings = serde_json::to_value(&*newest.settings);
    let copy = settings.and_then(|settings| {
        serde_json::to_string(&Copy {
            version: newest.version,
            settings,
        })
    });
    let text = copy.map_err(|error| PortError::new("write settings", error))?;
    Ok(world.settings_copy.write(text).await?)
}

/// The settings as they are in D1 this moment.
pub(crate) async fn newest_of_database(world: &World) -> Result<Arc<SiteSettings>> {
    let found = newest(world).await?.unwrap_or_else(|| Versioned::usual(world));
    Ok(world.settings.learn(found, world.now()))
}

/// The newest version in D1, if anything was ever saved.
async fn newest(world: &World) -> Result<Option<Versioned>> {
    let row: Option<SiteSettingsRow> = world.db.run(site_settings::newest()).await?.first()?;
    Ok(row.map(|row| Versioned::read(world, row.version, &row.settings)))
}
