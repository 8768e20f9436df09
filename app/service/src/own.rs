//! A photo together with what no list holds: where it was taken, for its owner and whoever they show it to, and what became
//! of their original's size, for them alone.
//!
//! It is nothing that can be serialised, and no part of [`domain::view::PhotoView`]: so no API or feed can come to hold it.

use crate::{
    Result, World,
    read::view,
    share::open_links,
    sql::{
        self,
        photos::{OwnRow, PhotoRow},
        share_links::LinkRow,
    },
};
use domain::{
    access::{Action, Viewer, may, may_know_place},
    download::{DownloadChoice, Offer},
    id::PhotoId,
    photo::Place,
    place::PlaceChoice,
    view::PhotoView,
};

/// What is told of a photo besides.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Details {
    /// Where it was taken, if the camera recorded it and this viewer may know.
    pub place: Option<Place>,
    /// What only its owner is told.
    pub own: Option<OwnDetails>,
}

/// What only a photo's owner is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnDetails {
    /// What they chose for this photo's place.
    pub choice: PlaceChoice,
    /// Whether others who may see the photo know its place.
    pub shown: bool,
    /// What they chose about downloads of this photo.
    pub download: DownloadChoice,
    /// What others are offered of it.
    pub offer: Offer,
    /// Whether its original can be had without its metadata.
    pub bare: BareState,
    /// What a smaller copy of the original saves, if one is kept.
    pub saved: Option<Saved>,
    /// How many share links open it, besides whoever its visibility lets see it.
    pub share_links: u32,
}

/// Whether an original can be had without its metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BareState {
    /// It can.
    There,
    /// Its metadata cannot be told apart for sure.
    Impossible,
    /// Nobody has looked yet: it was processed before this could be, or is not processed.
    Unknown,
}

/// What a smaller copy of an original saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// How many bytes less there are.
    pub bytes: u64,
    /// How many there were.
    pub of: u64,
}

/// A photo and what is told of it besides; `None` if there is none or this viewer may not see it.
///
/// # Errors
/// If the database does not answer.
pub async fn photo(world: &World, viewer: Viewer, photo: PhotoId) -> Result<Option<(PhotoView, Details)>> {
    let mut statements = vec![sql::photos::by_id(photo, viewer), sql::photos::own_details(photo)];
    // only its owner is told of them, and most who look are nobody
    statements.extend(viewer.user().map(|_| sql::share_links::of_photo(photo)));
    let mut rows = world.db.batch(statements).await?.into_iter();
    let row: Option<PhotoRow> = rows.next().unwrap_or_default().first()?;
    let besides: Option<OwnRow> = rows.next().unwrap_or_default().first()?;
    let links: Vec<LinkRow> = rows.next().unwrap_or_default().all()?;
    Ok(row
        .zip(besides)
        .filter(|(row, _)| may(viewer, Action::View, row.subject()))
        .map(|(row, besides)| (details(viewer, &row, &besides, open_links(world, &links)), row))
        .map(|(details, row)| (view(&world.config, viewer, row), details)))
}

fn details(viewer: Viewer, row: &PhotoRow, besides: &OwnRow, share_links: u32) -> Details {
    let shown = besides.place.shows(besides.show_place == 1);
    let place = besides.latitude.zip(besides.longitude);
    let place = place.filter(|_| may_know_place(viewer, row.subject(), shown));
    Details {
        place: place.map(|(latitude, longitude)| Place {
            latitude,
            longitude,
            altitude: besides.altitude,
        }),
        // who may have the original can read all of it there
        own: may(viewer, Action::Original, row.subject()).then(|| OwnDetails {
            choice: besides.place,
            shown,
            download: row.download,
            offer: row.offer(),
            bare: match (row.has_bare, besides.examined) {
                (1, _) => BareState::There,
                (_, 1) => BareState::Impossible,
                _ => BareState::Unknown,
            },
            saved: besides.saved_bytes.map(|bytes| Saved {
                bytes,
                of: besides.bytes,
            }),
            share_links,
        }),
    }
}
