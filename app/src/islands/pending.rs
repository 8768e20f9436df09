//! On the page of a photo that is not ready: shows the page again once it is.

use super::watch::until_settled;
use crate::browser::{Unable, window};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Where its owner is writing about it.
const WRITING: &str = ".tools details[open]";
/// What is said then, and hidden until then (`pages/photo_state.rs`).
const NEWS: &str = ".news > span";

/// Shows nothing itself.
#[island]
pub fn Pending() -> impl IntoView {
    if cfg!(not(feature = "ssr")) {
        spawn_local(async {
            // whatever the browser refuses, reloading the page by hand does the same
            let _ = show_when_settled().await;
        });
    }
}

/// The page's own address ends with the photo's id.
async fn show_when_settled() -> Result<(), Unable> {
    let window = window()?;
    let (location, document) = (window.location(), window.document().ok_or(Unable)?);
    let path = location.pathname()?;
    let id = path.rsplit('/').next().ok_or(Unable)?;
    until_settled(id, |_, _| {}).await;
    if document.query_selector(WRITING)?.is_none() {
        return Ok(location.reload()?);
    }
    // reloading would lose what is written
    let news = document.query_selector(NEWS)?.ok_or(Unable)?;
    news.toggle_attribute_with_force("hidden", false)?;
    Ok(())
}
