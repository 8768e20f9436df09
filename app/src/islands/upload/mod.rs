//! The uploader: many photos at once, each with its own progress, answer, texts and another try.

mod batch;
mod carry;
mod check;
mod digest;
mod edit;
mod entry;
mod hold;
mod intake;
mod line;
mod look;
mod many;
mod overview;
mod preview;
mod progress;
mod send;
mod stage;
mod summary;
mod tile;
mod tile_view;
mod voice;

use batch::Batch;
use hold::Hold;
use intake::Found;
use leptos::{ev, html, prelude::*, task::spawn_local};
use overview::Overview;
use tile_view::TileView;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Takes files from the form inside it, from whatever is dropped on the page, and from the clipboard.
#[island]
pub fn Uploader(
    /// The plain form, which works without scripts.
    children: Children,
) -> impl IntoView {
    let batch = Batch::new();
    let form = NodeRef::<html::Div>::new();
    let over = RwSignal::new(false);
    Effect::new(move || {
        enhance();
        watch_page(batch, form, over);
        watch_connection(batch);
    });
    view! {
        <div
            node_ref=form
            class="uploader"
            class:over=over
            on:submit=|event| event.prevent_default()
            on:change=move |event| {
                if let Some(found) = chosen(&event) {
                    batch.add(found, &edit::settings(form));
                }
            }
        >
            {children()}
        </div>
        <Overview batch form/>
        <ul class="uploads">
            <For each=move || batch.entries.get() key=|entry| entry.key let:entry>
                <TileView entry batch/>
            </For>
        </ul>
    }
}

/// Makes the form for one photo one for many.
fn enhance() {
    if let Some(input) = chooser() {
        input.set_multiple(true);
        input.set_required(false);
    }
}

fn chooser() -> Option<HtmlInputElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(".choose input").ok()??.dyn_into().ok()
}

/// Where the keyboard goes when more is to be chosen.
fn focus_chooser() {
    if let Some(input) = chooser() {
        // where focus cannot go, nothing is lost
        let _ = input.focus();
    }
}

/// Where the keyboard goes when the tile it was in is gone.
fn focus_list() {
    let overview = web_sys::window().and_then(|window| window.document()?.get_element_by_id("overview"));
    if let Some(overview) = overview.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // as above
        let _ = overview.focus();
    }
}

/// Files and images may come from anywhere on the page, and leaving it is asked about while something would be lost.
fn watch_page(batch: Batch, form: NodeRef<html::Div>, over: RwSignal<bool>) {
    window_event_listener(ev::dragover, move |event| {
        if intake::has_files(event.data_transfer().as_ref()) {
            event.prevent_default();
            over.set(true);
        }
    });
    window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    window_event_listener(ev::drop, move |event| {
        over.set(false);
        let data = event.data_transfer();
        if let Some(data) = data.filter(|data| intake::has_files(Some(data))) {
            event.prevent_default();
            let found = intake::dropped(&data);
            spawn_local(async move { batch.add(found.await, &edit::settings(form)) });
        }
    });
    window_event_listener(ev::paste, move |event| {
        if let Some(found) = intake::pasted(&event) {
            event.prevent_default();
            batch.add(found, &edit::settings(form));
        }
    });
    window_event_listener(ev::beforeunload, move |event| {
        if batch.would_lose() {
            event.prevent_default();
        }
    });
}

fn watch_connection(batch: Batch) {
    window_event_listener(ev::offline, move |_| batch.wait(Hold::Offline));
    window_event_listener(ev::online, move |_| batch.go_on(Hold::Offline));
}

/// What was chosen in one of the form's two inputs.
fn chosen(event: &ev::Event) -> Option<Found> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let files = input.files()?;
    let found = if input.has_attribute("webkitdirectory") {
        intake::of_folder(&files)
    } else {
        Found::exactly(&files)
    };
    // so that the same can be chosen again
    input.set_value("");
    Some(found)
}
