//! The end of an account, in slices: whatever a sweep does not come to, the next one does.

use crate::{
    Result, World,
    sql::{
        self,
        leaving::{Due, Picture},
    },
};
use domain::{
    id::UserId,
    storage::{Bucket, StorageKey},
    time::Timestamp,
};

/// How many people one sweep looks at: each takes four statements of the fifty that D1's free plan allows one run.
const PEOPLE_AT_ONCE: u32 = 3;

/// How many of a person's photos one sweep begins to delete; as many as it then looks at of all deleted ones.
const PHOTOS_AT_ONCE: u32 = 100;

/// How many pictures of marks one sweep removes of a kind.
const PICTURES_AT_ONCE: u32 = 100;

/// How long a picture may be on its way from being written down until settings name it, in seconds.
const PICTURE_SECONDS: i64 = 3600;

/// What a sweep removed of people who left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Gone {
    /// Photos that are now deleted.
    pub(crate) photos: u64,
    /// People of whom nothing is left.
    pub(crate) people: u64,
}

/// Goes on with those who can no longer stay. Each step looks at rows as they are, so it may be cut short anywhere:
/// 1. their photos are deleted, so many at a time, and then removed like all deleted photos;
/// 2. the pictures of their marks are removed from storage;
/// 3. once no photo and no picture is left, their row goes, and with it every row that hangs on it.
///
/// # Errors
/// The first thing that does not work for somebody; the others are tried all the same.
pub(crate) async fn remove_due(world: &World, now: Timestamp) -> Result<Gone> {
    let due: Vec<Due> = world.db.run(sql::leaving::due(now, PEOPLE_AT_ONCE)).await?.all()?;
    let (mut gone, mut outcome) = (Gone::default(), Ok(()));
    for person in due {
        match remove_some(world, person.id, now).await {
            Ok((photos, people)) => {
                gone.photos = gone.photos.saturating_add(photos);
                gone.people = gone.people.saturating_add(people);
            }
            Err(error) => outcome = outcome.and(Err(error)),
        }
    }
    outcome.map(|()| gone)
}

async fn remove_some(world: &World, person: UserId, now: Timestamp) -> Result<(u64, u64)> {
    let delete = sql::leaving::delete_photos(person, now, PHOTOS_AT_ONCE);
    let photos = world.db.run(delete).await?.changes;
    let pictures = sql::leaving::pictures_of(person, PICTURES_AT_ONCE);
    remove_pictures(world, world.db.run(pictures).await?.all()?).await?;
    let row = world.db.run(sql::leaving::remove(person, now)).await?;
    // what else hung on the row counts as changed too, in some databases
    Ok((photos, row.changes.min(1)))
}

/// Removes pictures of marks that were stored, or begun to be, and then not kept.
///
/// # Errors
/// If storage or the database does not work.
pub(crate) async fn remove_unused_pictures(world: &World, now: Timestamp) -> Result<usize> {
    let before = now.plus_seconds(-PICTURE_SECONDS);
    let unused = sql::leaving::unused_pictures(before, PICTURES_AT_ONCE);
    remove_pictures(world, world.db.run(unused).await?.all()?).await
}

/// From storage first: a picture that is written down is looked for again, one that is not, never.
pub(crate) async fn remove_pictures(world: &World, pictures: Vec<Picture>) -> Result<usize> {
    if !pictures.is_empty() {
        let keys = pictures.iter().map(|picture| StorageKey::Mark(picture.token));
        world.blobs.delete(Bucket::Private, keys.collect()).await?;
        world.db.run(sql::leaving::pictures_gone(&pictures)).await?;
    }
    Ok(pictures.len())
}
