//! Seeing and changing the settings, for whoever runs the site.

use super::{Versioned, newest, read_copy, write_copy};
use crate::{
    Error, Result, World,
    error::Conflict,
    kept,
    sql::site_settings::{self, SiteSettingsRow},
    usage::take_kv_write,
};
use domain::{
    access::{Viewer, may_set_up},
    id::UserId,
    plan::degrade::KvWrite,
    site_settings::SiteSettings,
    time::Timestamp,
};

/// What the page of settings shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The version that holds; 0 if nothing was ever saved.
    pub version: i64,
    /// What holds.
    pub settings: SiteSettings,
    /// The versions that are kept, the newest first.
    pub history: Vec<Entry>,
}

/// A version, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub version: i64,
    /// When it was saved.
    pub changed_at: Timestamp,
    /// The handle of who saved it, if they still have an account.
    pub by: Option<String>,
    /// The settings.
    pub settings: SiteSettings,
    /// Those before it, if they are still known.
    pub before: Option<SiteSettings>,
}

/// The settings as they are this moment, and how they came to be so; `None` for whoever may not change them.
///
/// # Errors
/// If the database does not answer.
pub async fn page(world: &World, viewer: Viewer) -> Result<Option<Overview>> {
    if !may_set_up(viewer) {
        return Ok(None);
    }
    let rows: Vec<SiteSettingsRow> = world.db.run(site_settings::history()).await?.all()?;
    let usual = world.usual_settings();
    let read = |row: &SiteSettingsRow| SiteSettings::parse(&row.settings, &usual);
    let before = |row: &SiteSettingsRow| match row.version {
        1 => Some(usual.clone()),
        version => rows.iter().find(|before| before.version == version - 1).map(read),
    };
    let entry = |row: &SiteSettingsRow| Entry {
        version: row.version,
        changed_at: row.changed_at,
        by: row.handle.clone(),
        settings: read(row),
        before: before(row),
    };
    let history: Vec<Entry> = rows.iter().map(entry).collect();
    let newest = history.first();
    Ok(Some(Overview {
        version: newest.map_or(0, |newest| newest.version),
        settings: newest.map_or_else(|| usual.clone(), |newest| newest.settings.clone()),
        history,
    }))
}

/// Saves settings as the version after `base`, the one that was seen when they were chosen. If they are what holds already, nothing
/// is to be done: whoever presses twice, or asks again because an answer was lost, is answered as the first time.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not; a value that is not good, which is never stored; [`Conflict::SettingsChanged`] if
/// somebody else saved others meanwhile; or the database does not answer.
pub async fn save(world: &World, viewer: Viewer, base: i64, settings: &SiteSettings) -> Result<()> {
    put(world, admin(viewer)?, base, settings).await
}

/// Makes what an earlier version was the newest one again.
///
/// # Errors
/// As [`save`]; [`Error::NotFound`] also if that version is no longer kept.
pub async fn restore(world: &World, viewer: Viewer, base: i64, version: i64) -> Result<()> {
    let user = admin(viewer)?;
    let row: Option<SiteSettingsRow> = world.db.run(site_settings::of_version(version)).await?.first()?;
    let row = row.ok_or(Error::NotFound)?;
    put(
        world,
        user,
        base,
        &SiteSettings::parse(&row.settings, &world.usual_settings()),
    )
    .await
}

fn admin(viewer: Viewer) -> Result<UserId> {
    viewer.user().filter(|_| may_set_up(viewer)).ok_or(Error::NotFound)
}

async fn put(world: &World, user: UserId, base: i64, settings: &SiteSettings) -> Result<()> {
    settings.check()?;
    let json = settings.to_json();
    let statements = vec![
        site_settings::insert(base, &json, user, world.now()),
        site_settings::forget(),
        site_settings::newest(),
    ];
    let mut rows = world.db.batch(statements).await?;
    let row: Option<SiteSettingsRow> = rows.pop().unwrap_or_default().first()?;
    match row {
        Some(row) if row.settings == json => {
            let newest = Versioned::read(world, row.version, &row.settings);
            world.settings.learn(newest.clone(), world.now());
            kept::changed(world).await;
            // what is not written now, the cron writes
            let _ = copy(world, &newest).await;
            Ok(())
        }
        _ => Err(Conflict::SettingsChanged.into()),
    }
}

async fn copy(world: &World, newest: &Versioned) -> Result<bool> {
    let may = take_kv_write(world, KvWrite::Settings).await;
    if may {
        write_copy(world, newest).await?;
    }
    Ok(may)
}

/// Writes the newest version to KV again if that holds an older one: it could not be written when it was saved, or two were written
/// in the wrong order. Gives whether it was written. For the hourly cron; it reads one row and one key.
///
/// # Errors
/// If the database does not answer, or KV does not work.
pub async fn repair(world: &World) -> Result<bool> {
    let Some(newest) = newest(world).await? else {
        return Ok(false);
    };
    // a copy that cannot be read is none
    let known = read_copy(world).await.ok().flatten().map(|copy| copy.version);
    if known == Some(newest.version) {
        return Ok(false);
    }
    copy(world, &newest).await
}
