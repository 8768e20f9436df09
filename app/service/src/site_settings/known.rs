//! What an isolate remembers of the settings.

use crate::World;
use domain::{site_settings::SiteSettings, time::Timestamp};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How long an isolate goes by what it remembers, in seconds.
const REMEMBERED_SECONDS: i64 = 60;

/// Settings, and which version of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned {
    /// Its number; 0 if nothing was ever saved.
    pub version: i64,
    /// The settings.
    pub settings: Arc<SiteSettings>,
}

impl Versioned {
    pub(super) fn usual(world: &World) -> Self {
        Self {
            version: 0,
            settings: Arc::new(world.usual_settings()),
        }
    }

    pub(super) fn read(world: &World, version: i64, json: &str) -> Self {
        Self {
            version,
            settings: Arc::new(SiteSettings::parse(json, &world.usual_settings())),
        }
    }
}

/// What one isolate knows of the settings. It lives as long as the isolate.
#[derive(Debug, Default)]
pub struct Known(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    newest: Option<Versioned>,
    /// When KV was last asked.
    asked: Option<Timestamp>,
}

impl Known {
    /// What is remembered, unless it is time to ask again. Then whoever called is the one to ask: to everybody else of this isolate
    /// what is remembered is good for another minute.
    pub(super) fn claim(&self, now: Timestamp) -> Option<Arc<SiteSettings>> {
        let mut state = self.state();
        let fresh = state
            .asked
            .is_some_and(|asked| now < asked.plus_seconds(REMEMBERED_SECONDS));
        let newest = state.newest.as_ref()?.settings.clone();
        if fresh {
            return Some(newest);
        }
        state.asked = Some(now);
        None
    }

    /// Remembers these, unless newer ones are known: KV may be late. Gives those that count.
    pub(super) fn learn(&self, found: Versioned, now: Timestamp) -> Arc<SiteSettings> {
        let mut state = self.state();
        state.asked = Some(now);
        match &state.newest {
            Some(newest) if newest.version > found.version => newest.settings.clone(),
            _ => state.newest.insert(found).settings.clone(),
        }
    }

    /// What is remembered.
    pub(super) fn newest(&self) -> Option<Versioned> {
        self.state().newest.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // nothing that holds it can panic
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
