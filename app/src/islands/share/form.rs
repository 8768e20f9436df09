//! A form with one password in it, as it stands on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Form(HtmlFormElement);

impl Form {
    /// The one inside an element.
    pub(super) fn within(element: &Element) -> Option<Self> {
        let found = element.query_selector("form").ok().flatten()?;
        found.dyn_into().ok().map(Self)
    }

    /// What the page wrote to it under `data-…`.
    pub(super) fn data(&self, name: &str) -> String {
        self.0.get_attribute(&format!("data-{name}")).unwrap_or_default()
    }

    /// What was typed.
    pub(super) fn password(&self) -> String {
        self.input().map(|input| input.value()).unwrap_or_default()
    }

    /// Lets a password be typed, and the form be sent.
    pub(super) fn wake(&self) {
        if let Some(input) = self.input() {
            input.set_disabled(false);
        }
        self.set_busy(false);
    }

    /// Says what is being done; nothing can be sent meanwhile.
    pub(super) fn work(&self, doing: &str) {
        self.set_busy(true);
        self.mark("");
        self.say("[role=status]", doing);
    }

    /// Says what is wrong with the password, and leads back to it.
    pub(super) fn refuse(&self, sentence: &str) {
        self.set_busy(false);
        self.say("[role=status]", "");
        self.mark(sentence);
        if let Some(input) = self.input() {
            // what cannot be focused is marked all the same
            let _ = input.focus();
        }
    }

    /// Goes on to the next page as a plain form, with the stretched password in place of what was typed, which has no name.
    pub(super) fn go_with(&self, stretched: &str) {
        if let Some(input) = self.find::<HtmlInputElement>("input[name=stretched]") {
            input.set_value(stretched);
            // refused only while the page is being left anyway
            let _ = self.0.submit();
        }
    }

    fn mark(&self, sentence: &str) {
        self.say("[role=alert]", sentence);
        if let Some(input) = self.input() {
            let invalid = if sentence.is_empty() { "false" } else { "true" };
            // only a malformed name is refused
            let _ = input.set_attribute("aria-invalid", invalid);
        }
    }

    fn say(&self, selector: &str, text: &str) {
        if let Some(element) = self.find::<Element>(selector) {
            element.set_text_content(Some(text));
        }
    }

    fn set_busy(&self, busy: bool) {
        if let Some(button) = self.find::<Element>("button") {
            // only a malformed name is refused
            let _ = button.toggle_attribute_with_force("disabled", busy);
        }
    }

    fn input(&self) -> Option<HtmlInputElement> {
        self.find("input[type=password]")
    }

    fn find<Kind: JsCast>(&self, selector: &str) -> Option<Kind> {
        self.0.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }
}
