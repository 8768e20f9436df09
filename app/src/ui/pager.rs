//! From one page of a list to the next, by ordinary links.

use crate::{
    catalogue::{self, fill},
    text::query,
};
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
    /// What the list is called, on a page with several.
    #[prop(optional)]
    of: Option<&'static str>,
    /// What the way to the first page is called.
    #[prop(default = catalogue::here().site.newest)]
    first: &'static str,
    /// What the way to the next page is called.
    #[prop(default = catalogue::here().site.older)]
    older: &'static str,
) -> impl IntoView {
    let words = &catalogue::here().site;
    let named = |what: &str| of.map(|list| fill(words.of_list, &[("what", what), ("list", list)]));
    let newest = later.then(|| view! { <a class="button quiet" href=path.clone() aria-label=named(first)>{first}</a> });
    let following = next.map(|cursor| {
        let href = format!("{path}?{by}={}", query::encode(&cursor));
        view! { <a class="button" rel="next" href=href aria-label=named(older)>{older}</a> }
    });
    let label = named(words.pages).unwrap_or_else(|| words.pages.to_owned());
    (newest.is_some() || following.is_some())
        .then(|| view! { <nav class="pager" aria-label=label>{newest}{following}</nav> })
}
