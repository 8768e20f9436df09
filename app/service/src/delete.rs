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
    remove_files(
        world,
        Leftover {
            id,
            token: row.token,
            attempts,
            keep: None,
        },
    )
    .await
}

/// Removes the files of a photo from both buckets: everything, or, if an attempt is kept, what other attempts wrote.
///
/// # Errors
/// If storage does not work.
pub async fn remove_files(world: &World, leftover: Leftover) -> Result<()> {
    let kept =
        |key: &StorageKey| matches!(key, StorageKey::Rendition(_, attempt, _) if Some(*attempt) == leftover.keep);
    let mut renditions = StorageKey::renditions(leftover.token, leftover.attempts);
    renditions.retain(|key| !kept(key));
    let mut private = renditions.clone();
    if leftover.keep.is_none() {
        private.extend([
            StorageKey::Original(leftover.token),
            StorageKey::Preview(leftover.token),
        ]);
    }
    if !renditions.is_empty() {
        world.blobs.delete(Bucket::Public, renditions).await?;
    }
    if !private.is_empty() {
        world.blobs.delete(Bucket::Private, private).await?;
    }
    Ok(())
}
