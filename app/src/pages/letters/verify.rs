//! Showing that an address is one's own, by the link of a letter and a button.

use super::{Dead, kept};
use crate::{
    RequestContext, catalogue,
    functions::VerifyEmail,
    pages::NotFound,
    respond,
    ui::{Head, Notice, Problem, Scripts},
};
use domain::letter::{Link, Purpose};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use service::letters::offered;

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
