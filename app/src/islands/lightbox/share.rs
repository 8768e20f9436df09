//! Gives somebody else the address of a page: by the system's own sheet, or through the clipboard.

use crate::{browser::window, catalogue::ShareWords};
use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
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

/// Shares the page that it is on.
#[island]
pub fn ShareButton() -> impl IntoView {
    let words = ShareWords::here();
    let said = RwSignal::new("");
    let press = move |_| {
        spawn_local(async move {
            said.set("");
            let page = window()
                .ok()
                .and_then(|window| Some((window.document()?.title(), window.location().href().ok()?)));
            if let Some((title, url)) = page {
                said.set(share(&title, &url).await.unwrap_or_default());
            }
        });
    };
    view! {
        <div class="share scripted">
            <button class="quiet" type="button" on:click=press>{words.share}</button>
            <span role="status">{said}</span>
        </div>
    }
}
