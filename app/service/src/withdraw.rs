//! Renditions of public photos whose owner is suspended or leaving leave the public bucket, which may be served without asking
//! the Worker, and come back when their owner does.
//!
//! From the moment that somebody is, the Worker refuses every one of their files; this is for those who ask the bucket itself. Each
//! photo is moved by a message of its own, rung for in slices: at once for the first of them, by the sweep for the rest.

use crate::{
    Error, Result, World,
    error::Conflict,
    renditions::{Moved, move_to},
    sql::{
        self,
        photos::{Misplaced, PhotoRow},
    },
};
use domain::{
    access::Viewer,
    id::{PhotoId, UserId},
    storage::Bucket,
};

/// Rings for photos whose renditions are where they do not belong: of this person, or of anybody. Gives how many.
///
/// # Errors
/// If the database or the queue does not answer.
pub(crate) async fn ring(world: &World, of: Option<UserId>) -> Result<usize> {
    let misplaced: Vec<Misplaced> = world.db.run(sql::photos::misplaced(of)).await?.all()?;
    let photos: Vec<PhotoId> = misplaced.iter().map(|row| row.id).collect();
    if !photos.is_empty() {
        world.bell.ring(&photos).await?;
    }
    Ok(photos.len())
}

/// Rings for this person's photos after they were suspended or asked to leave, or came back. It has happened already, and what
/// this does not ring for, the sweep does.
pub(crate) async fn ring_for(world: &World, person: UserId) {
    let _ = ring(world, Some(person)).await;
}

/// Moves a photo's renditions to where they belong; nothing if they are there, or are just being made: then its end is waited
/// for, and the sweep rings again.
///
/// # Errors
/// If storage or the database does not work.
pub(crate) async fn settle(world: &World, photo: PhotoId) -> Result<()> {
    let row = sql::photos::by_id(photo, Viewer::Anonymous);
    let row: Option<PhotoRow> = world.db.run(row).await?.first()?;
    let Some(row) = row.filter(PhotoRow::is_misplaced) else {
        return Ok(());
    };
    let (to, withdrawn) = match row.bucket() {
        Bucket::Public => (Bucket::Private, true),
        Bucket::Private => (Bucket::Public, false),
    };
    let place = |copies| vec![sql::photos::place_renditions(&row, withdrawn, copies)];
    match move_to(world, &row, to, place, false).await {
        Ok(Moved::Yes | Moved::ChangedMeanwhile) | Err(Error::Conflict(Conflict::BeingProcessed)) => Ok(()),
        Err(error) => Err(error),
    }
}
