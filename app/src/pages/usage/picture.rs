//! The last 30 days: a small picture for each quota, and all of them as a table.

use crate::{
    catalogue::{self, fill},
    text::figures::amount,
    ui::ColumnHeads,
};
use domain::plan::{Period, Plan, Resource};
use leptos::prelude::*;
use service::usage::{DAYS_SHOWN, Day, Overview};
use std::iter;

/// Width of a day and height of a picture, in units of its own.
const DAY_WIDTH: u64 = 8;
const HEIGHT: u64 = 60;

/// All quotas.
#[component]
pub(super) fn Picture(overview: Overview) -> impl IntoView {
    let words = &catalogue::here().usage;
    let pictures = Resource::ALL
        .map(|resource| view! { <OfQuota days=overview.days.clone() plan=overview.plan resource/> })
        .into_iter()
        .collect_view();
    view! {
        <section>
            <h2>{words.days}</h2>
            <p class="faint">{words.days_text}</p>
            <div class="pictures">{pictures}</div>
            <details class="fold">
                <summary>{words.as_table}</summary>
                <AsTable days=overview.days/>
            </details>
        </section>
    }
}

#[component]
fn OfQuota(days: Vec<Day>, plan: Plan, resource: Resource) -> impl IntoView {
    let words = &catalogue::here().usage;
    let amounts: Vec<u64> = days.iter().map(|day| day.used.of(resource)).collect();
    let (most, today) = (
        amounts.iter().max().copied().unwrap_or(0),
        amounts.last().copied().unwrap_or(0),
    );
    let name = words.resource(resource);
    let label = fill(
        words.picture,
        &[
            ("what", name),
            ("most", &amount(resource, most)),
            ("today", &amount(resource, today)),
        ],
    );
    let drawn = Drawing::of(&amounts, free_of_a_day(&plan, resource));
    let bars = drawn
        .bars
        .iter()
        .map(|bar| view! { <rect x=bar.x y={HEIGHT - bar.height} width={DAY_WIDTH - 2} height=bar.height /> })
        .collect_view();
    let (width, line) = (DAY_WIDTH * DAYS_SHOWN.unsigned_abs(), HEIGHT - drawn.line);
    view! {
        <figure>
            <figcaption>{name}</figcaption>
            <svg viewBox=format!("0 0 {width} {HEIGHT}") role="img" aria-label=label preserveAspectRatio="none">
                {bars}
                <line x1="0" x2=width y1=line y2=line />
            </svg>
        </figure>
    }
}

/// What a day may use: of a month, its thirtieth.
fn free_of_a_day(plan: &Plan, resource: Resource) -> u64 {
    let limit = plan.limit(resource);
    match resource.period() {
        Period::Month => limit / DAYS_SHOWN.unsigned_abs(),
        Period::Day | Period::Stock => limit,
    }
}

/// Where bars and line are, in the picture's units.
#[derive(Debug, PartialEq, Eq)]
struct Drawing {
    bars: Vec<Bar>,
    line: u64,
}

#[derive(Debug, PartialEq, Eq)]
struct Bar {
    x: u64,
    height: u64,
}

impl Drawing {
    /// The line is at three quarters, or lower if a day went far over it. Whatever was used is seen: a bar of one unit at least.
    fn of(amounts: &[u64], free: u64) -> Self {
        let most = amounts.iter().max().copied().unwrap_or(0);
        let top = u128::from(most.max(free.saturating_add(free / 3)).max(1));
        let height = |amount: u64| {
            let units = u128::from(amount) * u128::from(HEIGHT) / top;
            u64::try_from(units).unwrap_or(HEIGHT).max(u64::from(amount > 0))
        };
        let bar = |(x, amount): (u64, &u64)| Bar {
            x: x * DAY_WIDTH + 1,
            height: height(*amount),
        };
        Self {
            bars: (0..).zip(amounts).map(bar).collect(),
            line: height(free),
        }
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

    fn heights(amounts: &[u64], free: u64) -> (Vec<u64>, u64) {
        let drawn = Drawing::of(amounts, free);
        (drawn.bars.iter().map(|bar| bar.height).collect(), drawn.line)
    }

    #[test]
    fn bars_are_as_high_as_what_was_used() {
        assert_eq!(heights(&[0, 1, 300, 600], 600), (vec![0, 1, 22, 45], 45));
        assert_eq!(heights(&[1200, 600], 600), (vec![60, 30], 30), "a day over the line");
        assert_eq!(heights(&[0, 0], 0), (vec![0, 0], 0));
        assert_eq!(heights(&[u64::MAX, 0], u64::MAX), (vec![60, 0], 60));
        let places: Vec<u64> = Drawing::of(&[1, 1, 1], 1).bars.iter().map(|bar| bar.x).collect();
        assert_eq!(places, [1, 9, 17]);
    }

    #[test]
    fn a_month_is_shown_by_its_thirtieth() {
        let plan = Plan::default();
        assert_eq!(free_of_a_day(&plan, Resource::ClassA), 33_333);
        assert_eq!(free_of_a_day(&plan, Resource::KvWrites), 1000);
        assert_eq!(free_of_a_day(&plan, Resource::StoredBytes), 10_000_000_000);
    }
}
