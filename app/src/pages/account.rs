//! Signing in and signing up.

use crate::{
    RequestContext, catalogue,
    islands::AccountForm,
    respond,
    text::{local_path, query},
    ui::{AccountFields, Bundle, Head, Scripts},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/sign-in`.
#[component]
pub(crate) fn SignIn() -> impl IntoView {
    let words = &catalogue::here().account;
    view! {
        <Head title=words.sign_in description=words.sign_in_description path="/sign-in"/>
        <Account new=false/>
    }
}

/// `/sign-up`.
#[component]
pub(crate) fn SignUp() -> impl IntoView {
    let words = &catalogue::here().account;
    view! {
        <Head title=words.sign_up description=words.sign_up_description path="/sign-up"/>
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
    let words = &catalogue::here().account;
    Some(view! {
        <Scripts bundle=Bundle::Forms/>
        <section class="narrow">
            <h1>{if new { words.make_account } else { words.sign_in }}</h1>
            <noscript><WithoutScripts/></noscript>
            <AccountForm><AccountFields new site=context.site next/></AccountForm>
            <p class="faint">
                {if new { words.have_account } else { words.new_here }}
                " "
                <a href=other>{if new { words.sign_in } else { words.make_account }}</a>
            </p>
        </section>
    })
}

#[component]
fn WithoutScripts() -> impl IntoView {
    let words = catalogue::here();
    view! {
        <div class="problem">
            <p>{words.account.needs_scripts}</p>
            <p>{words.account.rest_works}" "<a href="/">{words.site.to_newest}</a></p>
        </div>
    }
}
