//! The page for when a use case did not work.

use crate::{
    catalogue, respond,
    text::refusal::sentence,
    ui::{Head, Notice, Scripts},
};
use leptos::prelude::*;

/// Says what the visitor may know, with the status that goes with it.
#[component]
pub(crate) fn Failure(
    /// What happened.
    error: service::Error,
) -> impl IntoView {
    respond::failed(&error);
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
}
