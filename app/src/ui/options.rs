//! What a list offers to choose from.

use leptos::prelude::*;

/// An option for each of these, under its value in forms and with its text; the chosen one is selected.
pub(crate) fn options<T: Copy + PartialEq>(
    all: impl IntoIterator<Item = T>,
    chosen: T,
    value: impl Fn(T) -> &'static str,
    text: impl Fn(T) -> &'static str,
) -> impl IntoView {
    let option = |one: T| view! { <option value=value(one) selected=one == chosen>{text(one)}</option> };
    all.into_iter().map(option).collect_view()
}
