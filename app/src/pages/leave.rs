//! Leaving: the form that asks for one's account to be deleted, and the only page that is shown to whoever asked, until
//! everything goes. Plain forms, which work without scripts.

use super::{NotFound, load::page};
use crate::{
    RequestContext,
    catalogue::{self, fill},
    functions::{Leave, SignOut, Stay},
    respond,
    text::date,
    ui::{Head, Problem, Scripts},
};
use domain::{leaving::DAYS_TO_STAY, session::Session, time::Timestamp};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use service::{Error, leave::Status};

/// `/settings/leave`.
#[component]
pub(crate) fn LeavePage() -> impl IntoView {
    let context = RequestContext::current()?;
    let left = use_query_map().with_untracked(|query| query.get("left").is_some());
    match (context.leaving, context.session) {
        (Some(session), _) => Some(view! { <Waiting session/> }.into_any()),
        (None, Some(session)) => Some(view! { <Ask handle=session.handle/> }.into_any()),
        (None, None) if left => Some(view! { <Goodbye/> }.into_any()),
        (None, None) => {
            respond::sign_in_first(service::leave::PATH);
            None
        }
    }
}

#[component]
fn Ask(handle: String) -> impl IntoView {
    let words = &catalogue::here().leaving;
    let days = DAYS_TO_STAY.to_string();
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page">
            <h1>{words.heading}</h1>
            <Problem/>
            <p><a href=service::export::PATH>{catalogue::here().export.before_leaving}</a></p>
            <p>{words.at_once}</p>
            <p>{fill(words.days, &[("n", &days)])}</p>
            <p>{words.then}</p>
            <form method="post" action=Leave::PATH>
                <label class="field">
                    <span>{fill(words.type_handle, &[("handle", &handle)])}</span>
                    <input
                        type="text"
                        name="handle"
                        required
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                    />
                </label>
                <button class="danger" type="submit">{words.ask}</button>
            </form>
        </section>
    }
}

#[component]
fn Goodbye() -> impl IntoView {
    let (words, site) = (&catalogue::here().leaving, &catalogue::here().site);
    let days = DAYS_TO_STAY.to_string();
    view! {
        <Head title=words.left_title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page">
            <h1>{words.left_heading}</h1>
            <p>{fill(words.left, &[("n", &days)])}</p>
            <p><a class="button" href="/sign-in">{site.sign_in}</a></p>
        </section>
    }
}

/// What the only page of somebody who is leaving shows.
enum Shown {
    /// They leave then.
    Wait(Timestamp),
    /// They stay after all, as they said elsewhere: this is their new token.
    Stays(String),
    /// It is too late.
    Gone,
}

#[component]
fn Waiting(session: Session) -> impl IntoView {
    let handle = session.handle.clone();
    page(
        async move |context: RequestContext| match service::leave::status(&context.world, &session).await {
            Ok(Status::Leaving(end)) => Ok(Some((context, Shown::Wait(end)))),
            Ok(Status::Stays(signed_in)) => Ok(Some((context, Shown::Stays(signed_in.token)))),
            Err(Error::NotFound) => Ok(Some((context, Shown::Gone))),
            Err(error) => Err(error),
        },
        move |(context, shown)| match shown {
            Shown::Wait(end) => view! { <Wait handle end/> }.into_any(),
            Shown::Stays(token) => {
                respond::keep_session(&context, &token);
                respond::see_other("/");
                ().into_any()
            }
            Shown::Gone => {
                respond::forget_session(&context);
                view! { <NotFound/> }.into_any()
            }
        },
    )
}

#[component]
fn Wait(handle: String, end: Timestamp) -> impl IntoView {
    let words = &catalogue::here().leaving;
    view! {
        <Head title=words.wait_title description=words.description/>
        <Scripts/>
        <section class="narrow settings-page">
            <h1>{words.wait_heading}</h1>
            <Problem/>
            <p>
                {fill(words.goes_before, &[("handle", &handle)])}
                " "
                <time datetime=end.day()>{date::day(end, catalogue::language())}</time>
            </p>
            <p>{words.stay_text}</p>
            <form method="post" action=Stay::PATH>
                <button type="submit">{words.stay}</button>
            </form>
            <form method="post" action=SignOut::PATH>
                <button class="quiet" type="submit">{words.sign_out}</button>
            </form>
        </section>
    }
}
