//! A photo that opens as large as it is. HTML only: `islands::Enlarge` wakes it.

use super::{Drawn, Icon};
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
                <Drawn icon=Icon::Enlarge/>
            </button>
            <islands::Enlarge/>
        </div>
    }
}
