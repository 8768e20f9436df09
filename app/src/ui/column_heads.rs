//! The first row of a table.

use leptos::prelude::*;

/// What each column of a table holds.
#[component]
pub(crate) fn ColumnHeads(
    /// A word or two for each.
    of: Vec<&'static str>,
) -> impl IntoView {
    let heads = of.into_iter().map(|text| view! { <th scope="col">{text}</th> });
    view! { <thead><tr>{heads.collect_view()}</tr></thead> }
}
