//! What owners do to their photos: edit, retry, delete.

use crate::{
    Result, World,
    error::Conflict,
    kept,
    read::{row_for, view},
    sql::{self, jobs::JobRow},
    upload::ring,
};
use domain::{
    access::{Action, Viewer},
    id::PhotoId,
    view::PhotoView,
};

pub use crate::{
    delete::delete,
    edit::{Change, edit},
};

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
    kept::changed(world).await;
    ring(world, id).await;
    let row = row_for(world, viewer, Action::Edit, id).await?;
    Ok(view(&world.config, viewer, row))
}

/// How many attempts were made on a photo: what names may exist in storage.
pub(crate) async fn attempts(world: &World, id: PhotoId) -> Result<u32> {
    let job: Option<JobRow> = world.db.run(sql::jobs::of(id)).await?.first()?;
    Ok(job.map_or(0, |job| job.attempt))
}
