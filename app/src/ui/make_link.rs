//! The form that makes a share link: a plain one, which `islands::ShareLinkForm` lets have a password.

use super::Tick;
use crate::{
    Site,
    catalogue::{self, fill, number},
    functions::MakeShareLink,
    islands::ShareLinkForm,
};
use domain::{
    id::PhotoId,
    share::{DAYS, DEFAULT_DAYS, MAX_VIEWS, MIN_PASSWORD},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// How long, how often, what goes with it, and a password.
///
/// The password has no name and is switched off until the island has come alive: it is never sent, and never left out.
#[component]
pub(crate) fn MakeLink(
    /// The photo.
    photo: PhotoId,
    /// The site.
    site: Site,
) -> impl IntoView {
    let words = &catalogue::here().share_links;
    view! {
        <section>
            <h2>{words.make_heading}</h2>
            <ShareLinkForm>
                <form
                    method="post"
                    action=MakeShareLink::PATH
                    data-salt=service::share::password_salt(&site.name, photo)
                >
                    <input type="hidden" name="photo" value=photo.to_string()/>
                    <input type="hidden" name="stretched" value=""/>
                    <Limits/>
                    <Tick name="may_download" text=words.may_download ticked=false hint=words.may_download_hint/>
                    <Tick name="hide_metadata" text=words.hide_metadata ticked=true hint=words.hide_metadata_hint/>
                    <Password/>
                    <p class="problem" role="alert"></p>
                    <button type="submit">{words.make}</button>
                    <p class="faint" role="status"></p>
                </form>
            </ShareLinkForm>
        </section>
    }
}

#[component]
fn Limits() -> impl IntoView {
    let words = &catalogue::here().share_links;
    let days = DAYS
        .map(|days| {
            let text = number(
                usize::try_from(days).unwrap_or(usize::MAX),
                words.days_one,
                words.days_many,
            );
            view! { <option value=days.to_string() selected=days == DEFAULT_DAYS>{text}</option> }
        })
        .into_iter()
        .collect_view();
    view! {
        <label class="field">
            <span>{words.lasts}</span>
            <select name="days">{days}</select>
        </label>
        <div class="field">
            <label for="views">{words.views}</label>
            <input
                id="views"
                type="number"
                name="views"
                min="1"
                max=MAX_VIEWS.to_string()
                step="1"
                inputmode="numeric"
                autocomplete="off"
                aria-describedby="views-hint"
            />
            <p class="hint" id="views-hint">{words.views_hint}</p>
        </div>
    }
}

#[component]
fn Password() -> impl IntoView {
    let words = &catalogue::here().share_links;
    let hint = fill(words.password_hint, &[("n", &MIN_PASSWORD.to_string())]);
    view! {
        <noscript><p class="hint">{words.password_needs_scripts}</p></noscript>
        <div class="field scripted">
            <label for="link-password">{words.password}</label>
            <input
                id="link-password"
                type="password"
                autocomplete="new-password"
                autocapitalize="none"
                spellcheck="false"
                disabled
                aria-describedby="link-password-hint"
            />
            <p class="hint" id="link-password-hint">{hint}</p>
        </div>
    }
}
