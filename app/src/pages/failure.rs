//! The page for when a use case did not work.

use crate::{
    respond,
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
    view! {
        <Scripts islands=false/>
        <Head title="Not now" description="Something did not work."/>
        <Notice title="That did not work">
            <p>{error.to_string()}</p>
            <p><a class="button" href="/">"To the newest photos"</a></p>
        </Notice>
    }
}
