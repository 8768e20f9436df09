//! What only a photo's owner is told. The only statement that reads where a photo was taken.

use super::statement;
use crate::ports::Statement;
use domain::id::PhotoId;
use serde::Deserialize;

/// What a photo's owner is told besides.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnRow {
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Metres above the sea.
    pub altitude: Option<f64>,
    /// Size of what was uploaded.
    pub bytes: u64,
    /// How many bytes smaller the copy is that is kept instead, if one is.
    pub saved_bytes: Option<u64>,
}

/// Of a photo that is not deleted. Who may be told is asked before.
#[must_use]
pub fn own_details(id: PhotoId) -> Statement {
    statement(
        "select latitude, longitude, altitude, bytes, saved_bytes from photos where id = ?1 and deleted_at is null",
        [id.to_string().into()],
    )
}
