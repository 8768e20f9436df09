//! The scripts of a page: none, or those that wake its islands.

use crate::RequestContext;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::Html;

/// Says whether this page has islands, and loads what they need.
///
/// A page without islands is complete as it is, and says so at once: `data-hydrated` is what tests wait for.
#[component]
pub(crate) fn Scripts(
    /// Whether the page has islands.
    islands: bool,
) -> impl IntoView {
    let site = RequestContext::current().map(|context| context.site);
    match site {
        Some(site) if islands => view! { <Load js=site.asset("app.js") wasm=site.asset("app.wasm")/> }.into_any(),
        _ => view! { <Html {..} data-hydrated=""/> }.into_any(),
    }
}

/// Leptos' own component asks for environment variables and files, which a Worker does not have.
#[component]
fn Load(js: String, wasm: String) -> impl IntoView {
    let nonce = use_nonce();
    let script = include_str!("hydrate.js")
        .replace("APP_JS", &js)
        .replace("APP_WASM", &wasm);
    view! {
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin=""/>
        <script type="module" nonce=nonce>{script}</script>
        <p class="problem broken" role="alert">"Part of this page could not be loaded. Please reload it."</p>
    }
}

/// In development: reloads the page, or swaps its style sheet, when `cargo leptos watch` says that something changed.
#[component]
pub(crate) fn Reload() -> impl IntoView {
    let port = RequestContext::current()?.site.reload_port?;
    let script = include_str!("reload.js").replace("RELOAD_PORT", &port.to_string());
    Some(view! { <script nonce=use_nonce()>{script}</script> })
}
