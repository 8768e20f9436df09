//! Photos in justified rows, each with its own proportions. CSS alone makes the rows.

use super::tile::Tile;
use domain::view::PhotoView;
use leptos::prelude::*;

/// Photos that are loaded at once; the others when they come near.
const EAGER: usize = 4;

/// A list of photos.
#[component]
pub(crate) fn Grid(
    /// Newest first.
    photos: Vec<PhotoView>,
) -> impl IntoView {
    let tiles = photos
        .into_iter()
        .enumerate()
        .map(|(place, photo)| view! { <Tile photo eager=place < EAGER/> })
        .collect_view();
    view! { <ul class="grid">{tiles}</ul> }
}
