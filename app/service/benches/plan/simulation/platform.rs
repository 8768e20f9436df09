//! Cloudflare as far as it bills: locations with caches of their own, isolates that come and go, and one database, KV and queue.
//!
//! What is used is counted twice. The site counts it as it does on the Worker: the queue and KV in `service::metered`, rows by the
//! database's own figures (`server/src/adapters/database.rs`), objects as they are written (`incoming.rs`) or read (`http/media.rs`),
//! requests where an event begins (`http/mod.rs`, `queue.rs`, `cron.rs`). And everything goes on the bill, from which nothing is lost
//! when an isolate is evicted, and on which a name written to KV stands when it is written.

use crate::support::{Kv, Location, Outside, Sqlite, Test, report};
use async_trait::async_trait;
use domain::{
    id::{BackupId, PhotoId},
    media::MediaType,
    plan::{Counts, Resource},
    seal::sha256,
    storage::StorageKey,
};
use service::{
    World,
    meter::Meter,
    ports::{Clock, Database, Incoming, PortError, Rows, Statement, StoreError, Stored},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, atomic::Ordering},
};

/// What a photo's renditions weigh, in bytes: WebP of 320 to 2048 pixels and a JPEG, a photo of 12 megapixels.
pub(crate) const RENDITIONS: [u64; 5] = [25_000, 80_000, 250_000, 550_000, 350_000];

/// Everything that all isolates share.
pub(crate) struct Platform {
    pub(crate) db: Arc<Sqlite>,
    pub(crate) outside: Arc<Outside>,
    pub(crate) bill: Arc<Meter>,
    kv: Arc<Kv>,
    base: World,
    /// What was asked of the database, and the most rows that it read, while somebody wants to know.
    pub(crate) asked: Arc<Mutex<Option<Asked>>>,
}

/// Statements, by their text.
pub(crate) type Asked = BTreeMap<String, Statement>;

impl Platform {
    /// An account with this database, with some variables changed, at midnight.
    pub(crate) fn new(db: Arc<Sqlite>, changed: &[(&str, &str)]) -> Self {
        let test = Test::with(changed);
        let seconds = test.outside.now().seconds();
        test.outside.pass_seconds(86_400 - seconds % 86_400);
        let bill: Arc<Meter> = Arc::default();
        let of_images = bill.clone();
        test.outside.images_answer(move |ticket| {
            let mut report = report(ticket);
            // it reads the original and writes the renditions by itself; the site counts that by its report
            of_images.count(Resource::ClassB, 1);
            if let domain::ticket::Report::Done(done) = &mut report {
                for (made, bytes) in done.renditions.iter_mut().zip(RENDITIONS) {
                    made.bytes = bytes;
                    of_images.count(Resource::ClassA, 1);
                    of_images.count(Resource::StoredBytes, bytes);
                }
            }
            Ok((200, serde_json::to_string(&report).unwrap()))
        });
        Self {
            db,
            outside: test.outside,
            bill,
            kv: test.kv,
            base: test.world,
            asked: Arc::default(),
        }
    }

    /// A new location.
    pub(crate) fn location(&self) -> Arc<Location> {
        Location::new(self.outside.clone(), self.kv.clone())
    }

    /// A new isolate in a location.
    pub(crate) fn isolate(&self, location: &Arc<Location>) -> World {
        let meter = Arc::new(Meter::default());
        let counted = Arc::new(D1 {
            db: self.db.clone(),
            meters: [meter.clone(), self.bill.clone()],
            asked: self.asked.clone(),
        });
        let world = World {
            db: counted,
            pages: location.clone(),
            revocations: self.kv.clone(),
            settings: Arc::default(),
            views: Arc::default(),
            meter: self.bill.clone(),
            ..self.base.clone()
        };
        // what goes on the bill, and what the isolate knows of it
        World {
            meter,
            ..world.metered()
        }
        .metered()
    }

    /// So much was used, says whoever is no port.
    pub(crate) fn count(&self, world: &World, resource: Resource, amount: u64) {
        world.meter.count(resource, amount);
        self.bill.count(resource, amount);
    }

    /// What was billed until now.
    pub(crate) fn billed(&self) -> Counts {
        let mut billed = self.bill.counted();
        billed.set(Resource::KvWrites, self.kv.written.load(Ordering::SeqCst));
        billed
    }

    /// Photos that the queue was rung for since this was last asked.
    pub(crate) fn rung(&self) -> Vec<PhotoId> {
        std::mem::take(&mut self.outside.rung.lock().unwrap())
    }

    /// The step of a backup that the queue was rung for.
    pub(crate) fn rung_backup(&self) -> Option<(BackupId, u32)> {
        self.outside.rung_backups.lock().unwrap().pop_front()
    }

    /// A file on its way in.
    pub(crate) fn file<'a>(&'a self, world: &'a World, content: u64, bytes: u64) -> File<'a> {
        File {
            platform: self,
            world,
            sha256: sha256(&content.to_be_bytes()),
            bytes,
        }
    }
}

/// D1: SQLite, and what it says of each query.
struct D1 {
    db: Arc<Sqlite>,
    meters: [Arc<Meter>; 2],
    asked: Arc<Mutex<Option<Asked>>>,
}

#[async_trait]
impl Database for D1 {
    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Rows>, PortError> {
        if let Some(asked) = self.asked.lock().unwrap().as_mut() {
            asked.extend(statements.iter().map(|one| (one.sql.clone(), one.clone())));
        }
        let (rows, used) = self.db.batch_counting(&statements)?;
        for meter in &self.meters {
            meter.count(Resource::RowsRead, used.read);
            meter.count(Resource::RowsWritten, used.written);
            if used.written > 0 {
                meter.measure(Resource::DatabaseBytes, self.db.bytes());
            }
        }
        Ok(rows)
    }
}

/// A file of so many bytes, none of which are there.
pub(crate) struct File<'a> {
    platform: &'a Platform,
    world: &'a World,
    pub(crate) sha256: [u8; 32],
    pub(crate) bytes: u64,
}

#[async_trait]
impl Incoming for File<'_> {
    async fn store(&self, _: StorageKey, _: MediaType, _: Option<[u8; 32]>) -> Result<Stored, StoreError> {
        self.platform.count(self.world, Resource::ClassA, 1);
        self.platform.count(self.world, Resource::StoredBytes, self.bytes);
        let (sha256, bytes) = (self.sha256, self.bytes);
        Ok(Stored { sha256, bytes })
    }
}
