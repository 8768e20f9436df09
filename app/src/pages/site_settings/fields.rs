//! The form's fields. What is offered here and what is checked (`domain::site_settings`) is the same; the browser only says it earlier.

use super::{Values, choices};
use crate::{catalogue, ui::Tick};
use domain::{
    plan::marks::{LEAST_MARK, MOST_MARK},
    site_settings::{Field, Flag, MAX_NAME},
    watermark::MAX_MARK_TEXT,
};
use leptos::prelude::*;

/// All of them.
#[component]
pub(super) fn Fields(values: Values) -> impl IntoView {
    let words = &catalogue::here().set_up;
    let choose = |field| choice(&values, field);
    let number = |field, least, most| number(&values, field, least, most);
    let flags = Flag::ALL.map(|flag| number(Field::Flag(flag), 0, 100));
    view! {
        <fieldset>
            <legend>{words.site}</legend>
            {text(&values, Field::Name, MAX_NAME, true)}
            {choose(Field::SignUp)}
        </fieldset>
        <fieldset>
            <legend>{words.photos}</legend>
            <p class="hint">{words.photos_hint}</p>
            {choose(Field::Visibility)}
            {choose(Field::Licence)}
        </fieldset>
        <Files values=values.clone()/>
        <fieldset>
            <legend>{words.plan}</legend>
            <p class="hint">{words.plan_hint}</p>
            {number(Field::Warn, LEAST_MARK, MOST_MARK)}
            {number(Field::Act, LEAST_MARK, MOST_MARK)}
        </fieldset>
        <fieldset>
            <legend>{words.flags}</legend>
            <p class="hint">{words.flags_hint}</p>
            {flags.into_iter().collect_view()}
        </fieldset>
    }
}

#[component]
fn Files(values: Values) -> impl IntoView {
    let words = &catalogue::here().set_up;
    view! {
        <fieldset>
            <legend>{words.images}</legend>
            <p class="hint">{words.images_hint}</p>
            {choice(&values, Field::Largest)}
            {tick(&values, Field::Avif)}
            {choice(&values, Field::Mark)}
            {text(&values, Field::MarkText, MAX_MARK_TEXT, false)}
            {choice(&values, Field::Position)}
            {number(&values, Field::Opacity, 5, 100)}
            {number(&values, Field::Scale, 5, 100)}
            {tick(&values, Field::Tiled)}
        </fieldset>
    }
}

fn text(values: &Values, field: Field, most: usize, required: bool) -> impl IntoView + use<> {
    view! {
        <label class="field">
            <span>{catalogue::here().set_up.field(field)}</span>
            <input
                type="text"
                name=field.as_str()
                maxlength=most
                required=required
                autocomplete="off"
                value=values.of(field)
            />
        </label>
    }
}

fn number(values: &Values, field: Field, least: u8, most: u8) -> impl IntoView + use<> {
    view! {
        <label class="field">
            <span>{catalogue::here().set_up.field(field)}</span>
            <input
                type="number"
                name=field.as_str()
                min=least.to_string()
                max=most.to_string()
                step="1"
                required
                value=values.of(field)
            />
        </label>
    }
}

fn choice(values: &Values, field: Field) -> impl IntoView + use<> {
    let chosen = values.of(field);
    let option = |(value, text): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    };
    let options = choices::of(field).into_iter().map(option).collect_view();
    view! {
        <label class="field">
            <span>{catalogue::here().set_up.field(field)}</span>
            <select name=field.as_str()>{options}</select>
        </label>
    }
}

fn tick(values: &Values, field: Field) -> impl IntoView + use<> {
    let text = catalogue::here().set_up.field(field);
    view! { <Tick name=field.as_str() text ticked=!values.of(field).is_empty()/> }
}
