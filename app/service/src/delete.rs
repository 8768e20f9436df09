//! Deleting a photo and everything stored of it.

use crate::{
    Result, World, kept,
    photos::attempts,
    read::row_for,
    sql::{self, sweep::Leftover},
};
use domain::{
    access::{Action, Viewer},
    id::PhotoId,
    storage::{Bucket, StorageKey},
};

/// Deletes a photo: nobody sees it any more, and its files are gone, when this returns.
///
/// The row stays, invisible, until no attempt that is still under way can write any more; then the sweep removes what such
/// an attempt left, and the row. So whoever dies here, the sweep finishes it.
///
/// # Errors
/// Not the owner's, or something outside does not work.
pub async fn delete(world: &World, viewer: Viewer, id: PhotoId) -> Result<()> {
    let row = row_for(world, viewer, Action::Delete, id).await?;
    world
        .db
        .batch(vec![
            sql::photos::mark_deleted(id, world.now()),
            sql::photos::home_changed(),
        ])
        .await?;
    kept::hidden(world).await;
    let (cleaned_to, attempts) = attempts(world, id).await?;
    let everything = Leftover {
        id,
        token: row.token,
        cleaned_to,
        attempts,
        shown: row.attempt,
        original: row.original_attempt,
        original_bytes: row.original_bytes,
        all: 1,
        preview: 1,
    };
    files_of(world, &everything).await?.remove(world).await
}

/// Files that go.
#[derive(Debug, Default)]
pub(crate) struct Files {
    public: Vec<StorageKey>,
    private: Vec<StorageKey>,
}

impl Files {
    /// How many names that is.
    pub(crate) fn number(&self) -> usize {
        self.public.len() + self.private.len()
    }

    /// These, and others.
    pub(crate) fn add(&mut self, others: Self) {
        self.public.extend(others.public);
        self.private.extend(others.private);
    }

    /// Removes them; those that are not there are no error.
    pub(crate) async fn remove(self, world: &World) -> Result<()> {
        for (bucket, keys) in [(Bucket::Public, self.public), (Bucket::Private, self.private)] {
            if !keys.is_empty() {
                world.blobs.delete(bucket, keys).await?;
            }
        }
        Ok(())
    }
}

/// What goes of a photo, of both buckets: everything, or what other attempts than the shown one wrote, the preview of a photo that is
/// ready, and the uploaded original once a smaller copy is kept instead.
///
/// # Errors
/// If storage does not work.
pub(crate) async fn files_of(world: &World, leftover: &Leftover) -> Result<Files> {
    let renditions: Vec<StorageKey> = attempts_to_remove(leftover, leftover.shown)
        .flat_map(|attempt| StorageKey::of_attempt(leftover.token, attempt))
        .collect();
    let copies = attempts_to_remove(leftover, leftover.original)
        .map(|attempt| StorageKey::SmallerOriginal(leftover.token, attempt));
    let mut private: Vec<StorageKey> = renditions.iter().copied().chain(copies).collect();
    if leftover.preview == 1 {
        private.push(StorageKey::Preview(leftover.token));
    }
    if leftover.all == 1 || is_replaced(world, leftover).await? {
        private.push(StorageKey::Original(leftover.token));
    }
    Ok(Files {
        public: renditions,
        private,
    })
}

/// The attempts that may have left something, but for the one that is kept, unless everything goes.
fn attempts_to_remove(leftover: &Leftover, kept: Option<u32>) -> impl Iterator<Item = u32> + use<> {
    let all = leftover.all == 1;
    (leftover.cleaned_to + 1..=leftover.attempts)
        .chain(kept)
        .filter(move |attempt| all || Some(*attempt) != kept)
}

/// Whether a smaller copy is kept instead of the uploaded original, and is there, whole. On any doubt the original stays.
async fn is_replaced(world: &World, leftover: &Leftover) -> Result<bool> {
    let Some((attempt, bytes)) = leftover.original.zip(leftover.original_bytes) else {
        return Ok(false);
    };
    let copy = StorageKey::SmallerOriginal(leftover.token, attempt);
    Ok(world.blobs.size(Bucket::Private, copy).await? == Some(bytes))
}
