//! The top of every page: where one is, where one can go, and how the site is shown.

use super::{DisplayChoice, Drawn, Icon, Initial};
use crate::{RequestContext, catalogue, context::site_name, functions::SignOut};
use domain::{
    access::{may_oversee_people, may_sign_up},
    session::Session,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Name, navigation, and who is signed in.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let words = &catalogue::here().site;
    let context = RequestContext::current();
    // whoever is leaving is neither a member nor a visitor who could sign in
    let leaving = context.as_ref().is_some_and(|context| context.leaving.is_some());
    let session = context.and_then(|context| context.session);
    view! {
        <a class="skip" href="#main">{words.skip}</a>
        <header class="top">
            <a class="brand" href="/">
                <Mark/>
                <span>{site_name()}</span>
            </a>
            <nav aria-label=words.navigation>
                <button class="bare" type="button" popovertarget="display" aria-label=words.display>
                    <Drawn icon=Icon::Appearance/>
                </button>
                <div class="menu" id="display" popover>
                    <DisplayChoice/>
                </div>
                {match session {
                    Some(session) => view! { <Member session/> }.into_any(),
                    None if leaving => ().into_any(),
                    None => view! { <Visitor/> }.into_any(),
                }}
            </nav>
        </header>
    }
}

/// The sun over its mirror.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <circle cx="12" cy="12" r="4.5"/>
            <path d="M12 1.5v3M12 19.5v3M1.5 12h3M19.5 12h3M4.6 4.6l2.1 2.1M17.3 17.3l2.1 2.1M19.4 4.6l-2.1 2.1M6.7 17.3l-2.1 2.1"/>
        </svg>
    }
}

#[component]
fn Visitor() -> impl IntoView {
    let words = &catalogue::here().site;
    let open = RequestContext::current().is_none_or(|context| may_sign_up(context.settings.sign_up, false));
    view! {
        <a class="button bare" href="/sign-in">{words.sign_in}</a>
        {open.then(|| view! { <a class="button" href="/sign-up">{words.sign_up}</a> })}
    }
}

#[component]
fn Member(session: Session) -> impl IntoView {
    let words = &catalogue::here().site;
    let people = &catalogue::here().people;
    let staff = may_oversee_people(session.viewer())
        .then(|| view! { <a href="/admin/people"><Drawn icon=Icon::People/>{people.people}</a> });
    view! {
        <a class="button" href="/upload" aria-label=words.upload>
            <Drawn icon=Icon::Upload/>
            <span class="wide">{words.upload}</span>
        </a>
        <button class="bare" type="button" popovertarget="member" aria-label=words.account>
            <Initial name=session.name.clone()/>
        </button>
        <div class="menu" id="member" popover>
            <p class="who">
                <strong>{session.name}</strong>
                <span class="faint">"@"{session.handle.clone()}</span>
            </p>
            <a href=format!("/users/{}", session.handle)><Drawn icon=Icon::Person/>{words.your_photos}</a>
            <a href="/settings/account"><Drawn icon=Icon::Settings/>{words.settings}</a>
            {staff}
            <form method="post" action=SignOut::PATH>
                <button type="submit"><Drawn icon=Icon::Leave/>{words.sign_out}</button>
            </form>
        </div>
    }
}
