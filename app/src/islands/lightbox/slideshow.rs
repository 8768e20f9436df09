//! One photo after the other, by themselves. Anything that the visitor does stops it, and so does a hidden tab.

use super::open::Lightbox;
use crate::{
    browser::{document::first, wait, window},
    catalogue::LightboxWords,
};
use wasm_bindgen_futures::spawn_local;

/// How long each photo stays, in milliseconds.
const PAUSE: i32 = 4_000;

impl Lightbox {
    /// Begins or stops.
    pub(super) fn toggle_slideshow(&self) {
        if self.playing.get() {
            self.stop_slideshow();
            return;
        }
        self.show_playing(true);
        let (lightbox, turn) = (self.clone(), self.playing_since.get() + 1);
        self.playing_since.set(turn);
        spawn_local(async move {
            while wait::millis(PAUSE).await.is_ok() && lightbox.goes_on(turn) {
                let last = lightbox.photoswipe.index() + 1 >= lightbox.slides.count();
                if last || is_hidden() {
                    lightbox.stop_slideshow();
                    return;
                }
                lightbox.photoswipe.next();
            }
        });
    }

    /// Stops, if it plays.
    pub(super) fn stop_slideshow(&self) {
        if self.playing.get() {
            self.show_playing(false);
        }
    }

    /// Whether it is still the slideshow that began then.
    fn goes_on(&self, turn: u32) -> bool {
        self.playing.get() && self.playing_since.get() == turn
    }

    fn show_playing(&self, playing: bool) {
        self.playing.set(playing);
        let words = LightboxWords::here();
        let name = if playing { words.pause } else { words.play };
        if let Some(button) = first(&self.element, "[data-do=play]") {
            for attribute in ["aria-label", "title"] {
                // every element takes these attributes
                let _ = button.set_attribute(attribute, name);
            }
            let _ = button.class_list().toggle_with_force("lb-on", playing);
        }
    }
}

fn is_hidden() -> bool {
    window()
        .ok()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
}
