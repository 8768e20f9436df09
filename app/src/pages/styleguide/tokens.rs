//! Colours, sizes and icons.

use super::Part;
use crate::ui::{Drawn, Icon, Initial};
use leptos::prelude::*;

const COLOURS: [&str; 12] = [
    "paper",
    "sheet",
    "ink",
    "faint",
    "line",
    "edge-of-control",
    "sun",
    "bad",
    "bad-sheet",
    "good",
    "stage",
    "place",
];

#[component]
pub(super) fn Colours() -> impl IntoView {
    let colours = COLOURS
        .map(|name| view! { <li><span style=format!("background:var(--{name})")></span>{name}</li> })
        .into_iter()
        .collect_view();
    view! { <Part name="Colour"><ul class="samples">{colours}</ul></Part> }
}

#[component]
pub(super) fn Types() -> impl IntoView {
    let sizes = ["huge", "large", "medium", "small"]
        .map(|size| view! { <p style=format!("font-size:var(--{size})")>{size}": Light, sent over a distance. 把光送到远方。"</p> })
        .into_iter()
        .collect_view();
    view! { <Part name="Type">{sizes}</Part> }
}

#[component]
pub(super) fn Spaces() -> impl IntoView {
    let steps = [1, 2, 3, 4, 6, 8]
        .map(|n| view! { <li><span style=format!("width:calc({n} * var(--step))")></span>{n}</li> })
        .into_iter()
        .collect_view();
    view! { <Part name="Space"><ul class="samples">{steps}</ul></Part> }
}

#[component]
pub(super) fn Icons() -> impl IntoView {
    let icons = Icon::ALL.map(|icon| view! { <Drawn icon/> }).into_iter().collect_view();
    view! { <Part name="Icons"><p class="row">{icons}<Initial name="Ada".to_owned()/><Initial name="林".to_owned()/></p></Part> }
}
