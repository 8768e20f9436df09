//! A button that gives somebody else the page's address. HTML only: `islands::Share` wakes it.

use crate::{catalogue, islands};
use leptos::prelude::*;

/// The button, and what is said after it.
#[component]
pub(crate) fn ShareButton() -> impl IntoView {
    view! {
        <div class="share scripted">
            <button class="quiet" type="button">{catalogue::here().photo.share}</button>
            <span role="status"></span>
            <islands::Share/>
        </div>
    }
}
