//! From one page of a list to the next, by ordinary links.

use crate::{catalogue, text::query};
use leptos::prelude::*;

/// Links to older photos, and back to the newest.
#[component]
pub(crate) fn Pager(
    /// The list's path.
    #[prop(into)]
    path: String,
    /// Whether this is not the first page.
    later: bool,
    /// Where the next page begins.
    next: Option<String>,
) -> impl IntoView {
    let words = &catalogue::here().site;
    let newest = later.then(|| view! { <a class="button quiet" href=path.clone()>{words.newest}</a> });
    let older = next.map(|cursor| {
        let href = format!("{path}?cursor={}", query::encode(&cursor));
        view! { <a class="button" rel="next" href=href>{words.older}</a> }
    });
    (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.pages>{newest}{older}</nav> })
}
