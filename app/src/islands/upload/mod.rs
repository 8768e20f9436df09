//! The uploader: many photos at once, each with its own progress, answer and another try.

mod batch;
mod check;
mod digest;
mod entry;
mod line;
mod preview;
mod send;
mod summary;
mod tile;
mod tile_view;

use batch::Batch;
use leptos::{ev, html, prelude::*};
use tile_view::TileView;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

/// Takes files from the form inside it, and from whatever is dropped on it.
#[island]
pub fn Uploader(
    /// The plain form, which works without scripts.
    children: Children,
) -> impl IntoView {
    let batch = Batch::new();
    let place = NodeRef::<html::Div>::new();
    let over = RwSignal::new(false);
    Effect::new(move || {
        enhance(place);
        window_event_listener(ev::beforeunload, move |event| {
            if batch.is_sending() {
                event.prevent_default();
            }
        });
    });
    let take = move |files: Option<web_sys::FileList>| {
        if let Some(files) = files {
            batch.add(&files, &visibility(place));
        }
    };
    view! {
        <div
            node_ref=place
            class="uploader"
            class:over=over
            on:submit=|event| event.prevent_default()
            on:change=move |event| {
                if let Some(input) = file_input(&event) {
                    take(input.files());
                    // so that the same file can be chosen again
                    input.set_value("");
                }
            }
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                take(event.data_transfer().and_then(|data| data.files()));
            }
        >
            {children()}
        </div>
        <p class="summary" role="status">{move || batch.summary()}</p>
        <ul class="uploads">
            <For each=move || batch.entries() key=|entry| entry.key let:entry>
                <TileView entry batch/>
            </For>
        </ul>
    }
}

/// Makes the form for one photo one for many.
fn enhance(place: NodeRef<html::Div>) {
    let input = place
        .get_untracked()
        .and_then(|place| place.query_selector("input[type=file]").ok().flatten())
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input {
        input.set_multiple(true);
        input.set_required(false);
    }
}

fn file_input(event: &ev::Event) -> Option<HtmlInputElement> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files().is_some().then_some(input)
}

/// What is chosen for the files that come now.
fn visibility(place: NodeRef<html::Div>) -> String {
    place
        .get_untracked()
        .and_then(|place| place.query_selector("select").ok().flatten())
        .and_then(|select| select.dyn_into::<HtmlSelectElement>().ok())
        .map(|select| select.value())
        .unwrap_or_default()
}
