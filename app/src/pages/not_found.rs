//! The 404 page: for addresses that lead nowhere, and for what this viewer may not see.

use crate::{
    RequestContext, catalogue, respond,
    ui::{Head, Notice, Scripts},
};
use leptos::prelude::*;

/// Says the same whether there is nothing or nothing to be seen, and where to go from here.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    respond::status(404);
    let site = &catalogue::here().site;
    let anonymous = RequestContext::current().is_none_or(|context| context.session.is_none());
    let sign_in = anonymous.then(|| {
        let (before, after) = site.not_found_sign_in.split_once("{sign_in}").unwrap_or_default();
        view! { <p>{before}<a href="/sign-in">{site.not_found_sign_in_link}</a>{after}</p> }
    });
    view! {
        <Scripts/>
        <Head title=site.not_found_title description=site.not_found_description/>
        <Notice title=site.not_found_heading>
            <p>{site.not_found_text}</p>
            {sign_in}
            <p><a class="button" href="/">{site.to_newest}</a></p>
        </Notice>
    }
}
