//! What surrounds the use cases: every outside thing, built once and passed in.

use crate::{
    Error, Result,
    config::Config,
    meter::Meter,
    ports::{
        Archives, Bell, Blobs, Clock, Database, Figures, ImageService, Limited, Mailer, PageCache, Random, RateLimits,
        Revocations, SettingsCopy, Signatures,
    },
    site_settings::Known,
    views::Views,
};
use domain::time::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// Every outside thing.
#[derive(Clone)]
pub struct World {
    /// D1.
    pub db: Arc<dyn Database>,
    /// R2.
    pub blobs: Arc<dyn Blobs>,
    /// What is put together in R2.
    pub archives: Arc<dyn Archives>,
    /// The queue.
    pub bell: Arc<dyn Bell>,
    /// The image service.
    pub images: Arc<dyn ImageService>,
    /// Cached pages.
    pub pages: Arc<dyn PageCache>,
    /// What the cron computed.
    pub figures: Arc<dyn Figures>,
    /// Signed-out sessions.
    pub revocations: Arc<dyn Revocations>,
    /// The copy of the site's settings in KV.
    pub settings_copy: Arc<dyn SettingsCopy>,
    /// The rate limiter.
    pub limits: Arc<dyn RateLimits>,
    /// Verifies signatures.
    pub signatures: Arc<dyn Signatures>,
    /// Sends letters, on a site that can: see [`crate::letters`].
    pub mailer: Option<Arc<dyn Mailer>>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// What this isolate has counted of the plan.
    pub meter: Arc<Meter>,
    /// The views that this isolate has counted.
    pub views: Arc<Views>,
    /// What this isolate knows of the site's settings: ask [`crate::site_settings::current`].
    pub settings: Arc<Known>,
    /// The configuration.
    pub config: Arc<Config>,
}

impl World {
    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh random UUID (version 4).
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random.bytes()).into_uuid()
    }

    /// Counts one more of these by whoever the key stands for.
    ///
    /// # Errors
    /// [`Error::TooOften`], or the rate limiter does not answer.
    pub async fn allow(&self, what: Limited, key: &str) -> Result<()> {
        if self.limits.allow(what, key).await? {
            Ok(())
        } else {
            Err(Error::TooOften)
        }
    }
}
