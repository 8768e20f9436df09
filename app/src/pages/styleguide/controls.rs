//! What is pressed and filled in, and what a page says about itself.

use super::Part;
use crate::ui::{Empty, Field, Notice, VisibilityChoice};
use domain::photo::Visibility;
use leptos::prelude::*;

#[component]
pub(super) fn Buttons() -> impl IntoView {
    let kinds = ["", "quiet", "bare", "danger", "choice"]
        .map(|kind| {
            view! {
                <p class="row">
                    <button class=kind type="button">"Button"</button>
                    <button class=kind type="button" disabled>"Switched off"</button>
                    <a class=format!("button {kind}") href="#main">"Link"</a>
                </p>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <Part name="Buttons">
            {kinds}
            <p class="row">
                <button class="choice" type="button" aria-current="true">"Chosen"</button>
                <span class="chip">"Chip"</span>
            </p>
            <details class="fold"><summary>"Fold"</summary><p>"What was folded away."</p></details>
            <ul class="tags"><li>"harbour"</li><li>"夜景"</li><li>"Donaudampfschifffahrtsgesellschaft"</li></ul>
        </Part>
    }
}

#[component]
pub(super) fn Fields() -> impl IntoView {
    view! {
        <Part name="Fields">
            <form>
                <Field id="sample" label="Label" kind="text" autocomplete="off" hint="What to know before typing."/>
                <label class="field">
                    <span>"Wrong"</span>
                    <input type="text" aria-invalid="true" value="not an address"/>
                    <span class="wrong">"This does not look like an e-mail address."</span>
                </label>
                <label class="field"><span>"Several lines"</span><textarea>"One\nTwo"</textarea></label>
                <VisibilityChoice chosen=Visibility::Unlisted/>
            </form>
        </Part>
    }
}

#[component]
pub(super) fn Notices() -> impl IntoView {
    view! {
        <Part name="Notices">
            <p class="problem">"This file is damaged and cannot be read as a photo."</p>
            <Empty>
                <p>"Nothing here yet, and the next step."</p>
                <p><a class="button" href="#main">"The next step"</a></p>
            </Empty>
            <Notice title="A page of its own"><p>"What is the matter, in a sentence."</p></Notice>
        </Part>
    }
}
