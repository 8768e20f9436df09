//! What can be written about a photo: the same fields where it is uploaded and where it is edited.

use super::VisibilityChoice;
use crate::{catalogue, text::licence};
use domain::{
    licence::Licence,
    limits::{MAX_ALT, MAX_DESCRIPTION, MAX_TITLE},
    photo::Visibility,
    view::PhotoView,
};
use leptos::prelude::*;

/// Title, alt text, description, tags, licence and visibility, as they are now.
#[component]
pub(crate) fn PhotoFields(
    /// The photo; none if it is yet to be sent.
    #[prop(optional_no_strip)]
    photo: Option<PhotoView>,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let visibility = photo
        .as_ref()
        .map(|photo| photo.visibility)
        .unwrap_or(Visibility::Public);
    let licence = photo.as_ref().map(|photo| photo.licence).unwrap_or_default();
    let tags = photo.as_ref().map(|photo| photo.tags.joined()).unwrap_or_default();
    let (title, alt, description) = photo
        .map(|photo| (photo.title, photo.alt, photo.description))
        .unwrap_or_default();
    view! {
        <label class="field">
            <span>{words.title}</span>
            <input type="text" name="title" maxlength=MAX_TITLE autocomplete="off" value=title/>
        </label>
        <label class="field">
            <span>{words.alt}</span>
            <input type="text" name="alt" maxlength=MAX_ALT autocomplete="off" value=alt aria-describedby="alt-hint"/>
            <span class="hint" id="alt-hint">{words.alt_hint}</span>
        </label>
        <label class="field">
            <span>{words.words}</span>
            <textarea name="description" maxlength=MAX_DESCRIPTION>{description}</textarea>
        </label>
        <label class="field">
            <span>{words.tags}</span>
            <input type="text" name="tags" autocomplete="off" autocapitalize="none" value=tags aria-describedby="tags-hint"/>
            <span class="hint" id="tags-hint">{words.tags_hint}</span>
        </label>
        <LicenceChoice chosen=licence/>
        <VisibilityChoice chosen=visibility/>
    }
}

/// What others may do with a photo.
#[component]
pub(crate) fn LicenceChoice(
    /// What is chosen now.
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
