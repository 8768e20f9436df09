//! How the site does, for whoever runs it. Everything is drawn on the server, and is there as a table as well.

mod days;
mod latencies;
mod runs;
mod stock;

use super::load::page;
use crate::{
    RequestContext, catalogue,
    ui::{Head, OrderNav, OrderPage, Scripts},
};
use days::Days;
use latencies::Latencies;
use leptos::prelude::*;
use runs::Runs;
use service::statistics::Overview;
use stock::Stock;

/// `/admin/stats`.
#[component]
pub(crate) fn StatisticsPage() -> impl IntoView {
    page(
        async move |context: RequestContext| service::statistics::overview(&context.world, context.viewer()).await,
        |overview| view! { <Shown overview/> },
    )
}

#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().statistics;
    view! {
        <Head title=words.title description=words.description/>
        <Scripts/>
        <section class="narrow told usage">
            <OrderNav here=OrderPage::Statistics/>
            <h1>{words.title}</h1>
            <Days days=overview.days.clone()/>
            <Stock counts=overview.counts waiting_seconds=overview.waiting_seconds/>
            <Latencies days=overview.days/>
            <Runs runs=overview.runs/>
        </section>
    }
}
