//! What only a photo's owner sees on its page. Plain forms: they work without scripts.

use super::PhotoFields;
use crate::catalogue::{self, number};
use crate::functions::{DeletePhoto, EditPhoto, RetryPhoto};
use domain::{photo::PhotoState, view::PhotoView};
use leptos::{prelude::*, server_fn::ServerFn};
use service::own::OwnDetails;

/// Editing, deleting, and another try for a photo that failed.
#[component]
pub(crate) fn OwnerTools(
    /// The photo.
    photo: PhotoView,
    /// What only they are told.
    own: OwnDetails,
) -> impl IntoView {
    let words = &catalogue::here().photo;
    let id = photo.id.to_string();
    let links = format!("{}/links", photo.url);
    let opened = (own.share_links > 0).then(|| view! { <p>{open(own.share_links)}</p> });
    let retry = (photo.state == PhotoState::Failed).then(|| {
        view! {
            <form method="post" action=RetryPhoto::PATH>
                <input type="hidden" name="id" value=id.clone()/>
                <button type="submit">{words.try_again}</button>
            </form>
        }
    });
    view! {
        <section class="tools" aria-label=words.your_photo>
            {retry}
            {opened}
            <p><a class="button quiet" href=links>{catalogue::here().share_links.heading}</a></p>
            <Edit photo=photo.clone() own/>
            <Delete id/>
        </section>
    }
}

#[component]
fn Edit(photo: PhotoView, own: OwnDetails) -> impl IntoView {
    let words = &catalogue::here().photo;
    view! {
        <details class="fold">
            <summary>{words.edit}</summary>
            <form method="post" action=EditPhoto::PATH>
                <input type="hidden" name="id" value=photo.id.to_string()/>
                <PhotoFields photo own/>
                <button type="submit">{words.save}</button>
            </form>
        </details>
    }
}

#[component]
fn Delete(id: String) -> impl IntoView {
    let words = &catalogue::here().photo;
    view! {
        <details class="fold">
            <summary>{words.delete}</summary>
            <form method="post" action=DeletePhoto::PATH>
                <input type="hidden" name="id" value=id/>
                <p>{words.delete_text}</p>
                <button class="danger" type="submit">{words.delete_button}</button>
            </form>
        </details>
    }
}

/// How many links open a photo, in a sentence.
fn open(share_links: u32) -> String {
    let words = &catalogue::here().share_links;
    let count = usize::try_from(share_links).unwrap_or(usize::MAX);
    number(count, words.open_one, words.open_many)
}
