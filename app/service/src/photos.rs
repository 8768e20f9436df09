//! What owners do to their photos: edit, retry, delete.

use crate::{
    Result, World,
    error::Conflict,
    kept,
    read::{row_for, view},
    sql::{self, jobs::JobRow},
    upload::ring,
    usage::make_room,
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
/// Not the owner's, it has not failed, or the plan is nearly used up.
pub async fn retry(world: &World, viewer: Viewer, id: PhotoId) -> Result<PhotoView> {
    row_for(world, viewer, Action::Edit, id).await?;
    make_room(world, 0).await?;
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

/// Up to which attempt on a photo nothing is left in storage but what is shown, and how many attempts were made.
pub(crate) async fn attempts(world: &World, id: PhotoId) -> Result<(u32, u32)> {
    let job: Option<JobRow> = world.db.run(sql::jobs::of(id)).await?.first()?;
    Ok(job.map_or((0, 0), |job| (job.cleaned_to, job.attempt)))
}
