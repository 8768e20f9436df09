//! The texts that the page carries for its islands, in the visitor's language.

use super::window;
use js_sys::{Array, JSON, Reflect};

/// Where the page keeps them (`ui/scripts.rs`): a JSON object of lists.
pub(crate) const ELEMENT: &str = "words";

/// The texts of one island, in the order of its catalogue; none if the page carries none.
///
/// They are read once and stay for as long as the page does, so they are never freed.
pub(crate) fn of_page(key: &str) -> impl Iterator<Item = &'static str> + use<> {
    let list = window()
        .ok()
        .and_then(|window| window.document()?.get_element_by_id(ELEMENT)?.text_content())
        .and_then(|json| JSON::parse(&json).ok())
        .and_then(|words| Reflect::get(&words, &key.into()).ok())
        .map(|list| Array::from(&list))
        .unwrap_or_default();
    list.to_vec()
        .into_iter()
        .filter_map(|text| text.as_string())
        .map(|text| &*Box::leak(text.into_boxed_str()))
}
