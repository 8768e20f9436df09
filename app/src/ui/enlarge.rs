//! A photo that opens as large as it is. HTML only: `islands::Enlarge` wakes it.

use crate::{catalogue, islands};
use leptos::prelude::*;

/// Around the photo on its own page: a click opens it, and a button for keyboards.
#[component]
pub(crate) fn Enlarge(
    /// The photo.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="enlarge">
            {children()}
            <button class="enlarge-button scripted" type="button" aria-label=catalogue::here().photo.enlarge>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7"></path>
                </svg>
            </button>
            <islands::Enlarge/>
        </div>
    }
}
