//! One field of the form: label, input, hint, and what is wrong with it.

use leptos::{html, prelude::*};

/// A labelled input. It has no name: a form sent without scripts would carry nothing, a password least of all.
#[component]
pub(super) fn Field(
    /// Its id.
    id: &'static str,
    /// What it is for.
    label: &'static str,
    /// Its type.
    kind: &'static str,
    /// What browsers may fill in.
    autocomplete: &'static str,
    /// What to know before typing.
    #[prop(optional)]
    hint: &'static str,
    /// The input itself.
    input: NodeRef<html::Input>,
    /// What is wrong with what was typed.
    #[prop(into)]
    error: Signal<Option<String>>,
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
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                node_ref=input
            />
            <p class="hint" id=hint_id>{hint}</p>
            <p class="wrong" id=error_id aria-live="polite">{error}</p>
        </div>
    }
}
