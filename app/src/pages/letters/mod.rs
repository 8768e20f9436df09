//! Asking for a letter, and what its links lead to. On a site that sends none, none of these pages is there.
//!
//! A link changes nothing: programs that look through mail open every one. Its secret is taken out of the address at once, so
//! that it stays in no history, and no other page is told of it.

mod forgot;
mod reset;
mod verify;

pub(crate) use {forgot::Forgot, reset::Reset, verify::Verify};

use super::NotFound;
use crate::{
    RequestContext,
    catalogue::{self, language},
    cookie, respond,
    text::refusal::sentence,
    ui::{Head, Notice, Scripts},
};
use domain::letter::{Link, Purpose};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::{Error, letters::offered};

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
    let context = RequestContext::current()?;
    Link::parse(purpose, &respond::sent_cookie(&context, cookie::LETTER)?)
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
