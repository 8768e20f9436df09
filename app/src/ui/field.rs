//! Form parts that several pages use.

use super::options;
use crate::{catalogue, text::state};
use domain::photo::Visibility;
use leptos::prelude::*;

/// Who may see a photo.
#[component]
pub(crate) fn VisibilityChoice(
    /// What is chosen now.
    chosen: Visibility,
) -> impl IntoView {
    let options = options(Visibility::ALL, chosen, Visibility::as_str, state::visibility);
    view! {
        <label class="field">
            <span>{catalogue::here().site.visibility}</span>
            <select name="visibility">{options}</select>
        </label>
    }
}

/// A labelled input, what to know before typing, and room for what is wrong with what was typed.
#[component]
pub(crate) fn Field(
    /// Its id.
    id: &'static str,
    /// What it is for.
    label: &'static str,
    /// Its type.
    kind: &'static str,
    /// What browsers may fill in.
    autocomplete: &'static str,
    /// What to know before typing.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint_id} {error_id}");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required
                aria-describedby=described
            />
            <p class="hint" id=hint_id>{hint}</p>
            <p class="wrong" id=error_id aria-live="polite"></p>
        </div>
    }
}

/// A box to tick, and what to know before ticking it.
#[component]
pub(crate) fn Tick(
    /// Its name, and id.
    name: &'static str,
    /// What it is for.
    text: &'static str,
    /// Whether it is ticked now.
    ticked: bool,
    /// What to know.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id.clone()>{hint}</p> });
    let described = hint.is_some().then_some(hint_id.clone());
    view! {
        <div class="tick">
            <label for=name>
                <input id=name type="checkbox" name=name value="on" checked=ticked aria-describedby=described/>
                <span>{text}</span>
            </label>
            {hint}
        </div>
    }
}
