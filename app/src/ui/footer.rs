//! The bottom of every page.

use super::DisplayChoice;
use crate::catalogue;
use leptos::prelude::*;

/// What this is, in one line.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    view! {
        <footer class="bottom">
            <p>{catalogue::here().site.footer}</p>
            <DisplayChoice/>
        </footer>
    }
}
