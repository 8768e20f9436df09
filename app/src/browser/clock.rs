//! The browser's clock: the adapter, so nothing else of the islands reads it.

/// Milliseconds since the beginning of 1970.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}
