//! From one page of a list to the next, by ordinary links.

use crate::{catalogue, text::query};
use leptos::prelude::*;

/// Links to what comes after, and back to the beginning; of photos, if nothing else is said.
#[component]
pub(crate) fn Pager(
    /// The list's path.
    #[prop(into)]
    path: String,
    /// What the address calls the place where a page begins.
    #[prop(default = "cursor")]
    by: &'static str,
    /// Whether this is not the first page.
    later: bool,
    /// Where the next page begins.
    next: Option<String>,
    /// What the way to the first page is called.
    #[prop(default = catalogue::here().site.newest)]
    first: &'static str,
    /// What the way to the next page is called.
    #[prop(default = catalogue::here().site.older)]
    older: &'static str,
) -> impl IntoView {
    let words = &catalogue::here().site;
    let newest = later.then(|| view! { <a class="button quiet" href=path.clone()>{first}</a> });
    let following = next.map(|cursor| {
        let href = format!("{path}?{by}={}", query::encode(&cursor));
        view! { <a class="button" rel="next" href=href>{older}</a> }
    });
    (newest.is_some() || following.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.pages>{newest}{following}</nav> })
}
