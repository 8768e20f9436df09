//! The limits themselves, what more would cost, and where that was read.

use crate::{
    catalogue::{self, Usage, fill},
    text::figures::{amount, dollars, whole},
    ui::ColumnHeads,
};
use domain::plan::{Plan, Resource, Unit};
use leptos::prelude::*;

/// The table of limits, folded away.
#[component]
pub(super) fn ThePlan(plan: Plan) -> impl IntoView {
    let words = &catalogue::here().usage;
    let row = |resource: Resource| {
        let quota = resource.quota();
        let free = format!("{} {}", amount(resource, quota.free), words.period(quota.period));
        view! {
            <tr>
                <th scope="row"><code>{quota.name}</code></th>
                <td>{free}</td>
                <td>{amount(resource, plan.limit(resource))}</td>
                <td>{price(words, resource)}</td>
                <td>{quota.source}" ("{quota.as_of}")"</td>
            </tr>
        }
    };
    let rows = Resource::ALL.map(row).into_iter().collect_view();
    view! {
        <section>
            <h2>{words.plan}</h2>
            <details class="fold">
                <summary>{words.as_table}</summary>
                <p class="faint">{words.plan_text}</p>
                <div class="wide-table" tabindex="0" role="region" aria-label=words.plan>
                    <table>
                        <ColumnHeads of=vec![words.name, words.free, words.here, words.beyond, words.source]/>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}

fn price(words: &Usage, resource: Resource) -> String {
    let quota = resource.quota();
    let text = match quota.unit {
        Unit::Times => words.price_times,
        Unit::Bytes => words.price_bytes,
    };
    let (micros, per) = (fine(quota.price.micros), whole(quota.price.per));
    let included = amount(resource, quota.price.included);
    fill(text, &[("micros", &micros), ("per", &per), ("included", &included)])
}

/// A price in tenths of a cent, where cents are too coarse.
fn fine(micros: u64) -> String {
    if micros.is_multiple_of(10_000) {
        return dollars(micros);
    }
    format!("${}.{:03}", micros / 1_000_000, micros % 1_000_000 / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn prices_are_written_as_they_are() {
        let words = &catalogue::of(Language::English).usage;
        assert_eq!(
            price(words, Resource::RowsRead),
            "$0.001 per 1,000,000, after 25,000,000,000 a month"
        );
        assert_eq!(
            price(words, Resource::StoredBytes),
            "$0.015 per GB a month, after 10.00 GB"
        );
        assert_eq!(
            price(words, Resource::KvWrites),
            "$5.00 per 1,000,000, after 1,000,000 a month"
        );
    }
}
