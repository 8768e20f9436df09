//! Photos: their rows, and how they are read. What changes them is in `changes`.

mod changes;
mod edits;
mod home;
mod own;

pub use {changes::*, edits::*, home::*, own::*};

use super::statement;
use crate::ports::{Statement, Value};
use domain::{
    id::{PhotoId, StorageToken, UserId},
    licence::Licence,
    media::MediaType,
    photo::{PhotoState, Visibility},
    reason::Reason,
    storage::StorageKey,
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
    /// 1 if the shown renditions carry a mark.
    pub marked: u8,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// 1 if its owner is not to be met.
    pub owner_hidden: u8,
    /// The owner's handle.
    pub handle: String,
    /// The owner's display name.
    pub name: String,
}

impl PhotoRow {
    /// Where the original is: what was uploaded, or the copy that is kept instead.
    #[must_use]
    pub fn original(&self) -> StorageKey {
        self.original_attempt
            .map_or(StorageKey::Original(self.token), |attempt| {
                StorageKey::SmallerOriginal(self.token, attempt)
            })
    }
}

/// Where a page of a list begins: after this photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When that photo was uploaded.
    pub created_at: Timestamp,
    /// Its id.
    pub id: PhotoId,
}

/// The condition of the indexes `photos_newest` and `photos_newest_of_person`, word for word.
pub(super) const LISTED: &str = "p.visibility = 'public' and p.deleted_at is null and p.owner_hidden = 0 \
     and (p.state = 'ready' or (p.state in ('queued', 'processing') and p.preview_type is not null))";

const COLUMNS: &str = "p.id, p.token, p.owner_id, p.state, p.reason, p.title, p.visibility, p.media_type, p.bytes, \
     p.sha256, p.width, p.height, p.placeholder, p.camera, p.taken_at, p.preview_type, p.attempt, p.renditions, \
     p.created_at, p.description, p.alt, p.licence, p.tags, p.colours, p.original_attempt, p.original_bytes, \
     p.original_sha256, p.marked, p.owner_hidden, u.handle, u.name";

/// Photos with their owners. `cross join` keeps SQLite from beginning with the users.
fn select() -> String {
    format!("select {COLUMNS} from photos p cross join users u on u.id = p.owner_id")
}

/// As [`select`], through this index: without it SQLite may take one that reads rows which are not shown, and D1 bills them.
fn select_through(index: &str) -> String {
    format!("select {COLUMNS} from photos p indexed by {index} cross join users u on u.id = p.owner_id")
}

const NEWEST_FIRST: &str = "order by p.created_at desc, p.id desc limit";

/// A photo of this id that is not deleted.
#[must_use]
pub fn by_id(id: PhotoId) -> Statement {
    statement(
        format!("{} where p.id = ?1 and p.deleted_at is null", select()),
        [id.to_string().into()],
    )
}

/// The photo that has this storage token and is not deleted.
#[must_use]
pub fn by_token(token: StorageToken) -> Statement {
    statement(
        format!("{} where p.token = ?1 and p.deleted_at is null", select()),
        [token.to_string().into()],
    )
}

/// The photo that this owner made of these bytes.
#[must_use]
pub fn by_content(owner: UserId, sha256: &str) -> Statement {
    statement(
        format!(
            "{} where p.owner_id = ?1 and p.sha256 = ?2 and p.sha256 is not null and p.deleted_at is null",
            select()
        ),
        [owner.to_string().into(), sha256.into()],
    )
}

fn after(cursor: Option<Cursor>) -> [Value; 2] {
    // without a cursor: after a photo newer than any
    cursor.map_or([(1_i64 << 52).into(), "".into()], |at| {
        [at.created_at.into(), at.id.to_string().into()]
    })
}

/// The newest listed photos of everyone.
#[must_use]
pub fn newest(cursor: Option<Cursor>, limit: u32) -> Statement {
    let [time, id] = after(cursor);
    let select = select_through("photos_newest");
    statement(
        format!("{select} where {LISTED} and (p.created_at, p.id) < (?1, ?2) {NEWEST_FIRST} ?3"),
        [time, id, limit.into()],
    )
}

/// The newest listed photos of one person.
#[must_use]
pub fn newest_of(owner: UserId, cursor: Option<Cursor>, limit: u32) -> Statement {
    let [time, id] = after(cursor);
    let select = select_through("photos_newest_of_person");
    statement(
        format!("{select} where p.owner_id = ?4 and {LISTED} and (p.created_at, p.id) < (?1, ?2) {NEWEST_FIRST} ?3"),
        [time, id, limit.into(), owner.to_string().into()],
    )
}

/// The newest photos of one person, as they see them themselves.
#[must_use]
pub fn own(owner: UserId, cursor: Option<Cursor>, limit: u32) -> Statement {
    let [time, id] = after(cursor);
    let select = select_through("photos_own");
    statement(
        format!(
            "{select} where p.owner_id = ?4 and p.deleted_at is null and p.state <> 'uploading' \
             and (p.created_at, p.id) < (?1, ?2) {NEWEST_FIRST} ?3"
        ),
        [time, id, limit.into(), owner.to_string().into()],
    )
}
