//! Somebody's API tokens: plain forms, which work without scripts.

use super::{account_settings::dated, load::page};
use crate::{
    RequestContext,
    catalogue::{self, fill},
    flash::Flash,
    functions::{CreateToken, RevokeToken},
    respond,
    ui::{Head, Problem, Scripts, SettingsNav, SettingsPage, Tick},
};
use domain::{access::Scope, account::MAX_NAME, time::Timestamp};
use leptos::{prelude::*, server_fn::ServerFn};
use service::{sql::tokens::TokenRow, token::DAYS};

/// How long a token lasts if nothing else is chosen, in days.
const USUAL_DAYS: u32 = 90;

/// `/settings/tokens`.
#[component]
pub(crate) fn TokensPage() -> impl IntoView {
    let context = RequestContext::current()?;
    if context.session.is_none() {
        respond::sign_in_first("/settings/tokens");
        return None;
    }
    let token = Flash::TOKEN.take(&context);
    let now = context.world.now();
    Some(page(
        async move |context: RequestContext| {
            let session = context.signed_in()?;
            service::token::list(&context.world, session.user).await.map(Some)
        },
        move |tokens| view! { <Parts tokens token now/> },
    ))
}

#[component]
fn Parts(tokens: Vec<TokenRow>, token: Option<String>, now: Timestamp) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let none = tokens.is_empty().then(|| view! { <p>{words.tokens_none}</p> });
    let rows = tokens
        .into_iter()
        .map(|token| view! { <Token token now/> })
        .collect_view();
    let new = token.map(|token| {
        view! {
            <section class="once" role="status">
                <p>{words.new_token}</p>
                <p><code>{token}</code></p>
            </section>
        }
    });
    view! {
        <Head title=words.tokens description=words.tokens_description/>
        <Scripts/>
        <section class="narrow settings-page">
            <SettingsNav here=SettingsPage::Tokens/>
            <h1>{words.tokens}</h1>
            <Problem/>
            <p class="hint">{words.tokens_text}" "<a href="/api/v1/openapi.json">{catalogue::here().site.api}</a></p>
            {new}
            {none}
            <ul class="entries">{rows}</ul>
            <New/>
        </section>
    }
}

#[component]
fn Token(token: TokenRow, now: Timestamp) -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let ends = match token.expires_at {
        None => words.for_ever.to_owned(),
        Some(end) if end > now => dated(words.ends, end),
        Some(end) => dated(words.ended, end),
    };
    let used = token
        .used_at
        .map_or_else(|| words.never_used.to_owned(), |used| dated(words.last_used, used));
    let facts = [dated(words.created, token.created_at), used, ends].join(words.comma);
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| words.scope(scope)).collect();
    let label = fill(words.revoke_named, &[("name", &token.name)]);
    view! {
        <li>
            <div>
                <strong>{token.name}</strong>
                <span>{scopes.join(words.comma)}</span>
                <span class="faint">{facts}</span>
            </div>
            <form method="post" action=RevokeToken::PATH>
                <input type="hidden" name="token" value=token.id.to_string()/>
                <button class="quiet" type="submit" aria-label=label>{words.revoke}</button>
            </form>
        </li>
    }
}

#[component]
fn New() -> impl IntoView {
    let words = &catalogue::here().account_settings;
    let ticks = Scope::ALL.map(|scope| view! { <Tick name=scope.as_str() text=words.scope(scope) ticked=false/> });
    let days = DAYS.map(|days| {
        let text = fill(words.days_many, &[("n", &days.to_string())]);
        view! { <option value=days.to_string() selected=days == USUAL_DAYS>{text}</option> }
    });
    view! {
        <section>
            <h2>{words.new_token_heading}</h2>
            <form method="post" action=CreateToken::PATH>
                <label class="field">
                    <span>{words.token_name}</span>
                    <input type="text" name="name" required maxlength=MAX_NAME autocomplete="off"/>
                </label>
                <fieldset class="choices">
                    <legend>{words.scopes}</legend>
                    {ticks.into_iter().collect_view()}
                </fieldset>
                <label class="field">
                    <span>{words.days}</span>
                    <select name="days">
                        {days.into_iter().collect_view()}
                        <option value="">{words.days_for_ever}</option>
                    </select>
                </label>
                <button type="submit">{words.create}</button>
            </form>
        </section>
    }
}
