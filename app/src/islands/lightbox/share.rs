//! Gives somebody else the address of a page: by the system's own sheet, or through the clipboard.

use crate::{
    browser::{Unable, events::listen, window},
    catalogue::ShareWords,
};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DomException, Navigator, ShareData};

/// Shares a page, and gives what is to be said after it, if anything.
pub(super) async fn share(title: &str, url: &str) -> Option<&'static str> {
    let words = ShareWords::here();
    let navigator = window().ok()?.navigator();
    if has(&navigator, "share") {
        match by_sheet(&navigator, title, url).await {
            Ok(_) => return None,
            // whoever closes the sheet knows
            Err(error) if is_abort(&error) => return None,
            Err(_) => {}
        }
    }
    // browsers have the clipboard only where the connection is safe
    let copied = has(&navigator, "clipboard") && JsFuture::from(navigator.clipboard().write_text(url)).await.is_ok();
    Some(if copied { words.copied } else { words.not_copied })
}

async fn by_sheet(navigator: &Navigator, title: &str, url: &str) -> Result<JsValue, JsValue> {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(url);
    JsFuture::from(navigator.share_with_data(&data)).await
}

fn has(navigator: &Navigator, name: &str) -> bool {
    Reflect::get(navigator, &name.into()).is_ok_and(|found| found.is_truthy())
}

fn is_abort(error: &JsValue) -> bool {
    error
        .dyn_ref::<DomException>()
        .is_some_and(|error| error.name() == "AbortError")
}

/// Wakes the page's share button (`ui::ShareButton`). Shows nothing itself.
#[island]
pub fn Share() -> impl IntoView {
    if cfg!(not(feature = "ssr")) {
        // without it the address is still in the address bar
        let _ = wake();
    }
}

fn wake() -> Result<(), Unable> {
    let document = window()?.document().ok_or(Unable)?;
    let button = document.query_selector(".share button")?.ok_or(Unable)?;
    let said = document.query_selector(".share [role=status]")?.ok_or(Unable)?;
    listen(&button, "click", move |_| {
        let (title, said) = (document.title(), said.clone());
        spawn_local(async move {
            if let Some(url) = window().ok().and_then(|window| window.location().href().ok()) {
                said.set_text_content(share(&title, &url).await);
            }
        });
    });
    Ok(())
}
