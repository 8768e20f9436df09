//! Photos: their rows, and how they are read. What changes them is in `changes`.

mod changes;
mod edits;
mod home;
mod own;

pub use {changes::*, edits::*, home::*, own::*};

use super::{cursor::Cursor, statement};
use crate::ports::{Statement, Value};
use domain::{
    access::Viewer,
    download::{DownloadChoice, Offer},
    id::{PhotoId, StorageToken, UserId},
    licence::Licence,
    media::MediaType,
    photo::{PhotoState, Visibility},
    reason::Reason,
    storage::{Bucket, StorageKey},
    time::Timestamp,
};
use serde::Deserialize;

/// A row of `photos`, with its owner's handle and name.
#[derive(Debug, Clone, Deserialize)]
pub struct PhotoRow {
    /// Id.
    pub id: PhotoId,
    /// Storage token.
    pub token: StorageToken,
    /// Owner.
    pub owner_id: UserId,
    /// State.
    pub state: PhotoState,
    /// Why it failed.
    pub reason: Option<Reason>,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// Alt text.
    pub alt: String,
    /// Licence.
    pub licence: Licence,
    /// Tags as JSON.
    pub tags: String,
    /// Visibility.
    pub visibility: Visibility,
    /// Declared type of the original, then the one found in its content.
    pub media_type: MediaType,
    /// Size of the original.
    pub bytes: u64,
    /// SHA-256 of the original, hexadecimal, once it is stored whole.
    pub sha256: Option<String>,
    /// Width as seen.
    pub width: Option<u32>,
    /// Height as seen.
    pub height: Option<u32>,
    /// Placeholder.
    pub placeholder: Option<String>,
    /// Dominant colours as JSON.
    pub colours: Option<String>,
    /// Camera data as JSON.
    pub camera: Option<String>,
    /// When it was taken.
    pub taken_at: Option<String>,
    /// Type of the preview, if there is one.
    pub preview_type: Option<MediaType>,
    /// The attempt whose renditions are shown.
    pub attempt: Option<u32>,
    /// Renditions as JSON.
    pub renditions: Option<String>,
    /// The attempt whose smaller copy is kept instead of what was uploaded, if one is.
    pub original_attempt: Option<u32>,
    /// Size of that copy.
    pub original_bytes: Option<u64>,
    /// SHA-256 of that copy, hexadecimal.
    pub original_sha256: Option<String>,
    /// What the owner chose about downloads of this photo.
    pub download: DownloadChoice,
    /// What the owner offers of all of their photos.
    pub account_download: Offer,
    /// 1 if the original can be had without its metadata.
    pub has_bare: u8,
    /// 1 if the shown renditions carry a mark.
    pub marked: u8,
    /// 1 if the owner is suspended or leaving.
    pub hidden: u8,
    /// 1 if its renditions are in the private bucket although it is public.
    pub withdrawn: u8,
    /// 1 if the owner is leaving.
    pub owner_leaving: u8,
    /// 1 if the owner has blocked the viewer.
    pub blocked_by_owner: u8,
    /// 1 if the viewer has blocked the owner.
    pub blocked_by_viewer: u8,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// The owner's handle.
    pub handle: String,
    /// The owner's display name.
    pub name: String,
}

impl PhotoRow {
    /// Where the original is: what was uploaded, or the copy that is kept instead.
    #[must_use]
    pub fn original(&self) -> StorageKey {
        original(self.token, self.original_attempt)
    }

    /// What others are offered of it.
    #[must_use]
    pub const fn offer(&self) -> Offer {
        self.download.offer(self.account_download)
    }

    /// Where its renditions are.
    #[must_use]
    pub fn bucket(&self) -> Bucket {
        renditions_in(self.visibility, self.withdrawn)
    }

    /// Whether that is not where they belong.
    #[must_use]
    pub fn is_misplaced(&self) -> bool {
        self.visibility == Visibility::Public && self.hidden != self.withdrawn && self.attempt.is_some()
    }
}

/// Where renditions are of a photo of this visibility that is `withdrawn` (1) or not.
pub(in crate::sql) fn renditions_in(visibility: Visibility, withdrawn: u8) -> Bucket {
    if withdrawn == 1 {
        Bucket::Private
    } else {
        Bucket::of_renditions(visibility)
    }
}

/// A photo whose renditions are where they do not belong.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Misplaced {
    /// The photo.
    pub id: PhotoId,
}

/// How many of them are found at once.
const MISPLACED_AT_ONCE: u32 = 100;

/// Photos whose renditions are where they do not belong: of this person, or of anybody.
#[must_use]
pub fn misplaced(of: Option<UserId>) -> Statement {
    // every id is between these: they are written in hexadecimal digits
    let (first, last) = of.map_or_else(|| ("0".into(), "g".into()), |user| (user.to_string(), user.to_string()));
    statement(
        "select id from photos indexed by photos_misplaced where owner_id between ?1 and ?2 \
         and visibility = 'public' and hidden <> withdrawn and deleted_at is null and attempt is not null limit ?3",
        [first.into(), last.into(), MISPLACED_AT_ONCE.into()],
    )
}

/// Where the original of this token is: what was uploaded, or the copy that this attempt made.
fn original(token: StorageToken, attempt: Option<u32>) -> StorageKey {
    attempt.map_or(StorageKey::Original(token), |attempt| {
        StorageKey::SmallerOriginal(token, attempt)
    })
}

/// The condition of the index `photos_listed`, word for word.
pub(super) const LISTED: &str = "p.visibility = 'public' and p.hidden = 0 and p.deleted_at is null \
     and (p.state = 'ready' or (p.state in ('queued', 'processing') and p.preview_type is not null))";

/// The condition of the index `photos_newest_of_person`, word for word. It holds the photos of suspended people too: of one
/// person's photos, either all are hidden or none is.
pub(super) const LISTED_OF_PERSON: &str = "p.visibility = 'public' and p.deleted_at is null \
     and (p.state = 'ready' or (p.state in ('queued', 'processing') and p.preview_type is not null))";

const COLUMNS: &str = "p.id, p.token, p.owner_id, p.state, p.reason, p.title, p.visibility, p.media_type, p.bytes, \
     p.sha256, p.width, p.height, p.placeholder, p.camera, p.taken_at, p.preview_type, p.attempt, p.renditions, \
     p.created_at, p.description, p.alt, p.licence, p.tags, p.colours, p.original_attempt, p.original_bytes, \
     p.original_sha256, p.download, u.download as account_download, (p.bare is not null) as has_bare, p.marked, p.hidden, \
     p.withdrawn, (u.leaving_at is not null) as owner_leaving, u.handle, u.name";

/// Photos with their owners, and whether owner and viewer have blocked each other: the parameter of this number is the
/// viewer's id. `cross join` keeps SQLite from beginning with the users.
fn select_from(photos: &str, viewer: u8) -> String {
    format!(
        "select {COLUMNS}, \
         exists (select 1 from blocks where blocker_id = p.owner_id and blocked_id = ?{viewer}) as blocked_by_owner, \
         exists (select 1 from blocks where blocker_id = ?{viewer} and blocked_id = p.owner_id) as blocked_by_viewer \
         from {photos} cross join users u on u.id = p.owner_id"
    )
}

/// As [`select_from`], from all photos.
pub(super) fn select(viewer: u8) -> String {
    select_from("photos p", viewer)
}

/// As [`select`], through this index: without it SQLite may take one that reads rows which are not shown, and D1 bills them.
fn select_through(index: &str, viewer: u8) -> String {
    select_from(&format!("photos p indexed by {index}"), viewer)
}

/// Nobody in particular is null, for which no block is looked up.
pub(super) fn id_of(viewer: Viewer) -> Value {
    viewer.user().map(|user| user.to_string()).into()
}

const NEWEST_FIRST: &str = "order by p.created_at desc, p.id desc limit";

/// A photo of this id that is not deleted, for this viewer.
#[must_use]
pub fn by_id(id: PhotoId, viewer: Viewer) -> Statement {
    statement(
        format!("{} where p.id = ?1 and p.deleted_at is null", select(2)),
        [id.to_string().into(), id_of(viewer)],
    )
}

/// The photo that has this storage token and is not deleted, for this viewer.
#[must_use]
pub fn by_token(token: StorageToken, viewer: Viewer) -> Statement {
    statement(
        format!("{} where p.token = ?1 and p.deleted_at is null", select(2)),
        [token.to_string().into(), id_of(viewer)],
    )
}

/// The photo that this owner made of these bytes.
#[must_use]
pub fn by_content(owner: UserId, sha256: &str) -> Statement {
    statement(
        format!(
            "{} where p.owner_id = ?1 and p.sha256 = ?2 and p.sha256 is not null and p.deleted_at is null",
            // for its owner, whom nobody blocks here
            select(1)
        ),
        [owner.to_string().into(), sha256.into()],
    )
}

/// The newest listed photos of everyone, for this viewer. Those of people whom they have blocked, or who have blocked them,
/// are among them: leaving them out here could mean reading any number of rows.
#[must_use]
pub fn newest(viewer: Viewer, cursor: Option<Cursor<PhotoId>>, limit: u32) -> Statement {
    let [time, id] = Cursor::after(cursor);
    let select = select_through("photos_listed", 4);
    statement(
        format!("{select} where {LISTED} and (p.created_at, p.id) < (?1, ?2) {NEWEST_FIRST} ?3"),
        [time, id, limit.into(), id_of(viewer)],
    )
}

/// The newest listed photos of one person, for this viewer.
#[must_use]
pub fn newest_of(viewer: Viewer, owner: UserId, cursor: Option<Cursor<PhotoId>>, limit: u32) -> Statement {
    let [time, id] = Cursor::after(cursor);
    let select = select_through("photos_newest_of_person", 5);
    statement(
        format!(
            "{select} where p.owner_id = ?4 and {LISTED_OF_PERSON} \
             and (p.created_at, p.id) < (?1, ?2) {NEWEST_FIRST} ?3"
        ),
        [time, id, limit.into(), owner.to_string().into(), id_of(viewer)],
    )
}

/// The newest photos of one person, as they see them themselves.
#[must_use]
pub fn own(owner: UserId, cursor: Option<Cursor<PhotoId>>, limit: u32) -> Statement {
    let [time, id] = Cursor::after(cursor);
    // nobody blocks themselves
    let select = select_through("photos_own", 4);
    statement(
        format!(
            "{select} where p.owner_id = ?4 and p.deleted_at is null and p.state <> 'uploading' \
             and (p.created_at, p.id) < (?1, ?2) {NEWEST_FIRST} ?3"
        ),
        [time, id, limit.into(), owner.to_string().into()],
    )
}
