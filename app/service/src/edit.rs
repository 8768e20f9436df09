//! Changing what is written about a photo, and who may see it.

use crate::{
    Result, World,
    error::Conflict,
    ports::Limited,
    read::{row_for, view},
    renditions::{Moved, move_to, write},
    sql::{
        self,
        image_settings::SettingsRow,
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
    storage::Bucket,
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
    let to = Bucket::of_renditions(visibility);
    let moved = if was.visibility == visibility || was.bucket() == to {
        write(world, sql::photos::edit(id, was.visibility, visibility, &edit)).await?
    } else {
        world.allow(Limited::Move, &id.to_string()).await?;
        let change = |copies| sql::photos::edit_and_move(&was, visibility, &edit, copies);
        move_to(world, &was, to, change).await?
    };
    match moved {
        Moved::Yes => mark_anew(world, &was, visibility).await,
        Moved::ChangedMeanwhile => return Err(Conflict::ChangedMeanwhile.into()),
    }
    let row = row_for(world, viewer, Action::Edit, id).await?;
    Ok(view(&world.config, viewer, row))
}

/// A mark is for public photos only: one that becomes public gets its owner's, one that is public no longer loses it. Both are
/// made anew for that, and stay as they are until then. What does not work here costs the mark, not the change.
async fn mark_anew(world: &World, was: &PhotoRow, visibility: Visibility) {
    let still = (was.visibility == Visibility::Public) == (visibility == Visibility::Public);
    if still || was.state != PhotoState::Ready || !wants_anew(world, was, visibility).await.unwrap_or(false) {
        return;
    }
    let again = sql::jobs::again(was.id, visibility, world.now());
    if world.db.run(again).await.is_ok_and(|rows| rows.changes == 1) {
        ring(world, was.id).await;
    }
}

async fn wants_anew(world: &World, was: &PhotoRow, visibility: Visibility) -> Result<bool> {
    if visibility != Visibility::Public {
        return Ok(was.marked == 1);
    }
    let row: Option<SettingsRow> = world.db.run(sql::image_settings::of(was.owner_id)).await?.first()?;
    Ok(row.is_some_and(|row| row.settings().mark != MarkKind::None))
}
