//! What no list holds of a photo. The only statements that read where photos were taken, and whether others may know.

use super::statement;
use crate::ports::Statement;
use domain::{
    id::{PhotoId, UserId},
    place::PlaceChoice,
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
}

/// Of a photo that is not deleted. Who may be told is asked before.
#[must_use]
pub fn own_details(id: PhotoId) -> Statement {
    statement(
        "select p.latitude, p.longitude, p.altitude, p.place, u.show_place, p.bytes, p.saved_bytes \
         from photos p cross join users u on u.id = p.owner_id where p.id = ?1 and p.deleted_at is null",
        [id.to_string().into()],
    )
}

/// Whether somebody shows the places of their photos, as `show_place`.
#[must_use]
pub fn shows_place(user: UserId) -> Statement {
    statement("select show_place from users where id = ?1", [user.to_string().into()])
}

/// Somebody shows the places of their photos, or does not.
#[must_use]
pub fn show_place(user: UserId, show: bool) -> Statement {
    statement(
        "update users set show_place = ?2 where id = ?1",
        [user.to_string().into(), i64::from(show).into()],
    )
}
