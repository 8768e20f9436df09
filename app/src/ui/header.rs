//! The top of every page: where one is, and where one can go.

use crate::{RequestContext, catalogue, functions::SignOut};
use domain::session::Session;
use leptos::{prelude::*, server_fn::ServerFn};

/// Name, navigation, and who is signed in.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let words = &catalogue::here().site;
    let session = RequestContext::current().and_then(|context| context.session);
    view! {
        <a class="skip" href="#main">{words.skip}</a>
        <header class="top">
            <a class="brand" href="/">
                <Mark/>
                <span>"Heliograph"</span>
            </a>
            <nav aria-label=words.navigation>
                {match session {
                    Some(session) => view! { <Member session/> }.into_any(),
                    None => view! { <Visitor/> }.into_any(),
                }}
            </nav>
        </header>
    }
}

/// The sun over its mirror, in the colour of the text.
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
    view! {
        <a href="/sign-in">{words.sign_in}</a>
        <a class="button" href="/sign-up">{words.sign_up}</a>
    }
}

#[component]
fn Member(session: Session) -> impl IntoView {
    let words = &catalogue::here().site;
    view! {
        <a class="button" href="/upload">{words.upload}</a>
        <a href=format!("/users/{}", session.handle)>{session.name}</a>
        <form method="post" action=SignOut::PATH>
            <button class="quiet" type="submit">{words.sign_out}</button>
        </form>
    }
}
