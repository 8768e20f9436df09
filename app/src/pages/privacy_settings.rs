//! What members choose about their privacy: a plain form, which works without scripts.

use super::load::page;
use crate::{
    RequestContext, catalogue,
    functions::SavePrivacy,
    respond,
    ui::{Head, Problem, Scripts, SettingsNav, SettingsPage, Tick, options},
};
use domain::download::Offer;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use service::privacy::Privacy;

/// `/settings/privacy`.
#[component]
pub(crate) fn PrivacySettingsPage() -> impl IntoView {
    let context = RequestContext::current()?;
    if context.session.is_none() {
        respond::sign_in_first("/settings/privacy");
        return None;
    }
    Some(page(
        async move |context: RequestContext| service::privacy::read(&context.world, context.viewer()).await.map(Some),
        |chosen| view! { <Choices chosen/> },
    ))
}

#[component]
fn Choices(chosen: Privacy) -> impl IntoView {
    let words = &catalogue::here().privacy_settings;
    let saved = use_query_map()
        .with_untracked(|query| query.get("saved").is_some())
        .then(|| view! { <p class="said" role="status">{words.saved}</p> });
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page">
            <SettingsNav here=SettingsPage::Privacy/>
            <h1>{words.heading}</h1>
            <Problem/>
            {saved}
            <form method="post" action=SavePrivacy::PATH>
                <Tick name="show_place" text=words.show_place ticked=chosen.show_place hint=words.show_place_hint/>
                <Downloads chosen=chosen.download/>
                <button type="submit">{words.save}</button>
            </form>
            <p><a href="/privacy">{words.stored}</a></p>
            <p><a href=service::leave::PATH>{words.leave}</a></p>
        </section>
    }
}

#[component]
fn Downloads(chosen: Offer) -> impl IntoView {
    let words = &catalogue::here().privacy_settings;
    let options = options(Offer::ALL, chosen, Offer::as_str, |offer| words.offer(offer));
    view! {
        <div class="field">
            <label for="download">{words.downloads}</label>
            <select id="download" name="download" aria-describedby="download-hint">{options}</select>
            <p class="hint" id="download-hint">{words.downloads_hint}</p>
        </div>
    }
}
