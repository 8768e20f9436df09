//! One photo in a grid.

use super::Frame;
use crate::text::{place, state};
use domain::view::PhotoView;
use leptos::prelude::*;

/// A link to the photo's page, with the photo in it.
#[component]
pub(crate) fn Tile(
    /// The photo.
    photo: PhotoView,
    /// Whether it is among the first that are seen.
    eager: bool,
) -> impl IntoView {
    let ratio = place::grid_ratio(&photo);
    let label = state::label(photo.state).map(|text| view! { <span class="chip">{text}</span> });
    let hidden = state::hidden(photo.visibility);
    let title = (!photo.title.is_empty()).then(|| view! { <strong>{photo.title.clone()}</strong> });
    view! {
        <li class="tile" style=format!("--r:{ratio:.4}") data-state=photo.state.as_str()>
            <a href=photo.url.clone()>
                <Frame photo=photo.clone() ratio sizes=place::grid_sizes(ratio) eager/>
                <span class="caption" aria-hidden="true">{title}<span>{photo.owner.name}</span></span>
            </a>
            <span class="chips">
                {label}
                {hidden.map(|text| view! { <span class="chip">{text}</span> })}
            </span>
        </li>
    }
}
