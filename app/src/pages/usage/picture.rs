//! The last 30 days: a small picture for each quota, and all of them as a table.

use crate::{
    catalogue,
    text::figures::amount,
    ui::{BarChart, Charts, ColumnHeads},
};
use domain::plan::{Period, Plan, Resource};
use leptos::prelude::*;
use service::usage::{DAYS_SHOWN, Day, Overview};
use std::iter;

/// All quotas.
#[component]
pub(super) fn Picture(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().usage;
    let pictures = Resource::ALL
        .map(|resource| view! { <OfQuota days=overview.days.clone() plan=overview.plan resource/> })
        .into_iter()
        .collect_view();
    view! {
        <Charts heading=words.days text=words.days_text pictures=pictures.into_any()>
            <AsTable days=overview.days/>
        </Charts>
    }
}

#[component]
fn OfQuota(days: Vec<Day>, plan: Plan, resource: Resource) -> impl IntoView {
    let words = &catalogue::here().usage;
    let amounts: Vec<u64> = days.iter().map(|day| day.used.of(resource)).collect();
    let line = Some(free_of_a_day(&plan, resource));
    let written = move |used| amount(resource, used);
    view! { <BarChart name=words.resource(resource) amounts line written/> }
}

/// What a day may use: of a month, its thirtieth.
fn free_of_a_day(plan: &Plan, resource: Resource) -> u64 {
    let limit = plan.limit(resource);
    match resource.period() {
        Period::Month => limit / DAYS_SHOWN.unsigned_abs(),
        Period::Day | Period::Stock => limit,
    }
}

#[component]
fn AsTable(days: Vec<Day>) -> impl IntoView {
    let words = &catalogue::here().usage;
    let heads = iter::once(words.day).chain(Resource::ALL.map(|resource| words.resource(resource)));
    let row = |day: &Day| {
        let cells = Resource::ALL
            .map(|resource| view! { <td>{amount(resource, day.used.of(resource))}</td> })
            .into_iter()
            .collect_view();
        view! { <tr><th scope="row">{day.begun.day()}</th>{cells}</tr> }
    };
    let rows = days.iter().rev().map(row).collect_view();
    view! {
        <div class="wide-table" tabindex="0" role="region" aria-label=words.as_table>
            <table>
                <ColumnHeads of=heads.collect()/>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_shown_by_its_thirtieth() {
        let plan = Plan::default();
        assert_eq!(free_of_a_day(&plan, Resource::ClassA), 33_333);
        assert_eq!(free_of_a_day(&plan, Resource::KvWrites), 1000);
        assert_eq!(free_of_a_day(&plan, Resource::StoredBytes), 10_000_000_000);
    }
}
