//! What only a photo's owner is told: where it was taken, and what became of their original's size.
//!
//! It is nothing that can be serialised, and no part of [`domain::view::PhotoView`]: so no API, feed or page of anybody else
//! can come to hold it.

use crate::{
    Result, World,
    share::open_links,
    sql::{
        self,
        photos::{OwnRow, PhotoRow},
        share_links::LinkRow,
    },
};
use domain::{
    access::{Action, Viewer, may},
    id::PhotoId,
    photo::Place,
};

/// What only a photo's owner is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnDetails {
    /// Where it was taken, if the camera recorded it.
    pub place: Option<Place>,
    /// What a smaller copy of the original saves, if one is kept.
    pub saved: Option<Saved>,
    /// How many share links open it, besides whoever its visibility lets see it.
    pub share_links: u32,
}

/// What a smaller copy of an original saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// How many bytes less there are.
    pub bytes: u64,
    /// How many there were.
    pub of: u64,
}

/// Of a photo; nothing for anybody but who may have its original, which says the same.
///
/// # Errors
/// If the database does not answer.
pub async fn details(world: &World, viewer: Viewer, photo: PhotoId) -> Result<Option<OwnDetails>> {
    let statements = vec![
        sql::photos::by_id(photo, viewer),
        sql::photos::own_details(photo),
        sql::share_links::of_photo(photo),
    ];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let subject: Option<PhotoRow> = rows.next().unwrap_or_default().first()?;
    if !subject.is_some_and(|row| may(viewer, Action::Original, row.subject())) {
        return Ok(None);
    }
    let row: Option<OwnRow> = rows.next().unwrap_or_default().first()?;
    let links: Vec<LinkRow> = rows.next().unwrap_or_default().all()?;
    Ok(row.map(|row| OwnDetails {
        place: row.latitude.zip(row.longitude).map(|(latitude, longitude)| Place {
            latitude,
            longitude,
            altitude: row.altitude,
        }),
        saved: row.saved_bytes.map(|bytes| Saved { bytes, of: row.bytes }),
        share_links: open_links(world, &links),
    }))
}
