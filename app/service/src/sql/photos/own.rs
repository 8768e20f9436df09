//! What no list holds of a photo. The only statements that read where photos were taken, and whether others may know.

use super::{original, statement};
use crate::ports::Statement;
use domain::{
    download::Offer,
    id::{PhotoId, StorageToken, UserId},
    place::PlaceChoice,
    storage::StorageKey,
};
use serde::Deserialize;

/// What is told of a photo besides, to whoever may know it.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnRow {
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Metres above the sea.
    pub altitude: Option<f64>,
    /// What the owner chose for this photo's place.
    pub place: PlaceChoice,
    /// 1 if the owner shows the places of their photos.
    pub show_place: u8,
    /// Size of what was uploaded.
    pub bytes: u64,
    /// How many bytes smaller the copy is that is kept instead, if one is.
    pub saved_bytes: Option<u64>,
    /// 1 if somebody has looked what of the original is metadata.
    pub examined: u8,
}

/// Of a photo that is not deleted. Who may be told is asked before.
#[must_use]
pub fn own_details(id: PhotoId) -> Statement {
    statement(
        "select p.latitude, p.longitude, p.altitude, p.place, u.show_place, p.bytes, p.saved_bytes, \
         (p.crc32 is not null) as examined \
         from photos p cross join users u on u.id = p.owner_id where p.id = ?1 and p.deleted_at is null",
        [id.to_string().into()],
    )
}

/// Whether somebody shows the places of their photos, and what they offer for download: `show_place` and `download`.
#[must_use]
pub fn privacy(user: UserId) -> Statement {
    statement(
        "select show_place, download from users where id = ?1",
        [user.to_string().into()],
    )
}

/// Somebody shows the places of their photos or does not, and offers this for download.
#[must_use]
pub fn set_privacy(user: UserId, show_place: bool, download: Offer) -> Statement {
    statement(
        "update users set show_place = ?2, download = ?3 where id = ?1",
        [user.to_string().into(), show_place.into(), download.as_str().into()],
    )
}

/// The pieces of a photo's original that are not its metadata, as JSON. Of a photo that is not deleted; who may have them is
/// asked before.
#[must_use]
pub fn bare(token: StorageToken) -> Statement {
    statement(
        "select token, bare, original_attempt, coalesce(original_bytes, bytes) as bytes \
         from photos where token = ?1 and deleted_at is null",
        [token.to_string().into()],
    )
}

/// A row of [`bare`].
#[derive(Debug, Clone, Deserialize)]
pub struct BareRow {
    /// Storage token.
    pub token: StorageToken,
    /// The pieces, if they are known.
    pub bare: Option<String>,
    /// The attempt whose smaller copy is kept instead of what was uploaded, if one is.
    pub original_attempt: Option<u32>,
    /// Size of what is kept.
    pub bytes: u64,
}

impl BareRow {
    /// Where the original is that the pieces are of.
    #[must_use]
    pub fn original(&self) -> StorageKey {
        original(self.token, self.original_attempt)
    }
}
