//! What is written about one upload, within its tile: title and alt text at hand, the rest folded.

use super::{
    draft::{Draft, Saving},
    fields::{Field, readable},
    form::{input, inputs, written},
    save::save,
};
use crate::{
    catalogue::{UploadWords, fill},
    islands::upload::entry::Entry,
};
use leptos::{ev, prelude::*};

/// The inputs of an upload, and how saving fares.
#[component]
pub(crate) fn Editor(
    /// The upload.
    entry: Entry,
) -> impl IntoView {
    let (place, draft, tile) = (entry.editor, entry.draft, entry.tile);
    let label = fill(UploadWords::here().details_of, &[("name", &entry.file.name())]);
    let unused = move || !tile.with(|tile| tile.is_own_photo()) && !draft.with(Draft::is_unsaved);
    let started = entry.clone();
    Effect::new(move || begin(&started));
    let write = move |event: &ev::Event| {
        if let Some((field, text)) = written(event) {
            draft.update(|draft| draft.write(field, &text));
        }
    };
    let again = entry.clone();
    view! {
        <div
            class="edit"
            role="group"
            aria-label=label
            hidden=unused
            node_ref=place
            inner_html=inputs(entry.key)
            on:input=move |event| write(&event)
            on:change=move |event| {
                write(&event);
                save(&entry);
            }
        ></div>
        <Fate entry=again/>
    }
}

/// What was set for all is written there as soon as there are inputs.
fn begin(entry: &Entry) {
    let draft = entry.draft.get_untracked();
    for field in Field::SHARED {
        super::write_input(entry.editor, field, draft.typed().get(field));
    }
    if let Some(title) = input(entry.editor, Field::Title) {
        // a suggestion is welcome, but nothing depends on it
        let _ = title.set_attribute("placeholder", &readable(&entry.file.name()));
    }
}

/// Whether it is saved; and what can be done if not.
#[component]
fn Fate(entry: Entry) -> impl IntoView {
    let (draft, words) = (entry.draft, UploadWords::here());
    let said = move || {
        draft.with(|draft| match &draft.saving {
            Saving::Quiet => String::new(),
            Saving::UnderWay => words.saving.to_owned(),
            Saving::Saved if draft.is_unsaved() => String::new(),
            Saving::Saved => words.saved.to_owned(),
            Saving::Failed(why) => fill(words.unsaved, &[("why", why)]),
            Saving::Held => words.held.to_owned(),
        })
    };
    let stuck = move || draft.with(|draft| matches!(draft.saving, Saving::Failed(_) | Saving::Held));
    let held = move || draft.with(|draft| draft.saving == Saving::Held);
    view! {
        <p class="fate" class:wrong=stuck>{said}</p>
        <p class="row" hidden=move || !stuck()>
            <button class="quiet" type="button" on:click=move |_| save(&entry)>
                {move || if held() { words.save_held } else { words.save_again }}
            </button>
        </p>
    }
}
