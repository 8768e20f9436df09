//! Each quota as it stands: a bar, the figures, and what comes of it.

use crate::{
    catalogue::{self, Usage, fill},
    text::{
        date::{day, time_of_day},
        figures::{amount, percent},
    },
    ui::ColumnHeads,
};
use domain::plan::{Level, Period, Resource, Service, forecast::Forecast};
use leptos::prelude::*;
use service::usage::Overview;

/// A table for each service.
#[component]
pub(super) fn Now(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().usage;
    let services = Service::ALL.map(|service| {
        let of_service = |resource: &Resource| resource.quota().service == service;
        let rows = Resource::ALL
            .into_iter()
            .filter(of_service)
            .map(|resource| view! { <Row overview=overview.clone() resource/> })
            .collect_view();
        view! {
            <table class="levels">
                <caption>{service.name()}</caption>
                <ColumnHeads of=vec![words.what, words.used, words.outlook]/>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <section>
            <h2>{words.now}</h2>
            {services.into_iter().collect_view()}
        </section>
    }
}

#[component]
fn Row(overview: Overview, resource: Resource) -> impl IntoView {
    let words = &catalogue::here().usage;
    let (used, limit) = (overview.standing.used.of(resource), overview.plan.limit(resource));
    let per_cent = percent(used, limit);
    let figures = [
        ("used", amount(resource, used)),
        ("limit", amount(resource, limit)),
        ("percent", per_cent.to_string()),
    ];
    let figures = figures.each_ref().map(|(name, text)| (*name, text.as_str()));
    let level = match Level::of(used, limit, overview.plan.marks()) {
        Level::Calm => "calm",
        Level::Warned => "warned",
        Level::Reached => "reached",
    };
    view! {
        <tr>
            <th scope="row">{words.resource(resource)}</th>
            <td>
                <span class="bar" data-level=level style=format!("--part: {}%", per_cent.min(100)) aria-hidden="true"></span>
                {fill(words.used_of(resource.period()), &figures)}
                {beside(words, &overview, resource)}
            </td>
            <td>{outlook(words, &overview, resource)}</td>
        </tr>
    }
}

/// Of what counts by day, the month as well; of what counts by month, today.
fn beside(words: &Usage, overview: &Overview, resource: Resource) -> Option<impl IntoView + use<>> {
    let (text, used) = match resource.period() {
        Period::Day => (words.in_month, overview.month.of(resource)),
        Period::Month => (words.on_day, overview.today().of(resource)),
        Period::Stock => return None,
    };
    let text = fill(text, &[("used", &amount(resource, used))]);
    Some(view! { <div class="faint">{text}</div> })
}

fn outlook(words: &Usage, overview: &Overview, resource: Resource) -> String {
    match (overview.forecast(resource), resource.period()) {
        (Forecast::Unknown, _) => words.unknown.to_owned(),
        (Forecast::Over, _) => words.over.to_owned(),
        (Forecast::EndsAt(time), Period::Day) => fill(words.ends_day, &[("time", &time_of_day(time))]),
        (Forecast::EndsAt(time), _) => fill(words.ends_later, &[("day", &day(time, catalogue::language()))]),
        (Forecast::Lasts(_), Period::Stock) => words.lasts_stock.to_owned(),
        (Forecast::Lasts(then), period) => {
            let text = if period == Period::Day {
                words.lasts_day
            } else {
                words.lasts_month
            };
            let then = percent(then, overview.plan.limit(resource));
            fill(text, &[("percent", &then.to_string())])
        }
    }
}
