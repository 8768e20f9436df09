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
    let everything = Leftover {
        id,
        token: row.token,
        cleaned_to: 0,
        attempts: attempts(world, id).await?,
        shown: row.attempt,
        all: 1,
    };
    remove_files(world, &everything).await
}

/// Removes files of a photo from both buckets: everything, or what other attempts than the shown one wrote.
///
/// # Errors
/// If storage does not work.
pub(crate) async fn remove_files(world: &World, leftover: &Leftover) -> Result<()> {
    let all = leftover.all == 1;
    let attempts = (leftover.cleaned_to + 1..=leftover.attempts).chain(leftover.shown);
    let renditions: Vec<StorageKey> = attempts
        .filter(|attempt| all || Some(*attempt) != leftover.shown)
        .flat_map(|attempt| StorageKey::of_attempt(leftover.token, attempt))
        .collect();
    let mut private = renditions.clone();
    if all {
        private.extend([
            StorageKey::Original(leftover.token),
            StorageKey::Preview(leftover.token),
        ]);
    }
    for (bucket, keys) in [(Bucket::Public, renditions), (Bucket::Private, private)] {
        if !keys.is_empty() {
            world.blobs.delete(bucket, keys).await?;
        }
    }
    Ok(())
}
