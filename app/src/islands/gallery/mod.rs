//! Grids that go on by themselves over ordinary links to the next page, with a bounded document, and whose photos open large.

mod end;
mod layout;
mod place;
mod shelf;
mod sight;
mod slides;
mod stream;
mod tile;
mod window;

use crate::{browser::history, islands::lightbox};
use end::End;
use leptos::{ev, html, prelude::*};
use place::Place;
use stream::{Stage, Stream};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Makes a grid and the pager in it endless. Without scripts they stay as they are.
#[island]
pub fn Gallery(
    /// The grid, and the pager after it.
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let stage = RwSignal::new(Stage::Waiting);
    let said = RwSignal::new(String::new());
    let stream = StoredValue::new_local(None::<Stream>);
    Effect::new(move || {
        let made = root
            .get_untracked()
            .and_then(|root| Stream::of(Element::clone(&root), stage, said));
        if let Some(made) = &made {
            wake(made);
        }
        stream.set_value(made);
    });
    let with = move |act: fn(&Stream)| {
        stream.with_value(|stream| {
            if let Some(stream) = stream {
                act(stream);
            }
        });
    };
    view! {
        <div
            node_ref=root
            class="gallery"
            data-stage=move || stage.get().as_str()
            on:click=move |event| stream.with_value(|stream| open(stream.as_ref(), &event))
        >
            {children()}
            <End stage more=move || with(Stream::more) again=move || with(Stream::again)/>
            <p class="unseen" role="status">{said}</p>
        </div>
    }
}

/// Restores what was left, and follows the visitor from there.
fn wake(stream: &Stream) {
    if let Some(id) = history::id() {
        Place::restore(stream, &id);
        let kept = stream.clone();
        window_event_listener(ev::pagehide, move |_| Place::keep(&kept, &id));
    }
    let at_scroll = stream.clone();
    window_event_listener(ev::scroll, move |_| at_scroll.look_soon());
    let at_resize = stream.clone();
    window_event_listener(ev::resize, move |_| {
        at_resize.shelf.borrow_mut().lay_out();
        at_resize.look();
    });
    let at_online = stream.clone();
    window_event_listener(ev::online, move |_| at_online.again());
    let at_forward = stream.clone();
    window_event_listener(ev::popstate, move |_| slides::reopen(&at_forward));
    stream.look();
}

/// A plain click on a photo opens it over the grid; any other stays a link.
fn open(stream: Option<&Stream>, event: &ev::MouseEvent) {
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest(".tile > a").ok().flatten());
    if let Some((stream, link)) = stream.zip(link).filter(|_| lightbox::is_plain(event)) {
        slides::open(stream, &link, event);
    }
}
