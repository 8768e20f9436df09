//! Changing what is written about a photo, and who may see it.

use crate::{
    Result, World,
    error::Conflict,
    ports::Limited,
    read::{row_for, view},
    renditions::{Moved, move_to, write},
    settings::wanted,
    sql::{
        self,
        image_settings::SettingsRow,
        photos::{Edit, PhotoRow},
    },
    upload::ring,
    usage::make_room,
};
use domain::{
    access::{Action, Viewer},
    download::DownloadChoice,
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
    /// What others may download of it.
    pub download: Option<DownloadChoice>,
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
            download: self.download,
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
    let anew = wants_anew(world, &was, visibility).await?;
    let with_renditions = |change| {
        let again = anew.then(|| sql::jobs::again(id, visibility, world.now()));
        [change].into_iter().chain(again).collect()
    };
    let (to, shows_less) = (Bucket::of_renditions(visibility), was.visibility == Visibility::Public);
    let moved = if was.visibility == visibility || was.bucket() == to {
        let change = sql::photos::edit(id, was.visibility, visibility, &edit);
        write(world, with_renditions(change), shows_less).await?
    } else {
        world.allow(Limited::Move, &id.to_string()).await?;
        if !shows_less {
            // copies cost; what is to be hidden is hidden whatever it costs
            make_room(world, 0).await?;
        }
        let change = |copies| with_renditions(sql::photos::edit_and_move(&was, visibility, &edit, copies));
        move_to(world, &was, to, change, shows_less).await?
    };
    match moved {
        Moved::Yes if anew => ring(world, id).await,
        Moved::Yes => {}
        Moved::ChangedMeanwhile => return Err(Conflict::ChangedMeanwhile.into()),
    }
    let row = row_for(world, viewer, Action::Edit, id).await?;
    Ok(view(&world.config, viewer, row))
}

/// Whether renditions are to be made anew. A mark is for public photos only: one that becomes public gets its owner's, one that
/// is public no longer loses it. That is asked for with the change, in one transaction, and until then they stay as they are.
async fn wants_anew(world: &World, was: &PhotoRow, visibility: Visibility) -> Result<bool> {
    let still = (was.visibility == Visibility::Public) == (visibility == Visibility::Public);
    if still || was.state != PhotoState::Ready {
        return Ok(false);
    }
    if visibility != Visibility::Public {
        return Ok(was.marked == 1);
    }
    let row: Option<SettingsRow> = world.db.run(sql::image_settings::of(was.owner_id)).await?.first()?;
    Ok(wanted(world, row.as_ref()).await.mark != MarkKind::None)
}
