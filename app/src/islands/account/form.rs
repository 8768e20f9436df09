//! The form as it stands on the page: reads what was typed, and says what is going on.

use super::{
    check::{Entry, Wrong},
    does::Does,
    stretch,
};
use js_sys::encode_uri_component;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Every field that can be wrong, and what no field is to blame for.
const FIELDS: [&str; 6] = ["name", "handle", "email", "code", "password", FORM];

/// Stands for the form as a whole.
pub(super) const FORM: &str = "form";

/// Where is said what is being done.
const DOING: &str = "[role=status]";

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Form(Element);

impl Form {
    /// The one inside an element.
    pub(super) fn within(element: &Element) -> Option<Self> {
        element.query_selector("form").ok().flatten().map(Self)
    }

    /// What it is for.
    pub(super) fn does(&self) -> Does {
        // every form that this site makes says it
        Does::parse(&self.attribute("data-does")).unwrap_or(Does::SignIn)
    }

    /// The site's name in the salts of passwords.
    pub(super) fn site(&self) -> String {
        self.attribute("data-site")
    }

    /// Where to go afterwards.
    pub(super) fn next(&self) -> String {
        self.attribute("data-next")
    }

    /// Where to show first that it is still the same person, and to come back from.
    pub(super) fn confirm_first(&self) -> String {
        let back = encode_uri_component(&self.next());
        format!("/confirm?next={}", String::from(back))
    }

    fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    /// What was typed, also before the scripts had arrived.
    pub(super) fn entry(&self) -> Entry {
        Entry {
            email: if self.does().asks_email() {
                self.value("email")
            } else {
                self.attribute("data-email")
            },
            name: self.value("name"),
            handle: self.value("handle"),
            password: stretch::normal(&self.value("password")),
            code: self.value("code"),
            secret: self.attribute("data-secret"),
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
        self.say(DOING, "");
    }

    /// Takes away the way that needs passkeys, which this browser does not know. They are offered until then, so that nothing
    /// moves on the page for nearly everybody.
    pub(super) fn offer_no_passkey(&self) {
        for (selector, hidden) in [("[data-offer]", true), ("[data-no-offer]", false)] {
            if let Some(element) = self.find::<HtmlElement>(selector) {
                element.set_hidden(hidden);
            }
        }
    }

    /// Says what is being done; nothing can be sent meanwhile.
    pub(super) fn work(&self, doing: &str) {
        self.set_busy(true);
        self.say(DOING, doing);
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
        let place = format!("#{id}-error");
        self.say(if id == FORM { "[role=alert]" } else { &place }, sentence);
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
        let Ok(buttons) = self.0.query_selector_all("button") else {
            return;
        };
        for button in (0..buttons.length()).filter_map(|index| buttons.get(index)?.dyn_into::<Element>().ok()) {
            // only a malformed name is refused
            let _ = button.toggle_attribute_with_force("disabled", busy);
        }
    }

    fn find<Kind: JsCast>(&self, selector: &str) -> Option<Kind> {
        self.0.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }
}
