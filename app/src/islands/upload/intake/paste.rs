//! Images from the clipboard.

use super::Found;
use leptos::ev::ClipboardEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Where pasting means the text that is written there.
const WRITING: &str = "input:not([type=file], [type=checkbox]), textarea, [contenteditable]";

/// The images that were pasted, unless somebody was writing.
pub(crate) fn pasted(event: &ClipboardEvent) -> Option<Found> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| target.matches(WRITING).unwrap_or(false)) {
        return None;
    }
    let files = event.clipboard_data()?.files()?;
    (files.length() > 0).then(|| Found::exactly(&files))
}
