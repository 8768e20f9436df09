//! Grids that go on by themselves over ordinary links to the next page, with a bounded document, and whose photos open large.
//!
//! The HTML is `ui::Gallery`'s. Nothing here is reactive: what that would need is more than all of this.

mod layout;
mod live;
mod place;
mod shelf;
mod sight;
mod slides;
mod stream;
mod tile;
mod window;

use super::lightbox;
use crate::browser::{Unable, events, events::on_window, history, window as browser_window};
use leptos::prelude::*;
use place::Place;
use stream::Stream;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

/// Wakes the page's gallery. Shows nothing itself.
#[island]
pub fn Endless() -> impl IntoView {
    if cfg!(not(feature = "ssr")) {
        // without it the pager's links lead on
        let _ = wake();
    }
}

fn wake() -> Result<(), Unable> {
    let document = browser_window()?.document().ok_or(Unable)?;
    let root = document.query_selector(".gallery")?.ok_or(Unable)?;
    Place::forget_others(&root);
    let stream = Stream::of(root.clone()).ok_or(Unable)?;
    let clicked = stream.clone();
    events::listen(&root, "click", move |event| click(&clicked, &event));
    restore(&stream);
    let at_scroll = stream.clone();
    on_window("scroll", move |_| at_scroll.look_soon());
    let at_resize = stream.clone();
    on_window("resize", move |_| {
        at_resize.shelf.borrow_mut().lay_out();
        at_resize.look();
    });
    let at_online = stream.clone();
    on_window("online", move |_| at_online.again());
    let at_forward = stream.clone();
    on_window("popstate", move |_| slides::reopen(&at_forward));
    stream.look();
    Ok(())
}

/// Finds the place that was left, and keeps it when the page is left again.
fn restore(stream: &Stream) {
    if let Some(id) = history::id() {
        Place::restore(stream, &id);
        let kept = stream.clone();
        on_window("pagehide", move |_| Place::keep(&kept, &id));
    }
}

/// A plain click on a photo opens it over the grid; any other stays a link. The other controls are buttons.
fn click(stream: &Stream, event: &Event) {
    let Some(event) = event.dyn_ref::<MouseEvent>() else {
        return;
    };
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = |selector: &str| target.as_ref()?.closest(selector).ok().flatten();
    if let Some(button) = within("[data-act]") {
        match button.get_attribute("data-act").as_deref() {
            Some("more") => stream.more(),
            _ => stream.again(),
        }
    } else if let Some(link) = within(".tile > a").filter(|_| lightbox::is_plain(event)) {
        slides::open(stream, &link, event);
    }
}
