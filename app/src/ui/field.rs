//! Form parts that several pages use.

use crate::text::state::VISIBILITIES;
use domain::photo::Visibility;
use leptos::prelude::*;

/// Who may see a photo.
#[component]
pub(crate) fn VisibilityChoice(
    /// What is chosen now.
    chosen: Visibility,
) -> impl IntoView {
    let options = VISIBILITIES
        .map(|(visibility, text)| {
            view! { <option value=visibility.as_str() selected=visibility == chosen>{text}</option> }
        })
        .into_iter()
        .collect_view();
    view! {
        <label class="field">
            <span>"Who may see it"</span>
            <select name="visibility">{options}</select>
        </label>
    }
}
