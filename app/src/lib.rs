//! What people see of Heliograph: pages, islands and server functions.
//!
//! Pages are made on the Worker (feature `ssr`) and need no scripts. Islands come alive in the browser (feature `hydrate`),
//! where neither pages nor `service` exist. Nothing here decides who may do what, and nothing here does I/O but islands.
#![recursion_limit = "256"] // a page's type holds the types of everything on it
#![expect(unreachable_pub, reason = "Leptos' macros make what they write public")]

pub mod functions;
pub mod islands;

mod browser;
mod catalogue;
mod text;

#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
pub mod cookie;
#[cfg(feature = "ssr")]
mod flash;
#[cfg(feature = "ssr")]
mod language;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod policy;
#[cfg(feature = "ssr")]
mod respond;
#[cfg(feature = "ssr")]
mod root;
#[cfg(feature = "ssr")]
pub mod sharing;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod theme;
#[cfg(feature = "ssr")]
mod ui;

#[cfg(feature = "ssr")]
pub use {
    context::{RequestContext, Site},
    language::Language,
    policy::{POLICY_OF_NO_PAGE, STRICT_TRANSPORT_SECURITY, content_security_policy, page_cache_control},
    root::App,
    shell::shell,
    text::refusal,
    theme::Theme,
};

/// Prepares the browser's side; the script in `ui/hydrate.js` then wakes each island.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
