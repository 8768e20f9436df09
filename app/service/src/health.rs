//! Asks every part of the site whether it answers, and how long that takes. It costs a row, an operation of class B, a read of KV, and
//! a request to the image service.

use crate::World;
use domain::{
    id::StorageToken,
    storage::{Bucket, StorageKey},
};
use std::future::Future;
use uuid::Uuid;

/// A part of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// D1.
    Database,
    /// R2.
    Storage,
    /// KV.
    Kv,
    /// The image service.
    Images,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Database, Self::Storage, Self::Kv, Self::Images];

    /// What it is called where machines read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Database => "d1",
            Self::Storage => "r2",
            Self::Kv => "kv",
            Self::Images => "images",
        }
    }
}

/// What a part answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Which.
    pub part: Part,
    /// Whether it did.
    pub ok: bool,
    /// How long that took, in milliseconds.
    pub millis: u64,
}

/// Asks all of them, one after the other, in the order of [`Part::ALL`].
pub async fn ask(world: &World) -> [Answer; 4] {
    [
        time(world, Part::Database, database(world)).await,
        time(world, Part::Storage, storage(world)).await,
        time(world, Part::Kv, async { world.figures.read().await.is_ok() }).await,
        time(world, Part::Images, async { world.images.answers().await.is_ok() }).await,
    ]
}

async fn time(world: &World, part: Part, asked: impl Future<Output = bool>) -> Answer {
    let started = world.now().millis();
    let ok = asked.await;
    Answer {
        part,
        ok,
        millis: u64::try_from(world.now().millis() - started).unwrap_or(0),
    }
}

async fn database(world: &World) -> bool {
    crate::kept::home_version(world).await.is_ok()
}

/// There is no such object, and R2 says so.
async fn storage(world: &World) -> bool {
    let nothing = StorageKey::Original(StorageToken::new(Uuid::nil()));
    world.blobs.size(Bucket::Private, nothing).await.is_ok()
}
