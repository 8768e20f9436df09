//! The focus.

use web_sys::{FocusOptions, HtmlElement};

/// Gives an element the focus where it is, without scrolling there.
pub(crate) fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // an element that has gone meanwhile needs no focus
    let _ = element.focus_with_options(&options);
}
