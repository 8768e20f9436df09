//! What the month costs, and would cost.

use crate::{catalogue, text::figures::dollars, ui::ColumnHeads};
use domain::plan::{Resource, bill::Bill};
use leptos::prelude::*;
use service::usage::Overview;

/// By now, and at the end of the month.
#[component]
pub(super) fn Costs(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().usage;
    let (by_now, then) = (overview.bill, overview.bill_then);
    let beyond = Resource::ALL
        .into_iter()
        .map(|resource| (words.resource(resource), of(&by_now, resource), of(&then, resource)))
        .filter(|(_, by_now, then)| *by_now > 0 || *then > 0);
    let plan = (then.plan > 0).then_some((words.paid_plan, by_now.plan, then.plan));
    let total = [(words.total, by_now.total(), then.total())];
    let rows = plan
        .into_iter()
        .chain(beyond)
        .chain(total)
        .map(|(what, by_now, then)| {
            view! {
                <tr>
                    <th scope="row">{what}</th>
                    <td>{dollars(by_now)}</td>
                    <td>{dollars(then)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{words.costs}</h2>
            <p class="faint">{words.costs_text}</p>
            <table class="costs">
                <ColumnHeads of=vec![words.what, words.by_now, words.by_month_end]/>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn of(bill: &Bill, resource: Resource) -> u64 {
    let found = bill.beyond.iter().find(|(of, _)| *of == resource);
    found.map_or(0, |(_, micros)| *micros)
}
