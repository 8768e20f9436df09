//! The home page's version: what tells whether a kept page is still the newest.

use super::statement;
use crate::ports::Statement;
use domain::time::Timestamp;
use serde::Deserialize;

/// One more version of the home page: whatever was rendered before is stale.
#[must_use]
pub fn home_changed() -> Statement {
    statement("update versions set version = version + 1 where page = 'home'", [])
}

/// Notes that a page is written to KV now; changes nothing if that happened after `before`. A page that never was has no row yet.
#[must_use]
pub fn page_kept(page: &str, now: Timestamp, before: Timestamp) -> Statement {
    statement(
        "insert into versions (page, version, kept_at) values (?1, 0, ?2) \
         on conflict (page) do update set kept_at = excluded.kept_at where versions.kept_at <= ?3",
        [page.into(), now.into(), before.into()],
    )
}

/// Notes that pages are dropped from KV now; gives those ([`Dropped`]) that were written there since they were dropped last.
#[must_use]
pub fn pages_dropped(now: Timestamp) -> Statement {
    statement(
        "update versions set dropped_at = ?1 where kept_at > 0 and kept_at >= dropped_at returning page",
        [now.into()],
    )
}

/// A page that is dropped from KV.
#[derive(Debug, Clone, Deserialize)]
pub struct Dropped {
    /// Its name there.
    pub page: String,
}

/// The home page's version, as `version`.
#[must_use]
pub fn home_version() -> Statement {
    statement("select version from versions where page = 'home'", [])
}
