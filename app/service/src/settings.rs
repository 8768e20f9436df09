//! A member's image settings: reading them, keeping them, and having photos made again by them.

use crate::{
    Result, World,
    auth::require,
    leave::remove_pictures,
    ports::{Incoming, Limited},
    site_settings::current,
    sql::{
        self,
        image_settings::{MarkPicture, SettingsRow},
        leaving::Picture,
    },
    usage::make_room,
};
use domain::{
    access::{Scope, Viewer},
    id::{PhotoId, StorageToken, UserId},
    image_settings::{ImageSettings, MarkKind, SettingsError},
    mark_picture,
    media::MediaType,
    seal::{sha256, to_hex},
    storage::StorageKey,
};
use serde::Deserialize;

/// How many photos are queued again at once: as many as a day's uploads, and few enough for one statement.
const APPLIED_AT_ONCE: u32 = 500;

/// So many photos are counted at most: counting reads them.
pub const MOST_EARLIER: u32 = sql::image_settings::EARLIER_COUNTED;

/// What the settings' page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What is wanted.
    pub settings: ImageSettings,
    /// The size of the mark's picture in bytes, if one is stored.
    pub picture: Option<u64>,
    /// How many photos are as earlier settings wanted them; [`MOST_EARLIER`] of them may be more.
    pub earlier: u32,
}

/// The picture of a mark on its way in: its bytes, to be looked at, and where they are stored from.
pub struct NewPicture<'a> {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The same, to be stored.
    pub body: &'a dyn Incoming,
}

/// Somebody's settings.
///
/// # Errors
/// Nobody signed in, or the database does not answer.
pub async fn read(world: &World, viewer: Viewer) -> Result<Settings> {
    #[derive(Deserialize)]
    struct Count {
        count: u32,
    }
    let owner = require(viewer, Scope::Read)?;
    let statements = vec![sql::image_settings::of(owner), sql::image_settings::earlier(owner)];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let row: Option<SettingsRow> = rows.next().unwrap_or_default().first()?;
    let earlier: Option<Count> = rows.next().unwrap_or_default().first()?;
    Ok(Settings {
        settings: wanted(world, row.as_ref()).await,
        picture: row.and_then(|row| row.picture()).map(|picture| picture.bytes),
        earlier: earlier.map_or(0, |earlier| earlier.count),
    })
}

/// What a member wants, whose row this is; what is usual on this site, if they have chosen nothing.
pub(crate) async fn wanted(world: &World, row: Option<&SettingsRow>) -> ImageSettings {
    match row {
        Some(row) => row.settings(),
        None => current(world).await.images.settings(),
    }
}

/// Keeps settings, for photos that are processed from now on. Without a new picture, the one that is stored stays.
///
/// A new picture has a new name, so that a ticket that is under way never finds another one than it names; the old one is
/// removed last.
///
/// # Errors
/// Nobody signed in, something that cannot be saved, too many pictures, the plan is nearly used up, or storage does not work.
pub async fn save(
    world: &World,
    viewer: Viewer,
    settings: ImageSettings,
    picture: Option<NewPicture<'_>>,
) -> Result<()> {
    let owner = require(viewer, Scope::Manage)?;
    settings.check()?;
    let row: Option<SettingsRow> = world.db.run(sql::image_settings::of(owner)).await?.first()?;
    let before = row.and_then(|row| row.picture());
    if settings.mark == MarkKind::Picture && before.is_none() && picture.is_none() {
        return Err(SettingsError::NoPicture.into());
    }
    let new = match picture {
        Some(picture) => Some(store(world, owner, picture).await?),
        None => None,
    };
    let kept = new.as_ref().or(before.as_ref());
    let saved = world
        .db
        .run(sql::image_settings::save(owner, &settings, kept, world.now()))
        .await;
    let unused = match (&saved, new, before) {
        (Ok(_), Some(_), Some(before)) => Some(before),
        // it may have been saved, and only the answer lost: then the picture is needed
        _ => None,
    };
    saved?;
    if let Some(unused) = unused {
        // what this does not remove, the sweep does
        let _ = remove_pictures(world, vec![Picture { token: unused.token }]).await;
    }
    Ok(())
}

async fn store(world: &World, owner: UserId, picture: NewPicture<'_>) -> Result<MarkPicture> {
    mark_picture::check(&picture.bytes)?;
    world.allow(Limited::Upload, &owner.to_string()).await?;
    make_room(world, u64::try_from(picture.bytes.len()).unwrap_or(u64::MAX)).await?;
    let token = StorageToken::new(world.uuid());
    let hash = sha256(&picture.bytes);
    // written down first: what is not kept in the end, the sweep finds
    let comes = sql::leaving::picture_comes(token, owner, world.now());
    world.db.run(comes).await?;
    let stored = picture
        .body
        .store(StorageKey::Mark(token), MediaType::Png, Some(hash))
        .await?;
    Ok(MarkPicture {
        token,
        bytes: stored.bytes,
        sha256: to_hex(&stored.sha256),
    })
}

/// Has photos made again that are as earlier settings wanted them, 500 of them; gives how many those are. Each
/// stays as it is until it is made.
///
/// # Errors
/// Nobody signed in, too often, the plan is nearly used up, or the database does not answer.
pub async fn apply(world: &World, viewer: Viewer) -> Result<usize> {
    #[derive(Deserialize)]
    struct Queued {
        photo_id: PhotoId,
    }
    let owner = require(viewer, Scope::Manage)?;
    world.allow(Limited::Move, &owner.to_string()).await?;
    // as much work as that many uploads
    make_room(world, 0).await?;
    let apply = sql::image_settings::apply(owner, world.now(), APPLIED_AT_ONCE);
    let queued: Vec<Queued> = world.db.run(apply).await?.all()?;
    let photos: Vec<PhotoId> = queued.into_iter().map(|queued| queued.photo_id).collect();
    if !photos.is_empty() {
        // what is not rung for now, the sweep rings for
        let _ = world.bell.ring(&photos).await;
    }
    Ok(photos.len())
}
