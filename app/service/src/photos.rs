//! What owners do to their photos: edit, retry, delete.

use crate::{
    Error, Result, World,
    read::{row_for, view},
    sql::{self, jobs::JobRow, photos::PhotoRow},
    upload::{drop_home, ring},
};
use domain::{
    access::{Action, Viewer},
    id::PhotoId,
    photo::{PhotoState, Visibility, clean_title},
    storage::{Bucket, StorageKey},
    view::PhotoView,
};

pub use crate::delete::delete;

/// Changes title, visibility or both.
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
    let mut row = row_for(world, viewer, Action::Edit, id).await?;
    let was = row.visibility;
    row.visibility = visibility.unwrap_or(was);
    row.title = title.map_or(row.title, |title| clean_title(&title));
    let (from, to) = (Bucket::of_renditions(was), Bucket::of_renditions(row.visibility));
    if from != to {
        if row.state == PhotoState::Processing {
            // its renditions are on their way to the bucket of the old visibility
            return Err(Error::Conflict(
                "This photo is being processed. Please change it in a moment.".into(),
            ));
        }
        copy_renditions(world, &row, from, to).await?;
    }
    let statements = vec![
        sql::photos::edit(id, &row.title, row.visibility, was, row.state),
        sql::photos::home_changed(),
    ];
    let results = world.db.batch(statements).await?;
    if results.first().is_some_and(|row| row.changes == 0) {
        return Err(Error::Conflict(
            "This photo was changed at the same time. Please look at it again.".into(),
        ));
    }
    drop_home(world).await;
    if from != to {
        remove_renditions(world, &row, from).await?;
    }
    Ok(view(&world.config, viewer, row))
}

/// First copy, then change the row, then remove: whoever dies in between leaves a copy too many, never one too few.
async fn copy_renditions(world: &World, row: &PhotoRow, from: Bucket, to: Bucket) -> Result<()> {
    for key in shown_renditions(row) {
        world.blobs.copy(key, from, to).await?;
    }
    Ok(())
}

/// Removes what is no longer shown from there; looks again first, in case the photo has just been moved back.
async fn remove_renditions(world: &World, row: &PhotoRow, bucket: Bucket) -> Result<()> {
    let now: Option<PhotoRow> = world.db.run(sql::photos::by_id(row.id)).await?.first()?;
    if now.is_some_and(|now| Bucket::of_renditions(now.visibility) == bucket) {
        return Ok(());
    }
    Ok(world.blobs.delete(bucket, shown_renditions(row)).await?)
}

fn shown_renditions(row: &PhotoRow) -> Vec<StorageKey> {
    let all = StorageKey::renditions(row.token, row.attempt.unwrap_or(0));
    all.into_iter()
        .filter(|key| matches!(key, StorageKey::Rendition(_, attempt, _) if Some(*attempt) == row.attempt))
        .collect()
}

/// Queues a failed photo again.
///
/// # Errors
/// Not the owner's, or it has not failed.
pub async fn retry(world: &World, viewer: Viewer, id: PhotoId) -> Result<PhotoView> {
    row_for(world, viewer, Action::Edit, id).await?;
    let results = world
        .db
        .batch(vec![sql::jobs::retry(id, world.now()), sql::photos::retry(id)])
        .await?;
    if results.get(1).is_none_or(|row| row.changes == 0) {
        return Err(Error::Conflict("This photo is not waiting for another try.".into()));
    }
    ring(world, id).await;
    let row = row_for(world, viewer, Action::Edit, id).await?;
    Ok(view(&world.config, viewer, row))
}

/// How many attempts were made on a photo: what names may exist in storage.
pub(crate) async fn attempts(world: &World, id: PhotoId) -> Result<u32> {
    let job: Option<JobRow> = world.db.run(sql::jobs::of(id)).await?.first()?;
    Ok(job.map_or(0, |job| job.attempt))
}
