//! On a photo's own page: the photo opens as large as it is.

use super::{Entry, Slides, Soon, address, is_plain, open};
use crate::browser::{Unable, events::listen, window};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// Wakes the page's photo (`ui::Enlarge`). Shows nothing itself.
#[island]
pub fn Enlarge() -> impl IntoView {
    if cfg!(not(feature = "ssr")) {
        // without it the photo stays as large as the page shows it
        let _ = wake();
    }
}

fn wake() -> Result<(), Unable> {
    let document = window()?.document().ok_or(Unable)?;
    let photo = document.query_selector(".enlarge")?.ok_or(Unable)?;
    let shown = photo.clone();
    listen(&photo, "click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_photo = target.is_some_and(|target| target.closest("img, button").ok().flatten().is_some());
        if on_photo && event.dyn_ref::<MouseEvent>().is_some_and(is_plain) {
            open(Rc::new(Single(shown.clone())), 0, Entry::New);
        }
    });
    address::reload_elsewhere();
    Ok(())
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
