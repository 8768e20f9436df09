//! From a request's body to a queued photo (steps 1 to 4 of a photo's journey), and the preview beside it.

use crate::{
    Error, Result, World,
    auth::require,
    error::Invalid,
    kept,
    ports::{Incoming, Limited, Stored},
    process::no_more_writes,
    read::{row_for, view},
    site_settings::current,
    sql::{
        self,
        photos::{NewPhoto, PhotoRow},
    },
    usage::make_room,
};
use domain::{
    access::{Action, Scope, Viewer},
    id::{PhotoId, StorageToken, UserId},
    licence::Licence,
    limits::{MAX_FILE_BYTES, MAX_PREVIEW_BYTES, MAX_SIDE},
    media::MediaType,
    metadata::{clean_alt, clean_description},
    photo::{PhotoState, Visibility, clean_title},
    seal::to_hex,
    site_settings::SiteSettings,
    storage::{Bucket, StorageKey},
    tags::Tags,
    view::PhotoView,
};

/// What a request says about the file in its body.
#[derive(Debug, Clone, Default)]
pub struct Announced {
    /// Declared format.
    pub media_type: String,
    /// Announced size in bytes.
    pub bytes: Option<u64>,
    /// Announced SHA-256.
    pub sha256: Option<[u8; 32]>,
    /// Title: one line; what is too long is cut.
    pub title: String,
    /// Visibility, if it says so; else what is usual on this site.
    pub visibility: Option<Visibility>,
    /// Description: several lines; one that is too long is refused.
    pub description: String,
    /// Alt text: one line; one that is too long is refused.
    pub alt: String,
    /// Licence, if it says so; else what is usual on this site.
    pub licence: Option<Licence>,
    /// Tags with commas between them; too long ones, or too many, are refused.
    pub tags: String,
}

/// What became of an upload.
#[derive(Debug, Clone, PartialEq)]
pub enum Uploaded {
    /// A new photo, queued.
    New(PhotoView),
    /// This owner has these bytes already.
    Known(PhotoView),
}

/// Takes an upload.
///
/// The row is written first (`uploading`), then the original, then, in one transaction, the state `queued` and the job row.
/// Whatever fails before that leaves neither row nor object; if the Worker dies in between, the sweep removes both. The
/// queue is rung last: if that fails, the sweep rings.
///
/// # Errors
/// Nobody signed in, too often, a text that cannot be taken, too large, wrong type, no length, the plan is nearly used up, wrong hash,
/// interrupted, or storage does not work.
pub async fn receive(world: &World, viewer: Viewer, announced: Announced, body: &dyn Incoming) -> Result<Uploaded> {
    let owner = require(viewer, Scope::Upload)?;
    let photo = check(world, owner, &announced, &*current(world).await)?;
    world.allow(Limited::Upload, &owner.to_string()).await?;
    if let Some(known) = known(world, owner, announced.sha256).await? {
        return Ok(Uploaded::Known(view(&world.config, viewer, known)));
    }
    make_room(world, photo.bytes).await?;
    let (id, token, media_type) = (photo.id, photo.token, photo.media_type);
    world.db.run(sql::photos::insert(photo)).await?;
    match store(world, id, token, &announced, media_type, body).await {
        Ok(()) => {
            ring(world, id).await;
            let row = row_for(world, viewer, Action::Preview, id).await?;
            Ok(Uploaded::New(view(&world.config, viewer, row)))
        }
        Err(Failure { error, stored }) => {
            // what does not work here, the sweep does again
            let _ = discard(world, id, token).await;
            // another upload of the same bytes was faster, or the hash was not announced
            match known(world, owner, stored.map(|stored| stored.sha256)).await? {
                Some(row) => {
                    // it may be this very upload, if only the answer to its arrival was lost
                    if row.state == PhotoState::Queued {
                        ring(world, row.id).await;
                    }
                    Ok(Uploaded::Known(view(&world.config, viewer, row)))
                }
                None => Err(error),
            }
        }
    }
}

/// The row to be, if everything that is said of it can be taken.
fn check(world: &World, owner: UserId, announced: &Announced, usual: &SiteSettings) -> Result<NewPhoto> {
    let media_type = MediaType::parse(&announced.media_type)?;
    let bytes = match announced.bytes.ok_or(Error::LengthRequired)? {
        0 => return Err(Invalid::EmptyFile.into()),
        bytes @ 1..=MAX_FILE_BYTES => bytes,
        _ => return Err(Error::TooLarge),
    };
    Ok(NewPhoto {
        id: PhotoId::new(world.uuid()),
        token: StorageToken::new(world.uuid()),
        owner,
        title: clean_title(&announced.title),
        description: clean_description(&announced.description)?,
        alt: clean_alt(&announced.alt)?,
        licence: announced.licence.unwrap_or(usual.licence),
        tags: Tags::read([announced.tags.as_str()])?,
        visibility: announced.visibility.unwrap_or(usual.visibility),
        media_type,
        bytes,
        created_at: world.now(),
    })
}

async fn known(world: &World, owner: UserId, sha256: Option<[u8; 32]>) -> Result<Option<PhotoRow>> {
    let Some(sha256) = sha256 else { return Ok(None) };
    Ok(world
        .db
        .run(sql::photos::by_content(owner, &to_hex(&sha256)))
        .await?
        .first()?)
}

struct Failure {
    error: Error,
    stored: Option<Stored>,
}

async fn store(
    world: &World,
    id: PhotoId,
    token: StorageToken,
    announced: &Announced,
    media_type: MediaType,
    body: &dyn Incoming,
) -> std::result::Result<(), Failure> {
    let stored = body
        .store(StorageKey::Original(token), media_type, announced.sha256)
        .await
        .map_err(|error| Failure {
            error: error.into(),
            stored: None,
        })?;
    let fail = |error: Error| Failure {
        error,
        stored: Some(stored.clone()),
    };
    let statements = vec![
        sql::photos::arrived(id, &to_hex(&stored.sha256), stored.bytes),
        sql::jobs::insert(id, world.now(), no_more_writes(world, world.now())),
    ];
    let results = world.db.batch(statements).await.map_err(|error| fail(error.into()))?;
    // no job means that the row was gone: the sweep took this upload for dead
    match results.get(1) {
        Some(job) if job.changes == 1 => Ok(()),
        _ => Err(fail(Error::Interrupted)),
    }
}

/// Leaves neither row nor object. What cannot be removed now, the sweep removes.
///
/// The row is given up first: if that does not work, it may be that only the answer to its arrival was lost, and then the
/// original is the photo.
async fn discard(world: &World, id: PhotoId, token: StorageToken) -> Result<()> {
    let given_up = world.db.run(sql::photos::give_up(id, world.now())).await?.changes == 1;
    let arrived: Option<PhotoRow> = world.db.run(sql::photos::by_id(id, Viewer::Anonymous)).await?.first()?;
    if given_up || arrived.is_none() {
        let original = vec![StorageKey::Original(token)];
        world.blobs.delete(Bucket::Private, original).await?;
        world.db.run(sql::photos::remove_given_up(id)).await?;
    }
    Ok(())
}

/// Rings for one photo. A failure costs time, not the photo: the job row is there and the sweep will ring.
pub(crate) async fn ring(world: &World, photo: PhotoId) {
    let _ = world.bell.ring(&[photo]).await;
}

/// What a request says about a preview.
#[derive(Debug, Clone)]
pub struct AnnouncedPreview {
    /// Declared format: WebP, or JPEG from browsers that cannot make WebP.
    pub media_type: String,
    /// Announced size in bytes.
    pub bytes: Option<u64>,
    /// Width and height of the photo as the browser sees it, so that its place can be kept.
    pub photo_size: Option<(u32, u32)>,
}

/// Takes the preview of a photo that has no renditions yet. For a photo that is ready already there is nothing to do.
///
/// # Errors
/// Not the owner's, wrong type, too large, no length, or storage does not work.
pub async fn receive_preview(
    world: &World,
    viewer: Viewer,
    id: PhotoId,
    announced: AnnouncedPreview,
    body: &dyn Incoming,
) -> Result<()> {
    let row = row_for(world, viewer, Action::Preview, id).await?;
    let media_type = MediaType::parse(&announced.media_type)?;
    if !matches!(media_type, MediaType::Webp | MediaType::Jpeg) {
        return Err(Invalid::PreviewType.into());
    }
    match announced.bytes {
        None => return Err(Error::LengthRequired),
        Some(1..=MAX_PREVIEW_BYTES) => {}
        Some(_) => return Err(Invalid::PreviewTooLarge.into()),
    }
    if row.state == PhotoState::Ready {
        return Ok(());
    }
    make_room(world, 0).await?;
    let key = StorageKey::Preview(row.token);
    body.store(key, media_type, None).await?;
    let size = announced
        .photo_size
        .filter(|(w, h)| (1..=MAX_SIDE).contains(w) && (1..=MAX_SIDE).contains(h));
    let statements = vec![
        sql::photos::set_preview(id, media_type, size),
        sql::photos::home_changed(),
    ];
    let results = world.db.batch(statements).await?;
    if results.first().is_some_and(|row| row.changes == 0) {
        // it became ready, or was deleted, in the meantime
        world.blobs.delete(Bucket::Private, vec![key]).await?;
        return Ok(());
    }
    kept::changed(world).await;
    Ok(())
}
