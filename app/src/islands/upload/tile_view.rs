//! One upload as it is seen: image, name, how it fares, and what can be done.

use super::{
    batch::Batch,
    check::bytes,
    entry::Entry,
    tile::{Again, Stage},
};
use crate::{
    catalogue::{UploadWords, fill},
    text::size,
};
use leptos::prelude::*;

/// The tile of an upload.
#[component]
pub(super) fn TileView(
    /// The upload.
    entry: Entry,
    /// All of them.
    batch: Batch,
) -> impl IntoView {
    let (tile, image, name) = (entry.tile, entry.image, entry.file.name());
    let stage = move || tile.with(|tile| tile.stage);
    let page = move || tile.with(|tile| tile.photo.as_ref().map(|photo| photo.url.clone()));
    let words = UploadWords::here();
    let [sending, open, retry] =
        [words.sending_named, words.open_named, words.retry_named].map(|text| fill(text, &[("name", &name)]));
    view! {
        <li class="upload-tile" data-state=move || stage().as_str()>
            <span class="ph">
                <img
                    src=move || image.with(|image| image.as_ref().map(|picture| picture.src.clone()))
                    srcset=move || image.with(|image| image.as_ref().and_then(|picture| picture.srcset.clone()))
                    sizes="320px"
                    hidden=move || image.with(Option::is_none)
                    alt=""
                    decoding="async"
                />
            </span>
            <p class="file"><strong>{name}</strong>" "<span class="faint">{size::of(bytes(&entry.file))}</span></p>
            <p class="said">{move || tile.with(super::tile::Tile::text)}</p>
            <progress
                max="100"
                value=move || tile.with(|tile| tile.per_cent)
                hidden=move || stage() != Stage::Sending
                aria-label=sending
            ></progress>
            <p class="row">
                <a href=page hidden=move || page().is_none() aria-label=open>{words.open}</a>
                <button
                    class="quiet"
                    type="button"
                    hidden=move || tile.with(|tile| tile.again == Again::Never)
                    aria-label=retry
                    on:click=move |_| batch.again(entry.clone())
                >
                    {words.retry}
                </button>
            </p>
        </li>
    }
}
