//! What islands need of the browser, as plain async functions. Nothing here knows of photos.

mod asset;
#[cfg(any(feature = "ssr", feature = "forms"))]
pub(crate) mod clock;
#[cfg(any(feature = "ssr", feature = "forms"))]
pub(crate) mod connection;
#[cfg(any(feature = "ssr", feature = "browse"))]
pub(crate) mod document;
#[cfg(any(feature = "ssr", feature = "browse"))]
pub(crate) mod events;
#[cfg(any(feature = "ssr", feature = "browse"))]
pub(crate) mod focus;
#[cfg(any(feature = "ssr", feature = "browse"))]
pub(crate) mod history;
pub(crate) mod request;
pub(crate) mod wait;
#[cfg(not(feature = "ssr"))]
pub(crate) mod words;

pub(crate) use asset::asset;
use wasm_bindgen::JsValue;

/// Something that the browser refused or could not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unable;

impl From<JsValue> for Unable {
    /// What exactly went wrong differs between browsers, and nobody could act on it.
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// The window.
///
/// # Errors
/// Outside a page, in a worker for example.
pub(crate) fn window() -> Result<web_sys::Window, Unable> {
    web_sys::window().ok_or(Unable)
}
