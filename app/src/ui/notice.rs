//! Sentences that a page says about itself.

use crate::{catalogue, respond};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The longest sentence that is taken from an address.
const LONGEST: usize = 300;

/// Something to read first, with a next step.
#[component]
pub(crate) fn Notice(
    /// What is the matter.
    #[prop(into)]
    title: String,
    /// What to do.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="notice">
            <h1>{title}</h1>
            {children()}
        </section>
    }
}

/// What went wrong with the form that led here, if one did (`?error=`).
#[component]
pub(crate) fn Problem() -> impl IntoView {
    let said = use_query_map().with(|query| query.get("error"))?;
    let sentence: String = if respond::came_from_here() {
        said.chars().take(LONGEST).collect()
    } else {
        catalogue::here().site.try_again.to_owned()
    };
    Some(view! { <p class="problem" role="alert">{sentence}</p> })
}
