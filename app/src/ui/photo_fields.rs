//! What can be written about a photo, one component for each field: the same where it is uploaded and where it is edited.
//!
//! Labels and hints need ids, so those with hints take a scope that is theirs alone on the page. Nothing is checked here.

use super::VisibilityChoice;
use crate::{catalogue, text::licence};
use domain::{
    licence::Licence,
    limits::{MAX_ALT, MAX_DESCRIPTION, MAX_TAG, MAX_TAGS, MAX_TITLE},
    place::PlaceChoice,
    view::PhotoView,
};
use leptos::prelude::*;

/// What tags can take up, with a comma and a space after each. The site says more exactly what is too much.
const TAGS_LENGTH: usize = MAX_TAGS * (MAX_TAG + 2);

/// Everything that is written about a photo, as it is now.
#[component]
pub(crate) fn PhotoFields(
    /// The photo.
    photo: PhotoView,
    /// What its owner chose about its place.
    place: PlaceChoice,
) -> impl IntoView {
    view! {
        <TitleField value=photo.title/>
        <AltField scope="photo" value=photo.alt/>
        <DescriptionField value=photo.description/>
        <TagsField scope="photo" value=photo.tags.joined()/>
        <LicenceChoice chosen=photo.licence/>
        <VisibilityChoice chosen=photo.visibility/>
        <PlaceField chosen=place/>
    }
}

/// Whether others may know where it was taken.
#[component]
fn PlaceField(
    /// What is chosen now.
    chosen: PlaceChoice,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let options = PlaceChoice::ALL
        .map(|choice| {
            view! { <option value=choice.as_str() selected=choice == chosen>{words.place_choice(choice)}</option> }
        })
        .into_iter()
        .collect_view();
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
    #[prop(optional)]
    chosen: Licence,
) -> impl IntoView {
    let options = Licence::ALL
        .map(|licence| {
            view! { <option value=licence.as_str() selected=licence == chosen>{licence::name(licence)}</option> }
        })
        .into_iter()
        .collect_view();
    view! {
        <label class="field">
            <span>{catalogue::here().photo.licence}</span>
            <select name="licence">{options}</select>
        </label>
    }
}
