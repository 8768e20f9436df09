//! The bottom of every page.

use crate::{catalogue, context::with_site_name, sharing::feed::query};
use leptos::prelude::*;

/// What this is, in one line, and ways to follow it.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let words = &catalogue::here().site;
    view! {
        <footer class="bottom">
            <p>{with_site_name(words.footer)}</p>
            <ul>
                <li><a href=format!("/feed.atom{}", query(catalogue::language()))>{words.feed}</a></li>
                <li><a href="/api/v1/openapi.json">{words.api}</a></li>
                <li><a href="/privacy">{words.privacy}</a></li>
            </ul>
        </footer>
    }
}
