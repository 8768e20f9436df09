//! The form as it stands on the page: reads what was typed, and says what is going on.

use super::{
    check::{Entry, Wrong},
    stretch,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Every field that can be wrong; `form` is for what no field is to blame for.
const FIELDS: [&str; 5] = ["name", "handle", "email", "password", "form"];

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Form(Element);

impl Form {
    /// The one inside an element.
    pub(super) fn within(element: &Element) -> Option<Self> {
        element.query_selector("form").ok().flatten().map(Self)
    }

    /// Whether it makes an account.
    pub(super) fn is_new(&self) -> bool {
        self.0.has_attribute("data-new")
    }

    /// The site's name in the salts of passwords.
    pub(super) fn site(&self) -> String {
        self.attribute("data-site")
    }

    /// Part of every asset's address.
    pub(super) fn version(&self) -> String {
        self.attribute("data-version")
    }

    /// Where to go afterwards.
    pub(super) fn next(&self) -> String {
        self.attribute("data-next")
    }

    /// The secret of the invitation that led here; empty if there is none.
    pub(super) fn invitation(&self) -> String {
        self.attribute("data-invitation")
    }

    fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    /// What was typed, also before the scripts had arrived.
    pub(super) fn entry(&self) -> Entry {
        Entry {
            email: self.value("email"),
            name: self.value("name"),
            handle: self.value("handle"),
            password: stretch::normal(&self.value("password")),
        }
    }

    fn value(&self, id: &str) -> String {
        self.find::<HtmlInputElement>(&format!("#{id}"))
            .map(|input| input.value())
            .unwrap_or_default()
    }

    /// Lets the form be sent, and says nothing.
    pub(super) fn wait_for_typing(&self) {
        self.set_busy(false);
        self.say("#doing", "");
    }

    /// Says what is being done; nothing can be sent meanwhile.
    pub(super) fn work(&self, doing: &str) {
        self.set_busy(true);
        self.say("#doing", doing);
    }

    /// Takes back everything that was wrong.
    pub(super) fn clear(&self) {
        for id in FIELDS {
            self.mark(id, "");
        }
    }

    /// Says what is wrong, and leads to the first of it.
    pub(super) fn explain(&self, wrong: &[Wrong]) {
        for (id, sentence) in wrong {
            self.mark(id, sentence);
        }
        let first = wrong.first().map(|(id, _)| format!("#{id}"));
        if let Some(input) = first.and_then(|id| self.find::<HtmlElement>(&id)) {
            // what cannot be focused is marked all the same
            let _ = input.focus();
        }
    }

    fn mark(&self, id: &str, sentence: &str) {
        self.say(&format!("#{id}-error"), sentence);
        if let Some(input) = self.find::<Element>(&format!("#{id}")) {
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

    fn find<Kind: JsCast>(&self, selector: &str) -> Option<Kind> {
        self.0.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }
}
