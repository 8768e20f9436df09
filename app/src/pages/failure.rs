//! The page for when a use case did not work.

use crate::{
    catalogue, respond,
    text::{local_path, refusal::sentence},
    ui::{Head, Notice, Scripts},
};
use http::{Method, request::Parts};
use leptos::prelude::*;
use leptos_meta::Meta;

/// Says what the visitor may know, with the status that goes with it.
#[component]
pub(crate) fn Failure(
    /// What happened.
    error: service::Error,
) -> impl IntoView {
    respond::failed(&error);
    let again = error.retry_after().filter(|_| matches!(error, service::Error::Port(_)));
    if let Some(seconds) = again {
        return view! { <Unavailable seconds/> }.into_any();
    }
    let site = &catalogue::here().site;
    let sentence = sentence(&error, catalogue::language());
    view! {
        <Scripts/>
        <Head title=site.failure_title description=site.failure_description/>
        <Notice title=site.failure_heading>
            <p>{sentence}</p>
            <p><a class="button" href="/">{site.to_newest}</a></p>
        </Notice>
    }
    .into_any()
}

/// Something outside does not answer: the page asks again by itself when its answer's `Retry-After` is over, also without scripts.
#[component]
fn Unavailable(seconds: u64) -> impl IntoView {
    let site = &catalogue::here().site;
    let here = page_asked_for();
    let asks_again = here.is_some();
    let again = local_path::or_home(here.clone());
    // asked for by itself, an address counts as this site's own: one that says something is asked for without that
    let refresh = if here.as_ref().is_none_or(|here| *here == again) {
        seconds.to_string()
    } else {
        format!("{seconds};url={again}")
    };
    view! {
        <Scripts/>
        <Head title=site.unavailable_title description=site.failure_description/>
        {asks_again.then(|| view! { <Meta http_equiv="refresh" content=refresh/> })}
        <Notice title=site.unavailable_heading>
            <p>{site.unavailable_text}</p>
            {asks_again.then(|| view! { <p>{site.unavailable_again}</p> })}
            <p class="row">
                <a class="button" href=again>{site.try_now}</a>
                <a class="button quiet" href="/">{site.to_newest}</a>
            </p>
        </Notice>
    }
}

/// The address of this page; nothing if asking for it again would do something again.
fn page_asked_for() -> Option<String> {
    let parts = use_context::<Parts>().filter(|parts| parts.method == Method::GET)?;
    Some(parts.uri.path_and_query()?.to_string())
}
