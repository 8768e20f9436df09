//! Deleting a photo and everything stored of it.

use crate::{
    Result, World,
    photos::attempts,
    read::row_for,
    sql::{self, sweep::Leftover},
    upload::drop_home,
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
    drop_home(world).await;
    let attempts = attempts(world, id).await?;
    let everything = Leftover {
        id,
        token: row.token,
        attempts,
        keep: None,
    };
    remove_files(world, &[everything]).await
}

/// Removes files of photos from both buckets: everything, or, where an attempt is kept, what other attempts wrote.
///
/// # Errors
/// If storage does not work.
pub(crate) async fn remove_files(world: &World, leftovers: &[Leftover]) -> Result<()> {
    let renditions: Vec<StorageKey> = leftovers.iter().flat_map(renditions).collect();
    let originals = leftovers.iter().filter(|leftover| leftover.keep.is_none());
    let mut private = renditions.clone();
    private.extend(originals.flat_map(|photo| [StorageKey::Original(photo.token), StorageKey::Preview(photo.token)]));
    for (bucket, keys) in [(Bucket::Public, renditions), (Bucket::Private, private)] {
        if !keys.is_empty() {
            world.blobs.delete(bucket, keys).await?;
        }
    }
    Ok(())
}

/// Every name that attempts other than the kept one may have written.
fn renditions(leftover: &Leftover) -> Vec<StorageKey> {
    let mut keys = StorageKey::renditions(leftover.token, leftover.attempts);
    keys.retain(|key| !matches!(key, StorageKey::Rendition(_, attempt, _) if Some(*attempt) == leftover.keep));
    keys
}
