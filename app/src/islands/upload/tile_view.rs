//! One upload as it is seen: image, name, how it fares, what can be done, and what is written about it.

use super::{
    batch::Batch,
    check::bytes,
    edit::Editor,
    entry::Entry,
    tile::{Again, Stage, Tile},
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
    let (tile, name, chosen) = (entry.tile, entry.file.name(), entry.chosen);
    let stage = move || tile.with(|tile| tile.stage);
    let words = UploadWords::here();
    let [sending, choose] = [words.sending_named, words.choose_named].map(|text| fill(text, &[("name", &name)]));
    view! {
        <li class="upload-tile" data-state=move || stage().as_str()>
            <label class="pick">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.get()
                    on:change=move |_| chosen.update(|chosen| *chosen = !*chosen)
                />
                <span class="unseen">{choose}</span>
            </label>
            <Image entry=entry.clone()/>
            <p class="file"><strong>{name}</strong>" "<span class="faint">{size::of(bytes(&entry.file))}</span></p>
            <p class="said">{move || tile.with(Tile::text)}</p>
            <progress
                max="100"
                value=move || tile.with(|tile| tile.per_cent)
                hidden=move || stage() != Stage::Sending
                aria-label=sending
            ></progress>
            <Actions entry=entry.clone() batch/>
            <Editor entry/>
        </li>
    }
}

#[component]
fn Image(entry: Entry) -> impl IntoView {
    let image = entry.image;
    view! {
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
    }
}

/// The next step: to the photo, another try, or out of the list.
#[component]
fn Actions(entry: Entry, batch: Batch) -> impl IntoView {
    let (tile, words, name) = (entry.tile, UploadWords::here(), entry.file.name());
    let page = move || tile.with(|tile| tile.photo.as_ref().map(|photo| photo.url.clone()));
    let ends = move || tile.with(|tile| tile.stage.is_sending());
    let [open, retry, cancel, remove] = [
        words.open_named,
        words.retry_named,
        words.cancel_named,
        words.remove_named,
    ]
    .map(|text| fill(text, &[("name", &name)]));
    let again = entry.clone();
    view! {
        <p class="row">
            <a href=page hidden=move || page().is_none() aria-label=open>{words.open}</a>
            <button
                class="quiet"
                type="button"
                hidden=move || tile.with(|tile| tile.again == Again::Never)
                aria-label=retry
                on:click=move |_| batch.again(&again)
            >
                {words.retry}
            </button>
            <button
                class="quiet"
                type="button"
                hidden=move || !tile.with(Tile::is_removable)
                aria-label=move || if ends() { cancel.clone() } else { remove.clone() }
                on:click=move |_| {
                    batch.remove(&entry);
                    super::focus_list();
                }
            >
                {move || if ends() { words.cancel } else { words.remove }}
            </button>
        </p>
    }
}
