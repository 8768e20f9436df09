//! Asking for a link to a new password. Everybody is answered alike.

use crate::{
    RequestContext,
    catalogue::{self, language},
    functions::AskReset,
    pages::NotFound,
    respond,
    text::refusal::sentence,
    ui::{Head, Problem, Scripts},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use service::{
    Error,
    letters::{FORGOT, offered},
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
