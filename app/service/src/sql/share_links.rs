//! Share links.

use super::{photos, statement};
use crate::ports::Statement;
use domain::{
    access::{Grant, Viewer},
    id::{PhotoId, ShareLinkId},
    share::MAX_LINKS,
    time::Timestamp,
};
use serde::Deserialize;

/// A row of `share_links`.
#[derive(Debug, Clone, Deserialize)]
pub struct LinkRow {
    /// Id.
    pub id: ShareLinkId,
    /// SHA-256 of its secret, hexadecimal.
    pub sha256: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Random salt of its password, hexadecimal; absent if it has none.
    pub password_salt: Option<String>,
    /// Keyed hash of its password, hexadecimal.
    pub password_hash: Option<String>,
    /// 1 if files are offered to be kept.
    pub may_download: u8,
    /// 1 if camera and time are kept back.
    pub hide_metadata: u8,
    /// How often it may be opened, if that is limited.
    pub max_views: Option<u32>,
    /// How often it was opened.
    pub views: u32,
    /// When it was last opened.
    pub last_used_at: Option<Timestamp>,
}

impl LinkRow {
    /// What permission depends on.
    #[must_use]
    pub const fn grant(&self) -> Grant {
        Grant {
            expires: self.expires_at,
            views: self.views,
            max_views: self.max_views,
            may_download: self.may_download == 1,
            hide_metadata: self.hide_metadata == 1,
        }
    }

    /// Whether it has a password.
    #[must_use]
    pub const fn is_protected(&self) -> bool {
        self.password_hash.is_some()
    }
}

/// What a new row holds.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// Id.
    pub id: ShareLinkId,
    /// SHA-256 of its secret, hexadecimal.
    pub sha256: String,
    /// Its photo.
    pub photo: PhotoId,
    /// Now.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Salt and hash of its password, hexadecimal, if it has one.
    pub password: Option<(String, String)>,
    /// Whether files are offered to be kept.
    pub may_download: bool,
    /// Whether camera and time are kept back.
    pub hide_metadata: bool,
    /// How often it may be opened, if that is limited.
    pub max_views: Option<u32>,
}

const COLUMNS: &str = "id, sha256, created_at, expires_at, password_salt, password_hash, may_download, hide_metadata, max_views, \
     views, last_used_at";

/// A new link, unless the photo has [`MAX_LINKS`].
#[must_use]
pub fn insert(link: NewLink) -> Statement {
    let (salt, hash) = link.password.unzip();
    statement(
        "insert into share_links (id, sha256, photo_id, created_at, expires_at, password_salt, password_hash, may_download, \
         hide_metadata, max_views) select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 \
         where (select count(*) from share_links where photo_id = ?3) < ?11",
        [
            link.id.to_string().into(),
            link.sha256.into(),
            link.photo.to_string().into(),
            link.created_at.into(),
            link.expires_at.into(),
            salt.into(),
            hash.into(),
            link.may_download.into(),
            link.hide_metadata.into(),
            link.max_views.into(),
            MAX_LINKS.into(),
        ],
    )
}

/// The links of a photo, the newest first; also those that have ended, so that their owner sees why they do not work.
#[must_use]
pub fn of_photo(photo: PhotoId) -> Statement {
    statement(
        format!("select {COLUMNS} from share_links where photo_id = ?1 order by created_at desc, id limit ?2"),
        [photo.to_string().into(), MAX_LINKS.into()],
    )
}

/// Revokes one link of a photo.
#[must_use]
pub fn delete(link: ShareLinkId, photo: PhotoId) -> Statement {
    statement(
        "delete from share_links where id = ?1 and photo_id = ?2",
        [link.to_string().into(), photo.to_string().into()],
    )
}

/// What finds a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By<'a> {
    /// SHA-256 of its secret, hexadecimal.
    Secret(&'a str),
    /// Its id.
    Id(ShareLinkId),
}

impl By<'_> {
    fn condition(self) -> (&'static str, String) {
        match self {
            Self::Secret(sha256) => ("sha256 = ?1", sha256.to_owned()),
            Self::Id(id) => ("id = ?1", id.to_string()),
        }
    }
}

/// A link.
#[must_use]
pub fn find(by: By<'_>) -> Statement {
    let (condition, value) = by.condition();
    statement(
        format!("select {COLUMNS} from share_links where {condition}"),
        [value.into()],
    )
}

/// A link's photo, if it is not deleted, as for nobody in particular.
#[must_use]
pub fn photo_of(by: By<'_>) -> Statement {
    let (condition, value) = by.condition();
    statement(
        format!(
            "{} where p.id = (select photo_id from share_links where {condition}) and p.deleted_at is null",
            photos::select(2)
        ),
        [value.into(), photos::id_of(Viewer::Anonymous)],
    )
}

/// Counts a view, unless the link has ended or is used up: of two at once that want the last one, one gets it.
#[must_use]
pub fn count_view(link: ShareLinkId, now: Timestamp) -> Statement {
    statement(
        "update share_links set views = views + 1, last_used_at = ?2 \
         where id = ?1 and expires_at > ?2 and (max_views is null or views < max_views)",
        [link.to_string().into(), now.into()],
    )
}

/// Forgets links that ended before this, so many at a time.
#[must_use]
pub fn sweep(before: Timestamp, most: u32) -> Statement {
    statement(
        "delete from share_links where id in (select id from share_links where expires_at <= ?1 limit ?2)",
        [before.into(), most.into()],
    )
}
