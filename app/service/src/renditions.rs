//! Moving a photo's renditions from one bucket to the other.
//!
//! Renditions in different buckets never have the same name: those that move get new ones under a number that no attempt has.
//! The old ones are removed at once, and if that does not come to its end, by the sweep, which was told before the first one
//! was copied.

use crate::{
    Result, World,
    error::Conflict,
    ports::Statement,
    process::no_more_writes,
    sql::{self, jobs::Claimed, photos::PhotoRow},
    upload::drop_home,
};
use domain::{
    rendition::Slot,
    storage::{Bucket, StorageKey},
};

/// Whether renditions were moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moved {
    /// They are where they were to be.
    Yes,
    /// The photo is not as it was: nothing happened.
    ChangedMeanwhile,
}

/// Copies what is shown of a photo to another bucket, writes down that it is there by the statement that `change` makes of the
/// number in the copies' names (nothing if there is nothing to copy yet), and removes what is not shown any more.
///
/// # Errors
/// [`Conflict::BeingProcessed`]; or storage or the database does not work.
pub(crate) async fn move_to(
    world: &World,
    was: &PhotoRow,
    to: Bucket,
    change: impl FnOnce(Option<u32>) -> Statement,
) -> Result<Moved> {
    let copies = copy(world, was, to).await?;
    let moved = write(world, change(copies)).await?;
    let (bucket, attempt) = match moved {
        Moved::Yes => (was.bucket(), was.attempt),
        Moved::ChangedMeanwhile => (to, copies),
    };
    if let Some(attempt) = attempt {
        let names = StorageKey::of_attempt(was.token, attempt);
        // what this does not remove, the sweep does
        let _ = world.blobs.delete(bucket, names.into()).await;
    }
    Ok(moved)
}

/// Changes a photo, and what is kept of pages that may show it.
///
/// # Errors
/// If the database does not answer.
pub(crate) async fn write(world: &World, change: Statement) -> Result<Moved> {
    let results = world.db.batch(vec![change, sql::photos::home_changed()]).await?;
    drop_home(world).await;
    let changed = results.first().is_some_and(|row| row.changes == 1);
    Ok(if changed { Moved::Yes } else { Moved::ChangedMeanwhile })
}

/// Copies what is shown of a photo. Gives the number in the copies' names; nothing if there is nothing to copy yet.
async fn copy(world: &World, row: &PhotoRow, to: Bucket) -> Result<Option<u32>> {
    let now = world.now();
    let number = sql::jobs::take_number(row.id, now, no_more_writes(world, now));
    let number: Option<Claimed> = world.db.run(number).await?.first()?;
    // while an attempt is under way, its renditions are on their way to the bucket where they belonged
    let number = number.ok_or(Conflict::BeingProcessed)?;
    let Some(shown) = row.attempt else { return Ok(None) };
    for slot in slots_of(row) {
        let name = |attempt| StorageKey::Rendition(row.token, attempt, slot);
        world
            .blobs
            .copy((row.bucket(), name(shown)), (to, name(number.attempt)))
            .await?;
    }
    Ok(Some(number.attempt))
}

/// The slots of what is shown of a photo.
fn slots_of(row: &PhotoRow) -> Vec<Slot> {
    row.made().iter().filter_map(|made| Slot::named(&made.slot)).collect()
}
