//! A world in which one call to the outside goes wrong, in each way that it can.

use crate::support::Test;
use async_trait::async_trait;
use domain::{
    id::{BackupId, ExportId, PhotoId},
    storage::{Bucket, StorageKey},
};
use service::{
    World,
    ports::{Archives, Bell, Blobs, Database, Piece, PortError, Rows, Statement},
};
use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The call is refused.
    Refused,
    /// It is carried out, but the answer is lost.
    AnswerLost,
    /// Whoever calls dies before.
    DiedBefore,
    /// Whoever calls dies after it is carried out.
    DiedAfter,
}

impl Fault {
    pub(crate) const ALL: [Self; 4] = [Self::Refused, Self::AnswerLost, Self::DiedBefore, Self::DiedAfter];

    pub(crate) fn kills(self) -> bool {
        matches!(self, Self::DiedBefore | Self::DiedAfter)
    }
}

pub(crate) struct Faulty {
    inner: World,
    fault: Fault,
    /// How many calls are left until it happens.
    left: AtomicU32,
    dead: AtomicBool,
}

impl Faulty {
    /// The fault happens at this call, counted from 0.
    pub(crate) fn new(test: &Test, fault: Fault, call: u32) -> Arc<Self> {
        Arc::new(Self {
            inner: test.world.clone(),
            fault,
            left: AtomicU32::new(call + 1),
            dead: AtomicBool::new(false),
        })
    }

    pub(crate) fn world(self: &Arc<Self>) -> World {
        World {
            db: self.clone(),
            blobs: self.clone(),
            archives: self.clone(),
            bell: self.clone(),
            ..self.inner.clone()
        }
    }

    /// Whether the fault has happened.
    pub(crate) fn happened(&self) -> bool {
        self.left.load(Ordering::SeqCst) == 0
    }

    /// Whether whoever called died; from now on it is somebody else who calls.
    pub(crate) fn was_dead(&self) -> bool {
        self.dead.swap(false, Ordering::SeqCst)
    }

    async fn call<T>(&self, work: impl Future<Output = Result<T, PortError>>) -> Result<T, PortError> {
        let broken = || PortError::new("call the outside", "it broke");
        if self.dead.load(Ordering::SeqCst) {
            return Err(broken());
        }
        let one_less = |left: u32| left.checked_sub(1);
        if self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less) != Ok(1) {
            return work.await;
        }
        self.dead.store(self.fault.kills(), Ordering::SeqCst);
        if matches!(self.fault, Fault::AnswerLost | Fault::DiedAfter) {
            work.await?;
        }
        Err(broken())
    }
}

#[async_trait]
impl Database for Faulty {
    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Rows>, PortError> {
        self.call(self.inner.db.batch(statements)).await
    }
}

#[async_trait]
impl Bell for Faulty {
    async fn ring(&self, photos: &[PhotoId]) -> Result<(), PortError> {
        self.call(self.inner.bell.ring(photos)).await
    }

    async fn ring_export(&self, export: ExportId, step: u32) -> Result<(), PortError> {
        self.call(self.inner.bell.ring_export(export, step)).await
    }

    async fn ring_backup(&self, backup: BackupId, step: u32) -> Result<(), PortError> {
        self.call(self.inner.bell.ring_backup(backup, step)).await
    }
}

#[async_trait]
impl Blobs for Faulty {
    async fn delete(&self, bucket: Bucket, keys: Vec<StorageKey>) -> Result<(), PortError> {
        self.call(self.inner.blobs.delete(bucket, keys)).await
    }

    async fn size(&self, bucket: Bucket, key: StorageKey) -> Result<Option<u64>, PortError> {
        self.call(self.inner.blobs.size(bucket, key)).await
    }

    async fn copy(&self, from: (Bucket, StorageKey), to: (Bucket, StorageKey)) -> Result<bool, PortError> {
        self.call(self.inner.blobs.copy(from, to)).await
    }
}

#[async_trait]
impl Archives for Faulty {
    async fn begin(&self, key: StorageKey) -> Result<String, PortError> {
        self.call(self.inner.archives.begin(key)).await
    }

    async fn part(&self, key: StorageKey, upload: &str, number: u32, pieces: Vec<Piece>) -> Result<String, PortError> {
        self.call(self.inner.archives.part(key, upload, number, pieces)).await
    }

    async fn complete(&self, key: StorageKey, upload: &str, parts: Vec<(u32, String)>) -> Result<(), PortError> {
        self.call(self.inner.archives.complete(key, upload, parts)).await
    }

    async fn abort(&self, key: StorageKey, upload: &str) -> Result<(), PortError> {
        self.call(self.inner.archives.abort(key, upload)).await
    }

    async fn store(&self, key: StorageKey, pieces: Vec<Piece>) -> Result<(), PortError> {
        self.call(self.inner.archives.store(key, pieces)).await
    }

    async fn read(&self, key: StorageKey) -> Result<Option<String>, PortError> {
        self.call(self.inner.archives.read(key)).await
    }

    async fn crc32(&self, key: StorageKey, range: Range<u64>, before: u32) -> Result<Option<u32>, PortError> {
        self.call(self.inner.archives.crc32(key, range, before)).await
    }
}
