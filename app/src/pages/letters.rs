//! Asking for a letter, and what its links lead to. On a site that sends none, none of these pages is there.
//!
//! A link changes nothing: programs that look through mail open every one. Its secret is taken out of the address at once, so that it
//! stays in no history, and no other page is told of it.

use super::{NotFound, load::page};
use crate::{
    RequestContext,
    catalogue::{self, fill, language},
    cookie,
    functions::{AskReset, VerifyEmail},
    islands::{AccountForm, Does},
    respond,
    text::refusal::sentence,
    ui::{AccountFields, Bundle, Head, Notice, Problem, Scripts},
};
use domain::letter::{Link, Purpose};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use service::{
    Error,
    letters::{FORGOT, offered, reset},
};

/// `/forgot`.
#[component]
pub(crate) fn Forgot() -> impl IntoView {
    let context = RequestContext::current()?;
    let said = |name: &str| use_query_map().with_untracked(|query| query.get(name).is_some());
    Some(if !offered(&context.world) {
        view! { <NotFound/> }.into_any()
    } else if said("sent") {
        view! { <Sent/> }.into_any()
    } else {
        view! { <Ask too_often=said("wait")/> }.into_any()
    })
}

#[component]
fn Ask(too_often: bool) -> impl IntoView {
    let words = &catalogue::here().letters;
    let refused = too_often.then(|| {
        respond::failed(&Error::TooOften);
        view! { <p class="problem" role="alert">{sentence(&Error::TooOften, language())}</p> }
    });
    view! {
        <Head title=words.forgot_title description=words.forgot_description path=FORGOT/>
        <Scripts/>
        <section class="narrow">
            <h1>{words.forgot_title}</h1>
            <Problem/>
            {refused}
            <p>{words.forgot_text}</p>
            <form method="post" action=AskReset::PATH>
                <label class="field">
                    <span>{words.email}</span>
                    <input
                        type="email"
                        name="email"
                        required
                        autocomplete="username"
                        autocapitalize="none"
                        spellcheck="false"
                    />
                </label>
                <button type="submit">{words.send}</button>
            </form>
            <OtherWay/>
        </section>
    }
}

/// The same for everybody.
#[component]
fn Sent() -> impl IntoView {
    let words = &catalogue::here().letters;
    view! {
        <Head title=words.sent_title description=words.forgot_description/>
        <Scripts/>
        <section class="narrow">
            <h1>{words.sent_title}</h1>
            <p role="status">{words.sent_text}</p>
            <p>{words.sent_nothing}" "<a href=FORGOT>{words.ask_again}</a></p>
            <OtherWay/>
        </section>
    }
}

#[component]
fn OtherWay() -> impl IntoView {
    let words = &catalogue::here().letters;
    view! { <p class="faint">{words.other_way}" "<a href="/recover">{words.use_code}</a></p> }
}

/// `/reset/{link}`.
#[component]
pub(crate) fn ResetLink() -> impl IntoView {
    exchange(Purpose::Reset)
}

/// `/verify/{link}`.
#[component]
pub(crate) fn VerifyLink() -> impl IntoView {
    exchange(Purpose::Verify)
}

/// Keeps the link of the address in a cookie, and leads to the page without it.
fn exchange(purpose: Purpose) -> Option<impl IntoView> {
    let context = RequestContext::current()?;
    respond::by_secret("no-referrer");
    let text = use_params_map().with_untracked(|params| params.get("link"));
    let link = text.and_then(|text| Link::parse(purpose, &text));
    let Some(link) = link.filter(|_| offered(&context.world)) else {
        return Some(view! { <NotFound/> });
    };
    respond::keep_letter(&context, &link);
    respond::see_other(purpose.page());
    None
}

/// The link that led here.
fn kept(purpose: Purpose) -> Option<Link> {
    Link::parse(purpose, &respond::sent_cookie(cookie::LETTER)?)
}

/// `/reset`.
#[component]
pub(crate) fn Reset() -> impl IntoView {
    respond::by_secret("same-origin");
    let link = kept(Purpose::Reset).map(|link| link.to_string()).unwrap_or_default();
    let text = link.clone();
    page(
        async move |context: RequestContext| match reset::look(&context.world, &text).await {
            Ok(email) => Ok(Some(Some(email))),
            Err(Error::DeadLink) => Ok(Some(None)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        },
        |email| match email {
            Some(email) => view! { <NewPassword link email/> }.into_any(),
            None => view! { <Dead again=FORGOT/> }.into_any(),
        },
    )
}

#[component]
fn NewPassword(link: String, email: String) -> impl IntoView {
    let words = &catalogue::here().letters;
    view! {
        <Head title=words.reset_title description=words.reset_description/>
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow">
            <h1>{words.reset_title}</h1>
            <noscript><super::account::WithoutScripts/></noscript>
            <p>{fill(words.reset_page_text, &[("email", &email)])}</p>
            <AccountForm><AccountFields does=Does::Reset next="/" email secret=Some(link)/></AccountForm>
        </section>
    }
}

/// `/verify`.
#[component]
pub(crate) fn Verify() -> impl IntoView {
    respond::by_secret("same-origin");
    let context = RequestContext::current()?;
    let done = use_query_map().with_untracked(|query| query.get("done").is_some());
    Some(match kept(Purpose::Verify) {
        _ if !offered(&context.world) => view! { <NotFound/> }.into_any(),
        _ if done => view! { <Verified/> }.into_any(),
        Some(link) => view! { <Press link/> }.into_any(),
        None => view! { <Dead again="/settings/account"/> }.into_any(),
    })
}

#[component]
fn Press(link: Link) -> impl IntoView {
    let words = &catalogue::here().letters;
    view! {
        <Head title=words.verify_title description=words.verify_description/>
        <Scripts/>
        <section class="narrow">
            <h1>{words.verify_title}</h1>
            <Problem/>
            <p>{words.verify_page_text}</p>
            <form method="post" action=VerifyEmail::PATH>
                <input type="hidden" name="link" value=link.to_string()/>
                <button type="submit">{words.verify_button}</button>
            </form>
        </section>
    }
}

#[component]
fn Verified() -> impl IntoView {
    let words = &catalogue::here().letters;
    view! {
        <Head title=words.verified_title description=words.verify_description/>
        <Scripts/>
        <Notice title=words.verified_title>
            <p role="status">{words.verified_text}</p>
            <p><a class="button" href="/settings/account">{words.to_account}</a></p>
        </Notice>
    }
}

/// Says that a link holds no more, and where there is another.
#[component]
fn Dead(again: &'static str) -> impl IntoView {
    respond::failed(&Error::DeadLink);
    let words = &catalogue::here().letters;
    view! {
        <Head title=words.dead_title description=words.reset_description/>
        <Scripts/>
        <Notice title=words.dead_title>
            <p>{sentence(&Error::DeadLink, language())}</p>
            <p><a class="button" href=again>{words.ask_again}</a></p>
        </Notice>
    }
}
