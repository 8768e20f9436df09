//! The scripts of a page: none, or the module that wakes its islands, with their texts in one language.

use crate::{
    RequestContext,
    catalogue::{AccountWords, ConnectionWords, GalleryWords, LightboxWords, PageWords, ShareWords, UploadWords},
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::Html;

/// Which islands a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Bundle {
    /// None: the page is complete as it is.
    #[default]
    None,
    /// Those of pages that are looked at.
    Browse,
    /// Those that send something: account and upload.
    Forms,
}

impl Bundle {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Browse => Some("browse"),
            Self::Forms => Some("forms"),
        }
    }

    fn words(self) -> Vec<PageWords> {
        match self {
            Self::None => Vec::new(),
            Self::Browse => vec![
                ConnectionWords::for_page(),
                GalleryWords::for_page(),
                LightboxWords::for_page(),
                ShareWords::for_page(),
            ],
            Self::Forms => vec![
                ConnectionWords::for_page(),
                AccountWords::for_page(),
                UploadWords::for_page(),
            ],
        }
    }
}

/// Says which islands this page has, and loads what they need.
///
/// A page without islands says so at once: `data-hydrated` is what tests wait for.
#[component]
pub(crate) fn Scripts(
    /// Which.
    #[prop(optional)]
    bundle: Bundle,
) -> impl IntoView {
    let site = RequestContext::current().map(|context| context.site);
    match site.zip(bundle.name()) {
        Some((site, name)) => {
            // cargo-leptos builds one module with all islands
            let name = if site.reload_port.is_some() { "app" } else { name };
            let (js, wasm) = (site.asset(&format!("{name}.js")), site.asset(&format!("{name}.wasm")));
            view! { <Load js wasm words=page_json(bundle.words())/> }.into_any()
        }
        None => view! { <Html {..} data-hydrated=""/> }.into_any(),
    }
}

/// Leptos' own component asks for environment variables and files, which a Worker does not have.
#[component]
fn Load(js: String, wasm: String, words: String) -> impl IntoView {
    let nonce = use_nonce();
    let script = include_str!("hydrate.js")
        .replace("APP_JS", &js)
        .replace("APP_WASM", &wasm);
    view! {
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin=""/>
        <script type="application/json" id="words" nonce=nonce.clone()>{words}</script>
        <script type="module" nonce=nonce>{script}</script>
        <p class="problem broken" role="alert">{crate::catalogue::here().site.broken}</p>
    }
}

/// In development: reloads the page, or swaps its style sheet, when `cargo leptos watch` says that something changed.
#[component]
pub(crate) fn Reload() -> impl IntoView {
    let port = RequestContext::current()?.site.reload_port?;
    let script = include_str!("reload.js").replace("RELOAD_PORT", &port.to_string());
    Some(view! { <script nonce=use_nonce()>{script}</script> })
}

/// Lists of texts as one JSON object. They are this codebase's own, so nothing in them can end the element.
fn page_json(words: Vec<PageWords>) -> String {
    let lists: Vec<String> = words
        .into_iter()
        .map(|(key, texts)| {
            let texts: Vec<String> = texts
                .iter()
                .map(|text| format!("\"{}\"", text.replace('"', "\\\"")))
                .collect();
            format!("\"{key}\":[{}]", texts.join(","))
        })
        .collect();
    format!("{{{}}}", lists.join(","))
}
