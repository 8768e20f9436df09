//! Somebody in one letter, where other sites show a portrait.

use leptos::prelude::*;

/// The first character of a name. It stands beside the name, so it is for eyes only.
#[component]
pub(crate) fn Initial(
    /// The name.
    name: String,
) -> impl IntoView {
    let first: String = name.chars().take(1).collect();
    view! { <span class="initial" aria-hidden="true">{first}</span> }
}
