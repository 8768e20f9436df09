//! Signing in and signing up.

use crate::{
    RequestContext,
    islands::AccountForm,
    respond,
    text::{local_path, query},
    ui::{AccountFields, Head, Scripts},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/sign-in`.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    view! {
        <Head title="Sign in" description="Sign in to Heliograph." path="/sign-in"/>
        <Account new=false/>
    }
}

/// `/sign-up`.
#[component]
pub(crate) fn SignUp() -> impl IntoView {
    view! {
        <Head title="Sign up" description="Make an account on Heliograph and share your photographs." path="/sign-up"/>
        <Account new=true/>
    }
}

#[component]
fn Account(new: bool) -> impl IntoView {
    let next = local_path::or_home(use_query_map().with_untracked(|query| query.get("next")));
    let context = RequestContext::current()?;
    if context.session.is_some() {
        respond::see_other(&next);
    }
    let other = format!(
        "{}?next={}",
        if new { "/sign-in" } else { "/sign-up" },
        query::encode(&next)
    );
    Some(view! {
        <Scripts islands=true/>
        <section class="narrow">
            <h1>{if new { "Make an account" } else { "Sign in" }}</h1>
            <noscript><WithoutScripts/></noscript>
            <AccountForm><AccountFields new site=context.site next/></AccountForm>
            <p class="faint">
                {if new { "You have an account? " } else { "New here? " }}
                <a href=other>{if new { "Sign in" } else { "Make an account" }}</a>
            </p>
        </section>
    })
}

#[component]
fn WithoutScripts() -> impl IntoView {
    view! {
        <div class="problem">
            <p>
                "Signing in needs JavaScript, which is switched off here. Your password is turned into a key on your own machine, and only that key is sent: the password itself never leaves it. That calculation needs a script."
            </p>
            <p>"Everything else, looking at photographs above all, works without. "<a href="/">"To the newest photos"</a></p>
        </div>
    }
}
