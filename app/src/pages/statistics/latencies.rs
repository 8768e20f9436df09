//! How long the parts of the site took to answer: a picture for each, and all of them as a table.

use crate::{
    catalogue::{self, Statistics, fill},
    text::figures::whole,
    ui::{BarChart, Charts, ColumnHeads},
};
use leptos::prelude::*;
use service::{cron::Latency, health::Part, statistics::Day};

/// All of it.
#[component]
pub(super) fn Latencies(days: Vec<Day>) -> impl IntoView {
    let words = catalogue::here();
    let charts = Part::ALL.map(|part| chart(part, &days)).into_iter().collect_view();
    view! {
        <Charts heading=words.statistics.latencies text=words.statistics.latencies_text pictures=charts.into_any()>
            <AsTable days/>
        </Charts>
    }
}

fn of(day: &Day, part: Part) -> Latency {
    day.latencies.get(part.name()).copied().unwrap_or_default()
}

fn chart(part: Part, days: &[Day]) -> impl IntoView + use<> {
    let words = catalogue::here();
    let name = words.statistics.part(part);
    let amounts: Vec<u64> = days.iter().map(|day| of(day, part).mean).collect();
    let written = |amount| millis(&words.statistics, amount);
    view! { <BarChart name amounts line=None written/> }
}

fn millis(words: &Statistics, number: u64) -> String {
    fill(words.millis, &[("n", &whole(number))])
}

#[component]
fn AsTable(days: Vec<Day>) -> impl IntoView {
    let words = catalogue::here();
    let heads = [words.usage.day]
        .into_iter()
        .chain(Part::ALL.map(|part| words.statistics.part(part)));
    let row = |day: &Day| {
        let cells = Part::ALL.map(|part| view! { <td>{told(&words.statistics, of(day, part))}</td> });
        view! { <tr><th scope="row">{day.begun.day()}</th>{cells.into_iter().collect_view()}</tr> }
    };
    let rows = days.iter().rev().map(row).collect_view();
    view! {
        <div class="wide-table" tabindex="0" role="region" aria-label=words.statistics.latencies_table>
            <table>
                <ColumnHeads of=heads.collect()/>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// `12 ms, at most 40 ms; silent twice`.
fn told(words: &Statistics, latency: Latency) -> String {
    let mean_and_most = (latency.answered > 0).then(|| {
        let (mean, most) = (whole(latency.mean), whole(latency.most));
        fill(words.mean_and_most, &[("mean", &mean), ("most", &most)])
    });
    let silent = (latency.silent > 0).then(|| fill(words.silent, &[("n", &whole(latency.silent))]));
    let told: Vec<String> = mean_and_most.into_iter().chain(silent).collect();
    if told.is_empty() {
        "–".to_owned()
    } else {
        told.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn a_day_is_told_with_what_did_not_answer() {
        let words = &catalogue::of(Language::English).statistics;
        let latency = |answered, silent| Latency {
            answered,
            silent,
            mean: 12,
            most: 1040,
        };
        assert_eq!(told(words, latency(0, 0)), "–");
        assert_eq!(told(words, latency(3, 0)), "12 ms, at most 1,040 ms");
        assert_eq!(told(words, latency(0, 2)), "silent: 2");
        assert_eq!(told(words, latency(1, 1)), "12 ms, at most 1,040 ms; silent: 1");
    }
}
