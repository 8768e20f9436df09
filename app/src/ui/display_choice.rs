//! The choice of language and appearance, at the bottom of every page. A plain form: it works without scripts.

use crate::{Language, Theme, catalogue, functions::Display};
use http::request::Parts;
use leptos::{prelude::*, server_fn::ServerFn};

/// One button for each language and each appearance; the current ones are marked.
#[component]
pub(crate) fn DisplayChoice() -> impl IntoView {
    let words = &catalogue::here().site;
    let languages = Language::ALL
        .map(|language| {
            let chosen = language == catalogue::language();
            view! { <Choice name="language" value=language.tag() text=language.name() chosen lang=language.tag()/> }
        })
        .into_iter()
        .collect_view();
    let themes = Theme::ALL
        .map(|theme| view! { <Choice name="theme" value=theme.as_str() text=theme_name(theme)/> })
        .into_iter()
        .collect_view();
    view! {
        <form class="display" method="post" action=Display::PATH>
            <input type="hidden" name="next" value=own_path()/>
            <fieldset>
                <legend>{words.language}</legend>
                {languages}
            </fieldset>
            <fieldset>
                <legend>{words.theme}</legend>
                {themes}
            </fieldset>
        </form>
    }
}

/// The current theme's button is marked by [`Theme::put_into`], since a page is rendered without one.
#[component]
fn Choice(
    name: &'static str,
    value: &'static str,
    text: &'static str,
    #[prop(optional)] chosen: bool,
    #[prop(optional)] lang: Option<&'static str>,
) -> impl IntoView {
    let current = chosen.then_some("true");
    view! { <button class="choice" type="submit" name=name value=value lang=lang aria-current=current>{text}</button> }
}

fn theme_name(theme: Theme) -> &'static str {
    let words = &catalogue::here().site;
    match theme {
        Theme::Auto => words.theme_auto,
        Theme::Light => words.theme_light,
        Theme::Dark => words.theme_dark,
    }
}

/// Where this page is, to come back to.
fn own_path() -> String {
    let parts = use_context::<Parts>();
    parts
        .and_then(|parts| parts.uri.path_and_query().map(ToString::to_string))
        .unwrap_or_else(|| "/".to_owned())
}
