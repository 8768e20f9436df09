//! Entries of the browser's history: each has an id under which a page keeps what it wants to find again.

use super::{Unable, window};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::ScrollRestoration;

/// The id of the entry that is shown; it gets one if it has none.
pub(crate) fn id() -> Option<String> {
    let history = window().ok()?.history().ok()?;
    let state = history.state().ok()?;
    let known = Reflect::get(&state, &"id".into()).ok().and_then(|id| id.as_string());
    if known.is_some() {
        return known;
    }
    let (state, id) = fresh_state();
    history.replace_state_with_url(&state, "", None).ok()?;
    Some(id)
}

/// Goes on to an address without loading it.
pub(crate) fn push(url: &str) -> Result<(), Unable> {
    let (state, _) = fresh_state();
    Ok(window()?.history()?.push_state_with_url(&state, "", Some(url))?)
}

/// Gives the entry that is shown another address.
pub(crate) fn replace(url: &str) -> Result<(), Unable> {
    let history = window()?.history()?;
    Ok(history.replace_state_with_url(&history.state()?, "", Some(url))?)
}

/// Goes back one entry.
pub(crate) fn back() -> Result<(), Unable> {
    Ok(window()?.history()?.back()?)
}

/// Says whether the browser finds the place on the page again, or the page does.
pub(crate) fn page_finds_place(own: bool) {
    if let Ok(Ok(history)) = window().map(|window| window.history()) {
        let by = if own {
            ScrollRestoration::Manual
        } else {
            ScrollRestoration::Auto
        };
        // a browser that refuses scrolls by itself: the place is then its own guess
        let _ = history.set_scroll_restoration(by);
    }
}

fn fresh_state() -> (JsValue, String) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "any digits of it will do"
    )]
    let id = ((js_sys::Math::random() * 1e15) as u64).to_string();
    let state = Object::new();
    // a plain object takes any property
    let _ = Reflect::set(&state, &"id".into(), &id.as_str().into());
    (state.into(), id)
}
