//! What the lightbox's buttons do, each by its `data-do`.

use super::{open::Lightbox, share::share};
use crate::browser::{document::first, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

impl Lightbox {
    /// Something was clicked.
    pub(super) fn click(&self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("[data-do]").ok().flatten());
        if let Some(act) = button.and_then(|button| button.get_attribute("data-do")) {
            if act != "play" {
                self.stop_slideshow();
            }
            self.act(&act);
        }
    }

    /// Does what a button or a key is for.
    pub(super) fn act(&self, act: &str) {
        match act {
            "close" => self.close(),
            "previous" => self.photoswipe.prev(),
            "next" => self.photoswipe.next(),
            "zoom" => self.photoswipe.toggle_zoom(),
            "details" => self.toggle_details(),
            "details-again" => self.load_details(),
            "play" => self.toggle_slideshow(),
            "full" => self.toggle_full_screen(),
            "share" => self.share(),
            "retry" => self.photoswipe.refresh(self.photoswipe.index()),
            "keys" => self.show_keys(),
            _ => {}
        }
    }

    fn toggle_full_screen(&self) {
        let Some(document) = window().ok().and_then(|window| window.document()) else {
            return;
        };
        if document.fullscreen_element().is_some() {
            document.exit_fullscreen();
        } else {
            // a browser that refuses shows what it shows
            let _ = self.element.request_fullscreen();
        }
    }

    fn share(&self) {
        let (Some(slide), Ok(window)) = (self.slide(), window()) else {
            return;
        };
        let Ok(origin) = window.location().origin() else { return };
        let said = first(&self.element, ".lb-said");
        spawn_local(async move {
            let sentence = share(&slide.title, &format!("{origin}{}", slide.url)).await;
            if let Some(said) = said {
                said.set_text_content(sentence);
            }
        });
    }

    fn show_keys(&self) {
        if let Some(keys) = self.keys() {
            // it refuses only if it is open already
            let _ = keys.show_modal();
        }
    }
}
