//! From one page of a list to the next, by ordinary links.

use crate::text::query;
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
    let newest = later.then(|| view! { <a class="button quiet" href=path.clone()>"Newest photos"</a> });
    let older = next.map(|cursor| {
        let href = format!("{path}?cursor={}", query::encode(&cursor));
        view! { <a class="button" rel="next" href=href>"Older photos"</a> }
    });
    (newest.is_some() || older.is_some()).then(|| view! { <nav class="pager" aria-label="Pages">{newest}{older}</nav> })
}
