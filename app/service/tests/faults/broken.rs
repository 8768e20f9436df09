//! Every port, in front of one that works: a fuse lets calls fail.

use crate::{
    fuse::{Fuse, Part},
    support::File,
};
use async_trait::async_trait;
use domain::{
    id::{BackupId, ExportId, PhotoId, SessionId},
    media::MediaType,
    passkey::cose::PublicKey,
    storage::{Bucket, StorageKey},
    time::Timestamp,
};
use service::{
    World,
    ports::{
        Bell, Blobs, Computed, Database, Figures, ImageService, Incoming, KeptPage, Limited, NearPage, PageCache,
        PortError, RateLimits, Revocations, Rows, SettingsCopy, Signatures, Statement, StoreError, Stored,
    },
};
use std::sync::Arc;

struct Broken {
    fuse: Arc<Fuse>,
    inner: World,
}

/// The same world behind a fuse. Clock and randomness do not fail.
pub(crate) fn behind(fuse: &Arc<Fuse>, world: &World) -> World {
    let broken = Arc::new(Broken {
        fuse: fuse.clone(),
        inner: world.clone(),
    });
    World {
        db: broken.clone(),
        blobs: broken.clone(),
        bell: broken.clone(),
        images: broken.clone(),
        pages: broken.clone(),
        figures: broken.clone(),
        revocations: broken.clone(),
        settings_copy: broken.clone(),
        limits: broken.clone(),
        signatures: broken,
        ..world.clone()
    }
}

type Answer<T> = Result<T, PortError>;

#[async_trait]
impl Database for Broken {
    async fn batch(&self, statements: Vec<Statement>) -> Answer<Vec<Rows>> {
        let call = self.inner.db.batch(statements);
        self.fuse.through(Part::Database, call).await
    }
}

#[async_trait]
impl Blobs for Broken {
    async fn delete(&self, bucket: Bucket, keys: Vec<StorageKey>) -> Answer<()> {
        let call = self.inner.blobs.delete(bucket, keys);
        self.fuse.through(Part::Storage, call).await
    }

    async fn size(&self, bucket: Bucket, key: StorageKey) -> Answer<Option<u64>> {
        let call = self.inner.blobs.size(bucket, key);
        self.fuse.through(Part::Storage, call).await
    }

    async fn copy(&self, from: (Bucket, StorageKey), to: (Bucket, StorageKey)) -> Answer<bool> {
        let call = self.inner.blobs.copy(from, to);
        self.fuse.through(Part::Storage, call).await
    }
}

#[async_trait]
impl Bell for Broken {
    async fn ring(&self, photos: &[PhotoId]) -> Answer<()> {
        self.fuse.through(Part::Bell, self.inner.bell.ring(photos)).await
    }

    async fn ring_export(&self, export: ExportId, step: u32) -> Answer<()> {
        let call = self.inner.bell.ring_export(export, step);
        self.fuse.through(Part::Bell, call).await
    }

    async fn ring_backup(&self, backup: BackupId, step: u32) -> Answer<()> {
        let call = self.inner.bell.ring_backup(backup, step);
        self.fuse.through(Part::Bell, call).await
    }
}

#[async_trait]
impl ImageService for Broken {
    async fn process(&self, ticket: String, signature: String) -> Answer<(u16, String)> {
        let call = self.inner.images.process(ticket, signature);
        self.fuse.through(Part::Images, call).await
    }

    async fn answers(&self) -> Answer<()> {
        self.fuse.through(Part::Images, self.inner.images.answers()).await
    }
}

#[async_trait]
impl Figures for Broken {
    async fn read(&self) -> Answer<Option<Computed>> {
        self.fuse.through(Part::Pages, self.inner.figures.read()).await
    }

    async fn write(&self, computed: &Computed) -> Answer<()> {
        self.fuse.through(Part::Pages, self.inner.figures.write(computed)).await
    }
}

#[async_trait]
impl PageCache for Broken {
    async fn near(&self, name: &str) -> Answer<Option<NearPage>> {
        self.fuse.through(Part::Pages, self.inner.pages.near(name)).await
    }

    async fn far(&self, name: &str) -> Answer<Option<KeptPage>> {
        self.fuse.through(Part::Pages, self.inner.pages.far(name)).await
    }

    async fn keep_near(&self, name: &str, page: &NearPage, seconds: u64) -> Answer<()> {
        let call = self.inner.pages.keep_near(name, page, seconds);
        self.fuse.through(Part::Pages, call).await
    }

    async fn keep_far(&self, name: &str, page: &KeptPage) -> Answer<()> {
        let call = self.inner.pages.keep_far(name, page);
        self.fuse.through(Part::Pages, call).await
    }

    async fn drop_near(&self) -> Answer<()> {
        self.fuse.through(Part::Pages, self.inner.pages.drop_near()).await
    }

    async fn drop_far(&self, name: &str) -> Answer<()> {
        self.fuse.through(Part::Pages, self.inner.pages.drop_far(name)).await
    }
}

#[async_trait]
impl Revocations for Broken {
    async fn revoke(&self, session: SessionId, expires: Timestamp) -> Answer<()> {
        let call = self.inner.revocations.revoke(session, expires);
        self.fuse.through(Part::Revocations, call).await
    }

    async fn is_revoked(&self, session: SessionId) -> Answer<bool> {
        let call = self.inner.revocations.is_revoked(session);
        self.fuse.through(Part::Revocations, call).await
    }
}

#[async_trait]
impl SettingsCopy for Broken {
    async fn read(&self) -> Answer<Option<String>> {
        let call = self.inner.settings_copy.read();
        self.fuse.through(Part::Settings, call).await
    }

    async fn write(&self, text: String) -> Answer<()> {
        let call = self.inner.settings_copy.write(text);
        self.fuse.through(Part::Settings, call).await
    }
}

#[async_trait]
impl RateLimits for Broken {
    async fn allow(&self, what: Limited, key: &str) -> Answer<bool> {
        let call = self.inner.limits.allow(what, key);
        self.fuse.through(Part::Limits, call).await
    }
}

#[async_trait]
impl Signatures for Broken {
    async fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8]) -> Answer<bool> {
        let call = self.inner.signatures.verify(key, message, signature);
        self.fuse.through(Part::Signatures, call).await
    }
}

/// A body on its way into storage that may not work.
pub(crate) struct Body {
    pub(crate) fuse: Arc<Fuse>,
    pub(crate) file: File,
}

/// What a body's way in gives, with an error that a fuse can make.
struct NotStored(StoreError);

impl From<PortError> for NotStored {
    fn from(error: PortError) -> Self {
        Self(StoreError::Port(error))
    }
}

#[async_trait]
impl Incoming for Body {
    async fn store(&self, key: StorageKey, kind: MediaType, sha256: Option<[u8; 32]>) -> Result<Stored, StoreError> {
        let call = async { self.file.store(key, kind, sha256).await.map_err(NotStored) };
        self.fuse
            .through(Part::Storage, call)
            .await
            .map_err(|NotStored(error)| error)
    }
}
