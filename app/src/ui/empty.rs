//! What stands where photos will be.

use super::{Drawn, Icon};
use leptos::prelude::*;

/// A sentence and the next step, in the middle of a list without photos. It is no page of its own, so it has no heading.
#[component]
pub(crate) fn Empty(
    /// What to read and do.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="notice">
            <Drawn icon=Icon::Empty/>
            {children()}
        </div>
    }
}
