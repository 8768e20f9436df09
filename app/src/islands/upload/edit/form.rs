//! The inputs in which something is written. They belong to the page: nothing here makes them anew, so nothing written in
//! them is ever lost.

use super::fields::{Field, Fields};
use js_sys::Reflect;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsValue;
use web_sys::{Element, window};

/// Where the page keeps the inputs of a tile (`pages/upload.rs`), with this in place of what tells them apart.
const TEMPLATE: &str = "tile-fields";
const KEY: &str = "KEY";

/// The inputs of one tile, as HTML. The page has written it, with its texts.
pub(super) fn inputs(key: u32) -> String {
    window()
        .and_then(|window| window.document()?.get_element_by_id(TEMPLATE))
        .map(|template| template.inner_html().replace(KEY, &key.to_string()))
        .unwrap_or_default()
}

/// What is set for all photos that come now.
pub(crate) fn settings(form: NodeRef<html::Div>) -> Fields {
    let mut settings = Fields::default();
    for field in Field::SHARED {
        if let Some(text) = input(form, field).and_then(|input| value(&input)) {
            settings.set(field, &text);
        }
    }
    settings
}

/// Writes into an input, if it is there.
pub(crate) fn write_input(place: NodeRef<html::Div>, field: Field, text: &str) {
    if let Some(input) = input(place, field) {
        // every input, select and textarea has this property
        let _ = Reflect::set(&input, &"value".into(), &text.into());
    }
}

/// The field in which something was just written, and what.
pub(super) fn written(event: &ev::Event) -> Option<(Field, String)> {
    let target = event.target()?;
    let name = Reflect::get(&target, &"name".into()).ok()?.as_string()?;
    Some((Field::of_name(&name)?, value(&target)?))
}

pub(super) fn input(place: NodeRef<html::Div>, field: Field) -> Option<Element> {
    let named = format!("[name={}]", field.name());
    place.get_untracked()?.query_selector(&named).ok().flatten()
}

fn value(input: &JsValue) -> Option<String> {
    Reflect::get(input, &"value".into()).ok()?.as_string()
}
