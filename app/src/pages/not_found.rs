//! The 404 page: for addresses that lead nowhere, and for what this viewer may not see.

use crate::{
    RequestContext, respond,
    ui::{Head, Notice, Scripts},
};
use leptos::prelude::*;

/// Says the same whether there is nothing or nothing to be seen, and where to go from here.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    respond::status(404);
    let anonymous = RequestContext::current().is_none_or(|context| context.session.is_none());
    let sign_in = anonymous.then(|| {
        view! { <p>"If it is a photo of yours that only you may see, "<a href="/sign-in">"sign in"</a>" first."</p> }
    });
    view! {
        <Scripts islands=false/>
        <Head title="Nothing here" description="There is no such page."/>
        <Notice title="Nothing to see here">
            <p>"There is no such page, or nothing on it that you may see. It may have been deleted, or the address may have lost a piece on its way."</p>
            {sign_in}
            <p><a class="button" href="/">"To the newest photos"</a></p>
        </Notice>
    }
}
