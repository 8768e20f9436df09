//! What the photo's page says of it, beside the photo: taken from that page, so that both always say the same.

use super::{controls::trouble, open::Lightbox};
use crate::{
    browser::{
        document::{all, fetch, first},
        wait, window,
    },
    catalogue::LightboxWords,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// The part of a photo's page that tells of it.
const ABOUT: &str = ".about";
/// What takes longer than this is shown to be under way, in milliseconds.
const SLOW: i32 = 200;

impl Lightbox {
    /// Opens or closes the drawer.
    pub(super) fn toggle_details(&self) {
        let Some(drawer) = self.drawer() else { return };
        let opens = drawer.has_attribute("hidden");
        // every element takes these attributes
        let _ = drawer.toggle_attribute_with_force("hidden", !opens);
        if let Some(button) = first(&self.element, "[data-do=details]") {
            let _ = button.class_list().toggle_with_force("lb-on", opens);
            let _ = button.set_attribute("aria-expanded", if opens { "true" } else { "false" });
        }
        let _ = self.element.class_list().toggle_with_force("lb-beside", opens);
        self.photoswipe.update_size(true);
        self.load_details();
    }

    /// Whether the drawer is open.
    pub(super) fn shows_details(&self) -> bool {
        self.drawer().is_some_and(|drawer| !drawer.has_attribute("hidden"))
    }

    pub(super) fn drawer(&self) -> Option<Element> {
        first(&self.element, ".lb-details")
    }

    /// Fetches the details of the photo that is shown, if they are to be seen.
    pub(super) fn load_details(&self) {
        let turn = self.details.get() + 1;
        self.details.set(turn);
        let (Some(drawer), Some(slide)) = (self.drawer(), self.slide()) else {
            return;
        };
        if !self.shows_details() {
            return;
        }
        let lightbox = self.clone();
        spawn_local(async move {
            let found = fetch(&slide.url)
                .await
                .ok()
                .and_then(|page| page.query_selector(ABOUT).ok()?);
            if lightbox.details.get() == turn {
                lightbox.details.set(turn + 1);
                show(&drawer, found, &slide.url);
            }
        });
        self.say_if_slow(turn);
    }

    fn say_if_slow(&self, turn: u32) {
        let lightbox = self.clone();
        spawn_local(async move {
            let waited = wait::millis(SLOW).await.is_ok();
            if let Some(drawer) = lightbox.drawer().filter(|_| waited && lightbox.details.get() == turn) {
                drawer.set_inner_html(&format!("<p class=\"lb-wait\">{}</p>", LightboxWords::here().loading));
            }
        });
    }
}

/// What needs islands of its own is left out: nobody would wake them here. So are an owner's tools where the page below has
/// them: their ids would be there twice, and labels would lead to those that cannot be reached.
fn show(drawer: &Element, about: Option<Element>, url: &str) {
    let Some(about) = about else {
        drawer.set_inner_html(&trouble(LightboxWords::here().details_failed, url, "details-again"));
        return;
    };
    let left_out = if page_has_tools() {
        ".scripted, .tools"
    } else {
        ".scripted"
    };
    for part in all(&about, left_out) {
        part.remove();
    }
    drawer.set_inner_html("");
    // an element of another document can always be taken over
    let _ = drawer.append_child(&about);
    drawer.set_scroll_top(0);
}

/// Whether the page below is a photo's own, as its owner sees it.
fn page_has_tools() -> bool {
    let document = window().ok().and_then(|window| window.document());
    // the drawer is in no article
    document.is_some_and(|document| matches!(document.query_selector("article.photo .tools"), Ok(Some(_))))
}
