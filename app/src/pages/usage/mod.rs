//! What of the plan is used, for whoever runs the site. Everything is drawn on the server, and is there as a table as well.

mod costs;
mod now;
mod picture;
mod plan;

use super::load::page;
use crate::{
    RequestContext, catalogue,
    catalogue::fill,
    text::date::time_of_day,
    ui::{Head, OrderNav, OrderPage, PlanNotice, Scripts},
};
use costs::Costs;
use domain::plan::degrade::Pause;
use leptos::prelude::*;
use now::Now;
use picture::Picture;
use plan::ThePlan;
use service::usage::Overview;

/// `/admin/usage`.
#[component]
pub(crate) fn UsagePage() -> impl IntoView {
    page(
        async move |context: RequestContext| service::usage::overview(&context.world, context.viewer()).await,
        |overview| view! { <Shown overview/> },
    )
}

#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().usage;
    let paused = overview.pause.map(|pause| {
        let sentence = match pause {
            Pause::Today => words.paused_today,
            Pause::ThisMonth => words.paused_this_month,
            Pause::Full => words.paused_full,
        };
        view! { <p class="problem" role="status">{sentence}</p> }
    });
    let written = fill(words.written, &[("time", &time_of_day(overview.now))]);
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow told usage">
            <OrderNav here=OrderPage::Usage/>
            <h1>{words.title}</h1>
            <PlanNotice/>
            {paused}
            <p class="faint">{written}</p>
            <Now overview=overview.clone()/>
            <Picture overview=overview.clone()/>
            <Costs overview=overview.clone()/>
            <ThePlan plan=overview.plan/>
        </section>
    }
}
