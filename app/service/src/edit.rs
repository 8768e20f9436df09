//! Changing what is written about a photo, and who may see it.

use crate::{
    Result, World,
    error::Conflict,
    kept,
    ports::{Limited, Statement},
    process::no_more_writes,
    read::{row_for, view},
    sql::{
        self,
        image_settings::SettingsRow,
        jobs::Claimed,
        photos::{Edit, PhotoRow},
    },
    upload::ring,
};
use domain::{
    access::{Action, Viewer},
    id::PhotoId,
    image_settings::MarkKind,
    licence::Licence,
    metadata::{MetadataError, clean_alt, clean_description},
    photo::{PhotoState, Visibility, clean_title},
    place::PlaceChoice,
    rendition::Slot,
    storage::{Bucket, StorageKey},
    tags::Tags,
    view::PhotoView,
};

/// What is to be different, as somebody wrote it. `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Title: one line; what is too long is cut.
    pub title: Option<String>,
    /// Visibility.
    pub visibility: Option<Visibility>,
    /// Description: several lines; one that is too long is refused.
    pub description: Option<String>,
    /// Alt text: one line; one that is too long is refused.
    pub alt: Option<String>,
    /// Licence.
    pub licence: Option<Licence>,
    /// Whether others may know its place.
    pub place: Option<PlaceChoice>,
    /// Tags, each text holding one or several with commas between them; too long ones, or too many, are refused.
    pub tags: Option<Vec<String>>,
}

impl Change {
    fn clean(self) -> std::result::Result<Edit, MetadataError> {
        Ok(Edit {
            title: self.title.map(|title| clean_title(&title)),
            description: self.description.map(|text| clean_description(&text)).transpose()?,
            alt: self.alt.map(|text| clean_alt(&text)).transpose()?,
            licence: self.licence,
            place: self.place,
            tags: self.tags.map(Tags::try_from).transpose()?,
        })
    }
}

/// Changes what is written about a photo, who may see it, or both. Nothing but a change of visibility moves any file.
///
/// # Errors
/// Not the owner's; something that cannot be taken; or somebody changed it at the same time.
pub async fn edit(world: &World, viewer: Viewer, id: PhotoId, change: Change) -> Result<PhotoView> {
    let was = row_for(world, viewer, Action::Edit, id).await?;
    let visibility = change.visibility.unwrap_or(was.visibility);
    let edit = change.clean()?;
    let changed = if Bucket::of_renditions(was.visibility) == Bucket::of_renditions(visibility) {
        write(
            world,
            &was,
            vec![sql::photos::edit(id, was.visibility, visibility, &edit)],
        )
        .await?
    } else {
        move_to(world, &was, visibility, &edit).await?
    };
    if !changed {
        return Err(Conflict::ChangedMeanwhile.into());
    }
    let row = row_for(world, viewer, Action::Edit, id).await?;
    Ok(view(&world.config, viewer, row))
}

async fn write(world: &World, was: &PhotoRow, mut changes: Vec<Statement>) -> Result<bool> {
    changes.push(sql::photos::home_changed());
    let results = world.db.batch(changes).await?;
    if was.visibility == Visibility::Public {
        kept::hidden(world).await;
    } else {
        kept::changed(world).await;
    }
    Ok(results.first().is_some_and(|row| row.changes == 1))
}

/// Renditions of what is public and of what is not are in different buckets, and never have the same name: a photo that
/// moves gets new ones under a number that no attempt has. The old ones are removed at once, and if that does not come to
/// its end, by the sweep, which was told before the first one was copied.
async fn move_to(world: &World, was: &PhotoRow, visibility: Visibility, edit: &Edit) -> Result<bool> {
    world.allow(Limited::Move, &was.id.to_string()).await?;
    let anew = wants_anew(world, was, visibility).await?;
    let copies = copy_renditions(world, was, visibility).await?;
    let mut changes = vec![sql::photos::edit_and_move(was, visibility, edit, copies)];
    if anew {
        changes.push(sql::jobs::again(was.id, visibility, world.now()));
    }
    let changed = write(world, was, changes).await?;
    if changed && anew {
        ring(world, was.id).await;
    }
    let (bucket, attempt) = if changed {
        (Bucket::of_renditions(was.visibility), was.attempt)
    } else {
        (Bucket::of_renditions(visibility), copies)
    };
    if let Some(attempt) = attempt {
        let names = StorageKey::of_attempt(was.token, attempt);
        // what this does not remove, the sweep does
        let _ = world.blobs.delete(bucket, names.into()).await;
    }
    Ok(changed)
}

/// Whether renditions are to be made anew. A mark is for public photos only: one that becomes public gets its owner's, one that
/// is public no longer loses it. That is asked for with the change, in one transaction, and until then they stay as they are.
async fn wants_anew(world: &World, was: &PhotoRow, visibility: Visibility) -> Result<bool> {
    if was.state != PhotoState::Ready {
        return Ok(false);
    }
    if visibility != Visibility::Public {
        return Ok(was.marked == 1);
    }
    let row: Option<SettingsRow> = world.db.run(sql::image_settings::of(was.owner_id)).await?.first()?;
    Ok(row.is_some_and(|row| row.settings().mark != MarkKind::None))
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
    for slot in slots_of(row) {
        let name = |attempt| StorageKey::Rendition(row.token, attempt, slot);
        world
            .blobs
            .copy((from, name(shown)), (to, name(number.attempt)))
            .await?;
    }
    Ok(Some(number.attempt))
}

/// The slots of what is shown of a photo.
fn slots_of(row: &PhotoRow) -> Vec<Slot> {
    row.made().iter().filter_map(|made| Slot::named(&made.slot)).collect()
}
