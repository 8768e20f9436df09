//! On a photo's own page: the photo opens as large as it is.

use super::{Entry, Slides, Soon, is_plain, open};
use crate::catalogue::LightboxWords;
use leptos::{ev::MouseEvent, html, prelude::*};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Opens the photo inside it by a click, and by a button for keyboards.
#[island]
pub fn Enlarge(
    /// The photo.
    children: Children,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let enlarge = move |event: MouseEvent| {
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_photo = clicked.is_some_and(|clicked| clicked.closest("img, button").ok().flatten().is_some());
        if let Some(place) = place.get_untracked().filter(|_| on_photo && is_plain(&event)) {
            open(Rc::new(Single(Element::clone(&place))), 0, Entry::New);
        }
    };
    view! {
        <div class="enlarge" node_ref=place on:click=enlarge>
            {children()}
            <button class="enlarge-button scripted" type="button" aria-label=LightboxWords::here().enlarge>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7"/></svg>
            </button>
        </div>
    }
}

/// One photo, on its own page.
struct Single(Element);

impl Slides for Single {
    fn count(&self) -> u32 {
        1
    }

    fn element(&self, _: u32) -> Option<Element> {
        Some(self.0.clone())
    }

    fn on_page(&self, _: u32) -> Option<Element> {
        Some(self.0.clone())
    }

    fn bring(&self, _: u32) {}

    fn fetch(&self, _: u32) -> Soon<bool> {
        Box::pin(async { false })
    }

    fn more(&self) -> Soon<()> {
        Box::pin(async {})
    }
}
