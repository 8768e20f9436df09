//! The bottom of every page.

use leptos::prelude::*;

/// What this is, in one line.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    view! {
        <footer class="bottom">
            <p>"Heliograph: light, sent over a distance. Photographs are shown as they were taken, and without where."</p>
        </footer>
    }
}
