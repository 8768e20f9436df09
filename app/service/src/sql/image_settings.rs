//! What members want of the image service, and which of their photos were made before they wanted it.

use super::statement;
use crate::ports::Statement;
use domain::{
    id::{PhotoId, StorageToken, UserId},
    image_settings::{ImageSettings, Largest, MarkKind},
    time::Timestamp,
    watermark::{Position, Style},
};
use serde::Deserialize;

/// A row of `image_settings`.
#[derive(Debug, Clone, Deserialize)]
pub struct SettingsRow {
    avif: u8,
    largest: Largest,
    smaller_original: u8,
    credit: u8,
    mark: MarkKind,
    mark_text: String,
    position: Position,
    opacity: u8,
    scale: u8,
    tiled: u8,
    mark_token: Option<StorageToken>,
    mark_bytes: Option<u64>,
    mark_sha256: Option<String>,
    /// When they were last changed.
    pub changed_at: Timestamp,
}

/// The stored picture of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkPicture {
    /// Its storage token.
    pub token: StorageToken,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

impl SettingsRow {
    /// What is wanted.
    #[must_use]
    pub fn settings(&self) -> ImageSettings {
        ImageSettings {
            avif: self.avif == 1,
            largest: self.largest,
            smaller_original: self.smaller_original == 1,
            credit: self.credit == 1,
            mark: self.mark,
            text: self.mark_text.clone(),
            style: Style {
                position: self.position,
                opacity: self.opacity,
                scale: self.scale,
                tiled: self.tiled == 1,
            },
        }
    }

    /// The picture that is stored, whatever the mark is.
    #[must_use]
    pub fn picture(&self) -> Option<MarkPicture> {
        Some(MarkPicture {
            token: self.mark_token?,
            bytes: self.mark_bytes?,
            sha256: self.mark_sha256.clone()?,
        })
    }
}

const COLUMNS: &str = "s.avif, s.largest, s.smaller_original, s.credit, s.mark, s.mark_text, s.position, s.opacity, \
     s.scale, s.tiled, s.mark_token, s.mark_bytes, s.mark_sha256, s.changed_at";

/// Somebody's row, if they have one.
#[must_use]
pub fn of(owner: UserId) -> Statement {
    statement(
        format!("select {COLUMNS} from image_settings s where s.user_id = ?1"),
        [owner.to_string().into()],
    )
}

/// The row of a photo's owner, if they have one.
#[must_use]
pub fn for_photo(photo: PhotoId) -> Statement {
    statement(
        format!("select {COLUMNS} from photos p join image_settings s on s.user_id = p.owner_id where p.id = ?1"),
        [photo.to_string().into()],
    )
}

/// Keeps settings, with this picture of the mark if there is one.
#[must_use]
pub fn save(owner: UserId, settings: &ImageSettings, picture: Option<&MarkPicture>, now: Timestamp) -> Statement {
    statement(
        "insert into image_settings (user_id, avif, largest, smaller_original, credit, mark, mark_text, position, \
         opacity, scale, tiled, mark_token, mark_bytes, mark_sha256, changed_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
         on conflict (user_id) do update set avif = ?2, largest = ?3, smaller_original = ?4, credit = ?5, mark = ?6, \
         mark_text = ?7, position = ?8, opacity = ?9, scale = ?10, tiled = ?11, mark_token = ?12, mark_bytes = ?13, \
         mark_sha256 = ?14, changed_at = ?15",
        [
            owner.to_string().into(),
            settings.avif.into(),
            settings.largest.pixels().into(),
            settings.smaller_original.into(),
            settings.credit.into(),
            settings.mark.as_str().into(),
            settings.text.as_str().into(),
            settings.style.position.as_str().into(),
            u32::from(settings.style.opacity).into(),
            u32::from(settings.style.scale).into(),
            settings.style.tiled.into(),
            picture.map(|picture| picture.token.to_string()).into(),
            picture.map(|picture| picture.bytes).into(),
            picture.map(|picture| picture.sha256.clone()).into(),
            now.into(),
        ],
    )
}

/// Photos that are shown as earlier settings wanted them, or of whose originals nobody knows yet what is metadata; those of the earliest
/// settings first.
const EARLIER: &str = "from photos p indexed by photos_by_settings \
     where p.owner_id = ?1 and p.deleted_at is null and p.state = 'ready' and iif(p.crc32 is null, -1, p.settings_at) \
     < coalesce((select changed_at from image_settings where user_id = ?1), 0)";

/// Nobody works on the job `j`, or is about to.
const AT_REST: &str = "j.state in ('done', 'failed')";

/// The most photos that [`earlier`] looks at: each costs two rows.
pub const EARLIER_COUNTED: u32 = 90;

/// How many of somebody's photos are as earlier settings wanted them, as `count`, of the first [`EARLIER_COUNTED`] of them.
#[must_use]
pub fn earlier(owner: UserId) -> Statement {
    statement(
        format!(
            "select count(*) as count from (select p.id {EARLIER} limit ?2) some \
             cross join jobs j on j.photo_id = some.id where {AT_REST}"
        ),
        [owner.to_string().into(), EARLIER_COUNTED.into()],
    )
}

/// Queues up to `limit` of those photos again, those made by the earliest settings first; gives their `photo_id`s. They stay as they are until then.
#[must_use]
pub fn apply(owner: UserId, now: Timestamp, limit: u32) -> Statement {
    statement(
        format!(
            "update jobs set state = 'queued', tries = 0, due_at = ?2, updated_at = ?2 where photo_id in \
             (select some.id from (select p.id {EARLIER}) some cross join jobs j on j.photo_id = some.id \
             where {AT_REST} limit ?3) returning photo_id"
        ),
        [owner.to_string().into(), now.into(), limit.into()],
    )
}
