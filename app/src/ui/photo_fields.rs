//! What can be written about a photo, one component for each field: the same where it is uploaded and where it is edited.
//!
//! Labels and hints need ids, so those with hints take a scope that is theirs alone on the page. Nothing is checked here.

use super::{VisibilityChoice, options};
use crate::{catalogue, text::licence};
use domain::{
    download::DownloadChoice,
    licence::Licence,
    limits::{MAX_ALT, MAX_DESCRIPTION, MAX_TAG, MAX_TAGS, MAX_TITLE},
    photo::PhotoState,
    place::PlaceChoice,
    view::PhotoView,
};
use leptos::prelude::*;
use service::own::{BareState, OwnDetails};

/// What tags can take up, with a comma and a space after each. The site says more exactly what is too much.
const TAGS_LENGTH: usize = MAX_TAGS * (MAX_TAG + 2);

/// Everything that is written about a photo, as it is now.
#[component]
pub(crate) fn PhotoFields(
    /// The photo.
    photo: PhotoView,
    /// What only its owner is told.
    own: OwnDetails,
) -> impl IntoView {
    let ready = photo.state == PhotoState::Ready;
    view! {
        <TitleField value=photo.title/>
        <AltField scope="photo" value=photo.alt/>
        <DescriptionField value=photo.description/>
        <TagsField scope="photo" value=photo.tags.joined()/>
        <LicenceChoice chosen=photo.licence/>
        <VisibilityChoice chosen=photo.visibility/>
        <PlaceField chosen=own.choice/>
        <DownloadField chosen=own.download bare=ready.then_some(own.bare)/>
    }
}

/// What others may download of it, and whether that can be had.
#[component]
fn DownloadField(
    /// What is chosen now.
    chosen: DownloadChoice,
    /// Whether it can be had without its metadata, once it is ready.
    bare: Option<BareState>,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let text = |choice| words.download_choice(choice);
    let options = options(DownloadChoice::ALL, chosen, DownloadChoice::as_str, text);
    let not_there = match bare {
        Some(BareState::Impossible) => Some(words.bare_impossible),
        Some(BareState::Unknown) => Some(words.bare_unknown),
        Some(BareState::There) | None => None,
    };
    view! {
        <div class="field">
            <label for="photo-download">{words.downloads}</label>
            <select id="photo-download" name="download" aria-describedby="photo-download-hint">{options}</select>
            <p class="hint" id="photo-download-hint">
                {words.download_hint}
                {not_there.map(|text| view! { " "<strong>{text}</strong> })}
            </p>
        </div>
    }
}

/// Whether others may know where it was taken.
#[component]
fn PlaceField(
    /// What is chosen now.
    chosen: PlaceChoice,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let text = |choice| words.place_choice(choice);
    let options = options(PlaceChoice::ALL, chosen, PlaceChoice::as_str, text);
    view! {
        <label class="field">
            <span>{words.place_choice}</span>
            <select name="place">{options}</select>
        </label>
    }
}

/// Its title.
#[component]
pub(crate) fn TitleField(
    /// What it is now.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{catalogue::here().photo.title}</span>
            <input type="text" name="title" maxlength=MAX_TITLE autocomplete="off" value=value/>
        </label>
    }
}

/// What is to be seen on it, asked for kindly.
#[component]
pub(crate) fn AltField(
    /// Tells this form from others on the page.
    scope: &'static str,
    /// What it is now.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let (id, hint) = (format!("{scope}-alt"), format!("{scope}-alt-hint"));
    view! {
        <div class="field">
            <label for=id.clone()>{words.alt}</label>
            <textarea
                id=id
                name="alt"
                rows="2"
                maxlength=MAX_ALT
                autocomplete="off"
                aria-describedby=hint.clone()
            >
                {value}
            </textarea>
            <p class="hint" id=hint>{words.alt_hint}</p>
        </div>
    }
}

/// What its owner tells about it.
#[component]
pub(crate) fn DescriptionField(
    /// What it is now.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{catalogue::here().photo.words}</span>
            <textarea name="description" rows="3" maxlength=MAX_DESCRIPTION autocomplete="off">{value}</textarea>
        </label>
    }
}

/// What it can be found by.
#[component]
pub(crate) fn TagsField(
    /// Tells this form from others on the page.
    scope: &'static str,
    /// What they are now, with commas between them.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let (id, hint) = (format!("{scope}-tags"), format!("{scope}-tags-hint"));
    view! {
        <div class="field">
            <label for=id.clone()>{words.tags}</label>
            <input
                id=id
                type="text"
                name="tags"
                maxlength=TAGS_LENGTH
                autocomplete="off"
                autocapitalize="none"
                aria-describedby=hint.clone()
                value=value
            />
            <p class="hint" id=hint>{words.tags_hint}</p>
        </div>
    }
}

/// What others may do with it.
#[component]
pub(crate) fn LicenceChoice(
    /// What is chosen now.
    chosen: Licence,
) -> impl IntoView {
    let options = options(Licence::ALL, chosen, Licence::as_str, licence::name);
    view! {
        <label class="field">
            <span>{catalogue::here().photo.licence}</span>
            <select name="licence">{options}</select>
        </label>
    }
}
