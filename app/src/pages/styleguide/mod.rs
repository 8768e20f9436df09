//! `/styleguide`: every part in every state, to look at while working on them. Development only, and in English only.

mod controls;
mod photos;
mod tokens;

use super::NotFound;
use crate::{
    RequestContext,
    ui::{Head, Scripts},
};
use controls::{Buttons, Fields, Notices};
use leptos::prelude::*;
use photos::{Details, Tiles};
use tokens::{Colours, Icons, Spaces, Types};

/// Not found on a site that people reach.
#[component]
pub(crate) fn StyleGuide() -> impl IntoView {
    let shown = RequestContext::current().is_some_and(|context| context.site.development);
    if !shown {
        return view! { <NotFound/> }.into_any();
    }
    view! {
        <Scripts/>
        <Head title="Style guide" description="Every part in every state."/>
        <div class="styleguide">
            <h1>"Style guide"</h1>
            <Colours/>
            <Types/>
            <Spaces/>
            <Icons/>
            <Buttons/>
            <Fields/>
            <Notices/>
            <Tiles/>
            <Details/>
        </div>
    }
    .into_any()
}

/// One kind of part.
#[component]
fn Part(
    /// What it is called.
    name: &'static str,
    /// Its states.
    children: Children,
) -> impl IntoView {
    view! {
        <section>
            <h2>{name}</h2>
            {children()}
        </section>
    }
}
