//! What changes photos. Each statement checks the state it starts from, so that whoever comes late changes nothing.

use super::{super::users::HIDDEN, statement};
use crate::ports::{Statement, Value};
use domain::{
    id::{PhotoId, StorageToken, UserId},
    licence::Licence,
    media::MediaType,
    photo::Visibility,
    reason::Reason,
    tags::Tags,
    ticket::Done,
    time::Timestamp,
};

/// What a new row holds.
#[derive(Debug, Clone)]
pub struct NewPhoto {
    /// Id.
    pub id: PhotoId,
    /// Storage token.
    pub token: StorageToken,
    /// Owner.
    pub owner: UserId,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// Alt text.
    pub alt: String,
    /// Licence.
    pub licence: Licence,
    /// Tags.
    pub tags: Tags,
    /// Visibility.
    pub visibility: Visibility,
    /// Declared type.
    pub media_type: MediaType,
    /// Announced size.
    pub bytes: u64,
    /// Now.
    pub created_at: Timestamp,
}

/// Tags as they are stored.
pub(super) fn tags_json(tags: &Tags) -> Value {
    let tags: Vec<&str> = tags.iter().collect();
    serde_json::Value::from(tags).to_string().into()
}

/// A new photo, `uploading`. It is hidden if its owner is.
#[must_use]
pub fn insert(photo: NewPhoto) -> Statement {
    statement(
        format!(
            "insert into photos (id, token, owner_id, state, title, visibility, media_type, bytes, created_at, \
             description, alt, licence, tags, hidden) \
             select ?1, ?2, u.id, 'uploading', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, {HIDDEN} \
             from users u where u.id = ?3"
        ),
        [
            photo.id.to_string().into(),
            photo.token.to_string().into(),
            photo.owner.to_string().into(),
            photo.title.into(),
            photo.visibility.as_str().into(),
            photo.media_type.as_str().into(),
            photo.bytes.into(),
            photo.created_at.into(),
            photo.description.into(),
            photo.alt.into(),
            photo.licence.as_str().into(),
            tags_json(&photo.tags),
        ],
    )
}

/// The original is stored whole: `uploading → queued`. Fails where this owner has these bytes already.
#[must_use]
pub fn arrived(id: PhotoId, sha256: &str, bytes: u64) -> Statement {
    statement(
        "update photos set state = 'queued', sha256 = ?2, bytes = ?3 \
         where id = ?1 and state = 'uploading' and deleted_at is null",
        [id.to_string().into(), sha256.into(), bytes.into()],
    )
}

/// Gives up an upload that has not arrived: from now on it cannot arrive any more, and its file may be removed.
#[must_use]
pub fn give_up(id: PhotoId, now: Timestamp) -> Statement {
    statement(
        "update photos set deleted_at = ?2 where id = ?1 and state = 'uploading' and deleted_at is null",
        [id.to_string().into(), now.into()],
    )
}

/// Removes the row of an upload that was given up.
#[must_use]
pub fn remove_given_up(id: PhotoId) -> Statement {
    statement(
        "delete from photos where id = ?1 and state = 'uploading' and deleted_at is not null",
        [id.to_string().into()],
    )
}

/// Records a preview, and the photo's size until the image service says it better.
#[must_use]
pub fn set_preview(id: PhotoId, media_type: MediaType, size: Option<(u32, u32)>) -> Statement {
    let (width, height) = size.unzip();
    statement(
        "update photos set preview_type = ?2, width = coalesce(width, ?3), height = coalesce(height, ?4) \
         where id = ?1 and state in ('queued', 'processing', 'failed') and deleted_at is null",
        [
            id.to_string().into(),
            media_type.as_str().into(),
            width.into(),
            height.into(),
        ],
    )
}

/// Deletes: nobody sees it from now on; the sweep removes the row once no attempt can write any more.
#[must_use]
pub fn mark_deleted(id: PhotoId, now: Timestamp) -> Statement {
    statement(
        "update photos set deleted_at = ?2 where id = ?1 and deleted_at is null",
        [id.to_string().into(), now.into()],
    )
}

/// `queued → processing`, if this attempt holds the job.
#[must_use]
pub fn start(id: PhotoId) -> Statement {
    statement(
        "update photos set state = 'processing' where id = ?1 and state = 'queued' and deleted_at is null \
         and exists (select 1 from jobs where photo_id = ?1 and state = 'running')",
        [id.to_string().into()],
    )
}

/// The attempt was lost: `processing → queued`, unless another attempt holds the job.
#[must_use]
pub fn requeue(id: PhotoId) -> Statement {
    statement(
        "update photos set state = 'queued' where id = ?1 and state = 'processing' \
         and exists (select 1 from jobs where photo_id = ?1 and state = 'queued')",
        [id.to_string().into()],
    )
}

/// `queued` or `processing → failed`, if the job has failed.
#[must_use]
pub fn fail(id: PhotoId, reason: Reason) -> Statement {
    statement(
        "update photos set state = 'failed', reason = ?2 where id = ?1 and state in ('queued', 'processing') \
         and exists (select 1 from jobs where photo_id = ?1 and state = 'failed')",
        [id.to_string().into(), reason.as_str().into()],
    )
}

/// `failed → queued`, if the job waits again.
#[must_use]
pub fn retry(id: PhotoId) -> Statement {
    statement(
        "update photos set state = 'queued', reason = null where id = ?1 and state = 'failed' and deleted_at is null \
         and exists (select 1 from jobs where photo_id = ?1 and state = 'queued')",
        [id.to_string().into()],
    )
}

/// What a finished attempt leaves in its photo's row.
#[derive(Debug)]
pub struct Finished<'a> {
    /// The report.
    pub done: &'a Done,
    /// Its camera as JSON.
    pub camera: String,
    /// Its renditions as JSON.
    pub renditions: String,
    /// Its colours as JSON.
    pub colours: String,
    /// The original that is kept, without its metadata, as JSON; nothing if that cannot be had.
    pub bare: Option<String>,
    /// Of when the settings are that it was asked for by; the beginning of time for what is usual.
    pub settings_at: Timestamp,
    /// Whether a mark was asked for.
    pub marked: bool,
}

/// `processing → ready` with what the report says, only for the attempt that finished the job; or other renditions of a photo
/// that is ready already.
///
/// A smaller copy of an original may know less than the original did. What it does not say of camera, time and place stays.
#[must_use]
pub fn finish(finished: Finished<'_>) -> Statement {
    let done = finished.done;
    let smaller = done.smaller_original.as_ref();
    let crc32 = smaller.map_or(done.crc32, |copy| copy.crc32);
    statement(
        "update photos set state = 'ready', attempt = ?2, media_type = ?3, width = ?4, height = ?5, placeholder = ?6, \
         camera = case when camera is null or ?10 then ?7 else camera end, taken_at = coalesce(?8, taken_at), \
         renditions = ?9, preview_type = null, \
         latitude = case when ?11 is null then latitude else ?11 end, \
         longitude = case when ?11 is null then longitude else ?12 end, \
         altitude = case when ?11 is null then altitude else ?13 end, \
         colours = ?14, perceptual_hash = ?15, original_attempt = iif(?16 is null, original_attempt, ?2), \
         original_bytes = coalesce(?16, original_bytes), original_sha256 = coalesce(?17, original_sha256), \
         saved_bytes = coalesce(?18, saved_bytes), settings_at = ?19, marked = ?20, \
         bare = ?21, crc32 = ?22 \
         where id = ?1 and state in ('processing', 'ready') and deleted_at is null \
         and exists (select 1 from jobs where photo_id = ?1 and state = 'done' and attempt = ?2)",
        [
            done.photo.to_string().into(),
            done.attempt.into(),
            done.media_type.as_str().into(),
            done.width.into(),
            done.height.into(),
            done.placeholder.as_str().into(),
            finished.camera.into(),
            done.taken_at.clone().into(),
            finished.renditions.into(),
            (!done.camera.is_empty()).into(),
            done.place.map(|place| place.latitude).into(),
            done.place.map(|place| place.longitude).into(),
            done.place.and_then(|place| place.altitude).into(),
            finished.colours.into(),
            done.perceptual_hash.clone().into(),
            smaller.map(|copy| copy.bytes).into(),
            smaller.map(|copy| copy.sha256.clone()).into(),
            smaller.map(|copy| copy.saved).into(),
            finished.settings_at.into(),
            finished.marked.into(),
            finished.bare.into(),
            crc32.into(),
        ],
    )
}
