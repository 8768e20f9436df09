//! What owners do to their photos: edit, retry, delete.

use crate::{
    Error, Result, World,
    error::Conflict,
    ports::Limited,
    process::no_more_writes,
    read::{row_for, view},
    sql::{
        self,
        jobs::{Claimed, JobRow},
        photos::PhotoRow,
    },
    upload::{drop_home, ring},
};
use domain::{
    access::{Action, Viewer},
    id::PhotoId,
    photo::{Visibility, clean_title},
    storage::{Bucket, StorageKey},
    view::PhotoView,
};

pub use crate::delete::delete;

/// Changes title, visibility or both.
///
/// Renditions of what is public and of what is not are in different buckets, and never have the same name: a photo that
/// moves gets new ones under a number that no attempt has. The old ones are removed at once, and if that does not come to
/// its end, by the sweep, which was told before the first one was copied.
///
/// # Errors
/// Not the owner's; or somebody changed it at the same time.
pub async fn edit(
    world: &World,
    viewer: Viewer,
    id: PhotoId,
    title: Option<String>,
    visibility: Option<Visibility>,
) -> Result<PhotoView> {
    let was = row_for(world, viewer, Action::Edit, id).await?;
    let mut row = was.clone();
    row.visibility = visibility.unwrap_or(was.visibility);
    row.title = title.map_or(row.title, |title| clean_title(&title));
    let moves = Bucket::of_renditions(was.visibility) != Bucket::of_renditions(row.visibility);
    if moves && !world.limits.allow(Limited::Move, &id.to_string()).await? {
        return Err(Error::TooOften);
    }
    let change = if moves {
        row.attempt = copy_renditions(world, &was, row.visibility).await?;
        sql::photos::edit_and_move(&was, &row.title, row.visibility, row.attempt)
    } else {
        sql::photos::edit(id, &row.title, row.visibility, was.visibility)
    };
    let results = world.db.batch(vec![change, sql::photos::home_changed()]).await?;
    let changed = results.first().is_some_and(|row| row.changes == 1);
    drop_home(world).await;
    if moves {
        // what this does not remove, the sweep does
        let _ = remove_renditions(world, if changed { &was } else { &row }).await;
    }
    if changed {
        Ok(view(&world.config, viewer, row))
    } else {
        Err(Conflict::ChangedMeanwhile.into())
    }
}

/// Copies what is shown of a photo to where it belongs with another visibility. Gives the number in the copies' names;
/// nothing if there is nothing to copy yet.
async fn copy_renditions(world: &World, row: &PhotoRow, visibility: Visibility) -> Result<Option<u32>> {
    let now = world.now();
    let number = sql::jobs::take_number(row.id, now, no_more_writes(world, now));
    let number: Option<Claimed> = world.db.run(number).await?.first()?;
    // while an attempt is under way, its renditions are on their way to the bucket of the old visibility
    let number = number.ok_or(Conflict::BeingProcessed)?;
    let Some(shown) = row.attempt else { return Ok(None) };
    let (from, to) = (Bucket::of_renditions(row.visibility), Bucket::of_renditions(visibility));
    let names = StorageKey::of_attempt(row.token, shown);
    for (old, new) in names.into_iter().zip(StorageKey::of_attempt(row.token, number.attempt)) {
        world.blobs.copy((from, old), (to, new)).await?;
    }
    Ok(Some(number.attempt))
}

async fn remove_renditions(world: &World, row: &PhotoRow) -> Result<()> {
    let Some(attempt) = row.attempt else { return Ok(()) };
    let names = StorageKey::of_attempt(row.token, attempt);
    Ok(world
        .blobs
        .delete(Bucket::of_renditions(row.visibility), names.into())
        .await?)
}

/// Queues a failed photo again.
///
/// # Errors
/// Not the owner's, or it has not failed.
pub async fn retry(world: &World, viewer: Viewer, id: PhotoId) -> Result<PhotoView> {
    row_for(world, viewer, Action::Edit, id).await?;
    let results = world
        .db
        .batch(vec![
            sql::jobs::retry(id, world.now()),
            sql::photos::retry(id),
            sql::photos::home_changed(),
        ])
        .await?;
    if results.get(1).is_none_or(|row| row.changes == 0) {
        return Err(Conflict::NotWaiting.into());
    }
    // with a preview it is listed again
    drop_home(world).await;
    ring(world, id).await;
    let row = row_for(world, viewer, Action::Edit, id).await?;
    Ok(view(&world.config, viewer, row))
}

/// How many attempts were made on a photo: what names may exist in storage.
pub(crate) async fn attempts(world: &World, id: PhotoId) -> Result<u32> {
    let job: Option<JobRow> = world.db.run(sql::jobs::of(id)).await?.first()?;
    Ok(job.map_or(0, |job| job.attempt))
}
