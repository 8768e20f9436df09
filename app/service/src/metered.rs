//! Ports that count what each of their calls uses of the plan, whatever is behind them: Cloudflare on the Worker, memory in
//! `make bench-plan`.
//!
//! What is not here is counted where it is known: rows by whoever talks to the database, from its own figures; objects of R2 by its
//! adapters, with their sizes; and a name written to KV before it is written ([`crate::usage::take_kv_write`]).

use crate::{
    World,
    meter::Meter,
    ports::{Bell, Computed, Figures, KeptPage, NearPage, PageCache, PortError, Revocations, SettingsCopy},
};
use async_trait::async_trait;
use domain::{
    id::{BackupId, ExportId, PhotoId, SessionId},
    plan::Resource,
    time::Timestamp,
};
use std::sync::Arc;

impl World {
    /// The same world, of which the queue and KV are counted. It is said before each call, since one that fails is billed as well.
    #[must_use]
    pub fn metered(self) -> Self {
        let meter = &self.meter;
        Self {
            bell: Metered::new(&self.bell, meter),
            pages: Metered::new(&self.pages, meter),
            revocations: Metered::new(&self.revocations, meter),
            figures: Metered::new(&self.figures, meter),
            settings_copy: Metered::new(&self.settings_copy, meter),
            ..self
        }
    }
}

/// A port, and what counts its calls.
struct Metered<Port: ?Sized> {
    port: Arc<Port>,
    meter: Arc<Meter>,
}

impl<Port: ?Sized> Metered<Port> {
    fn new(port: &Arc<Port>, meter: &Arc<Meter>) -> Arc<Self> {
        let (port, meter) = (Arc::clone(port), Arc::clone(meter));
        Arc::new(Self { port, meter })
    }
}

#[async_trait]
impl Bell for Metered<dyn Bell> {
    async fn ring(&self, photos: &[PhotoId]) -> Result<(), PortError> {
        let messages = u64::try_from(photos.len()).unwrap_or(u64::MAX);
        self.meter.count(Resource::QueueOperations, messages);
        self.port.ring(photos).await
    }

    async fn ring_export(&self, export: ExportId, step: u32) -> Result<(), PortError> {
        self.meter.count(Resource::QueueOperations, 1);
        self.port.ring_export(export, step).await
    }

    async fn ring_backup(&self, backup: BackupId, step: u32) -> Result<(), PortError> {
        self.meter.count(Resource::QueueOperations, 1);
        self.port.ring_backup(backup, step).await
    }
}

/// Each location's own cache costs nothing.
#[async_trait]
impl PageCache for Metered<dyn PageCache> {
    async fn near(&self, name: &str) -> Result<Option<NearPage>, PortError> {
        self.port.near(name).await
    }

    async fn far(&self, name: &str) -> Result<Option<KeptPage>, PortError> {
        self.meter.count(Resource::KvReads, 1);
        self.port.far(name).await
    }

    async fn keep_near(&self, name: &str, page: &NearPage, seconds: u64) -> Result<(), PortError> {
        self.port.keep_near(name, page, seconds).await
    }

    async fn keep_far(&self, name: &str, page: &KeptPage) -> Result<(), PortError> {
        self.port.keep_far(name, page).await
    }

    async fn drop_near(&self) -> Result<(), PortError> {
        self.port.drop_near().await
    }

    async fn drop_far(&self, name: &str) -> Result<(), PortError> {
        self.meter.count(Resource::KvDeletes, 1);
        self.port.drop_far(name).await
    }
}

#[async_trait]
impl Revocations for Metered<dyn Revocations> {
    async fn revoke(&self, session: SessionId, expires: Timestamp) -> Result<(), PortError> {
        self.port.revoke(session, expires).await
    }

    async fn is_revoked(&self, session: SessionId) -> Result<bool, PortError> {
        self.meter.count(Resource::KvReads, 1);
        self.port.is_revoked(session).await
    }
}

#[async_trait]
impl Figures for Metered<dyn Figures> {
    async fn read(&self) -> Result<Option<Computed>, PortError> {
        self.meter.count(Resource::KvReads, 1);
        self.port.read().await
    }

    async fn write(&self, computed: &Computed) -> Result<(), PortError> {
        self.port.write(computed).await
    }
}

#[async_trait]
impl SettingsCopy for Metered<dyn SettingsCopy> {
    async fn read(&self) -> Result<Option<String>, PortError> {
        self.meter.count(Resource::KvReads, 1);
        self.port.read().await
    }

    async fn write(&self, text: String) -> Result<(), PortError> {
        self.port.write(text).await
    }
}
