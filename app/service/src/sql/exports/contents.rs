//! What an export tells: columns by name, so that nothing gets in by itself. No secret is among them, and nothing that is
//! derived from one; a test looks for both.

use super::ExportRow;
use crate::{
    ports::Statement,
    sql::{list, people::MAX_BLOCKS, statement},
};
use domain::{
    id::{PhotoId, StorageToken, UserId},
    media::MediaType,
    time::Timestamp,
};
use serde::Deserialize;

/// The most rows of a list: as many people as anybody can block, and more than there are of anything else.
const MOST: u32 = MAX_BLOCKS;

/// What is looked at of a photo besides what is told of it. Each is a column of [`photos`].
#[derive(Debug, Clone, Deserialize)]
pub struct PhotoFacts {
    /// Id.
    pub id: PhotoId,
    /// Storage token.
    pub token: StorageToken,
    /// Title.
    pub title: String,
    /// Its format.
    pub media_type: MediaType,
    /// Size of the file that is kept.
    pub bytes: u64,
    /// The attempt whose smaller copy is kept instead of what was uploaded, if one is.
    pub original_attempt: Option<u32>,
    /// The CRC-32 of the file that is kept, if it is known.
    pub crc32: Option<u32>,
    /// When it was taken.
    pub taken_at: Option<String>,
    /// When it was uploaded.
    pub uploaded_at: Timestamp,
}

/// Columns that are for [`PhotoFacts`] alone.
pub const NOT_TOLD: [&str; 3] = ["token", "original_attempt", "crc32"];

/// Photos of an export after the last one that was collected, the oldest first. Those that are still arriving are no photos yet.
#[must_use]
pub fn photos(row: &ExportRow, most: u32) -> Statement {
    let after = row.after_id.map(|id| id.to_string()).unwrap_or_default();
    statement(
        "select p.id, p.token, p.original_attempt, p.crc32, p.title, p.description, p.alt, p.tags, p.licence, p.visibility, \
         p.state, p.reason, p.taken_at, p.created_at as uploaded_at, p.latitude, p.longitude, p.altitude, p.place, p.camera, \
         p.media_type, coalesce(p.original_bytes, p.bytes) as bytes, coalesce(p.original_sha256, p.sha256) as sha256, \
         p.sha256 as uploaded_sha256, p.saved_bytes, p.width, p.height, p.placeholder, p.colours, p.perceptual_hash, p.marked, p.download \
         from photos p indexed by photos_own where p.owner_id = ?1 and p.deleted_at is null and p.state <> 'uploading' \
         and (p.created_at, p.id) > (?2, ?3) and p.created_at <= ?4 order by p.created_at, p.id limit ?5",
        [
            row.user_id.to_string().into(),
            row.after_at.unwrap_or(Timestamp::from_millis(0)).into(),
            after.into(),
            row.created_at.into(),
            most.into(),
        ],
    )
}

/// The share links of these photos, with `photo_id`.
#[must_use]
pub fn share_links(photos: &[PhotoId]) -> Statement {
    statement(
        "select photo_id, created_at, expires_at, (password_hash is not null) as has_password, may_download, hide_metadata, \
         max_views, views, last_used_at from share_links where photo_id in (select value from json_each(?1)) \
         order by photo_id, created_at, id",
        [list(photos)],
    )
}

/// What is told of a person: what each list is called, whether it is one row, and what it reads.
const ACCOUNT: [(&str, bool, &str); 8] = [
    (
        "profile",
        true,
        "select handle, name, email, role, created_at, show_place, download, (password_hash is not null) as has_password \
         from users where id = ?1 limit ?2",
    ),
    (
        "image_settings",
        true,
        "select avif, largest, smaller_original, credit, mark, mark_text, position, opacity, scale, tiled, changed_at \
         from image_settings where user_id = ?1 limit ?2",
    ),
    (
        "blocked_people",
        false,
        "select u.handle, u.name, b.created_at from blocks b join users u on u.id = b.blocked_id \
         where b.blocker_id = ?1 and u.leaving_at is null order by b.created_at, b.blocked_id limit ?2",
    ),
    (
        "invitations",
        false,
        "select created_at, expires_at from invitations where made_by = ?1 order by created_at, id limit ?2",
    ),
    (
        "sessions",
        false,
        "select device, created_at, used_at, confirmed_at, expires_at from sessions where user_id = ?1 \
         order by created_at, id limit ?2",
    ),
    (
        "passkeys",
        false,
        "select name, created_at, used_at from passkeys where user_id = ?1 order by created_at, id limit ?2",
    ),
    (
        "api_tokens",
        false,
        "select name, scopes, created_at, used_at, expires_at from tokens where user_id = ?1 \
         order by created_at, id limit ?2",
    ),
    (
        "recovery_codes",
        true,
        "select count(*) as remaining, min(created_at) as created_at from recovery_codes where user_id = ?1 limit ?2",
    ),
];

/// What is told of a person, one list after the other: each with its name, and whether it is one row.
#[must_use]
pub fn account(user: UserId) -> [(&'static str, bool, Statement); 8] {
    ACCOUNT.map(|(name, single, sql)| (name, single, statement(sql, [user.to_string().into(), MOST.into()])))
}

/// The picture of somebody's mark, if one is stored.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct MarkFacts {
    /// Its storage token.
    pub mark_token: StorageToken,
    /// Its size.
    pub mark_bytes: u64,
}

/// The stored picture of somebody's mark.
#[must_use]
pub fn mark(user: UserId) -> Statement {
    statement(
        "select mark_token, mark_bytes from image_settings where user_id = ?1 and mark_token is not null",
        [user.to_string().into()],
    )
}
