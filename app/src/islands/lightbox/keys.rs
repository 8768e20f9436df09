//! The lightbox's keyboard, beyond what PhotoSwipe does itself: arrows, Esc, Z and the trapped focus.

use super::{library::Told, open::Lightbox};
use crate::browser::document::first;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

impl Lightbox {
    /// A key was pressed.
    pub(super) fn key(&self, told: &Told) {
        let event = told.key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let within = |selector: &str| {
            target
                .as_ref()
                .is_some_and(|target| target.closest(selector).ok().flatten().is_some())
        };
        let key = event.key();
        if self.keys().is_some_and(|keys| keys.open()) || (within("input, select, textarea") && key != "Escape") {
            told.prevent_default();
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let played = self.playing.get();
        self.stop_slideshow();
        match key.as_str() {
            "ArrowUp" | "ArrowDown" if within(".lb-details") => told.prevent_default(),
            "Escape" if within(".lb-details") => {
                told.prevent_default();
                self.act("details");
                self.focus("[data-do=details]");
            }
            " " if within("button, a, summary") => {}
            key => {
                if let Some(act) = act_of(key) {
                    event.prevent_default();
                    if !(played && act == "play") {
                        self.act(act);
                    }
                }
            }
        }
    }

    /// The list of shortcuts.
    pub(super) fn keys(&self) -> Option<HtmlDialogElement> {
        first(&self.element, ".lb-keys")?.dyn_into().ok()
    }
}

/// What a key does, as a button's `data-do`.
fn act_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "i" | "I" => "details",
        "f" | "F" => "full",
        "s" | "S" | " " => "play",
        "?" => "keys",
        _ => return None,
    })
}
