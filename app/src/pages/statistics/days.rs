//! The last thirty days: a picture for each figure, and all of them as a table.

use crate::{
    catalogue::{self, fill},
    text::figures::{amount, whole},
    ui::{BarChart, ColumnHeads},
};
use domain::plan::Resource;
use leptos::prelude::*;
use service::statistics::Day;

/// A figure of a day.
#[derive(Debug, Clone, Copy)]
enum Figure {
    Uploads,
    Views,
    SignUps,
    Stored,
}

impl Figure {
    const ALL: [Self; 4] = [Self::Uploads, Self::Views, Self::SignUps, Self::Stored];

    const fn of(self, day: &Day) -> u64 {
        match self {
            Self::Uploads => day.uploads,
            Self::Views => day.views,
            Self::SignUps => day.sign_ups,
            Self::Stored => day.stored,
        }
    }

    fn name(self) -> &'static str {
        let words = catalogue::here();
        match self {
            Self::Uploads => words.statistics.uploads,
            Self::Views => words.statistics.views,
            Self::SignUps => words.statistics.sign_ups,
            Self::Stored => words.usage.stored_bytes,
        }
    }

    fn written(self, number: u64) -> String {
        match self {
            Self::Stored => amount(Resource::StoredBytes, number),
            _ => whole(number),
        }
    }
}

/// All of it.
#[component]
pub(super) fn Days(days: Vec<Day>) -> impl IntoView {
    let words = catalogue::here();
    let charts = Figure::ALL
        .map(|figure| chart(figure, &days))
        .into_iter()
        .collect_view();
    view! {
        <section>
            <h2>{words.usage.days}</h2>
            <p class="faint">{words.statistics.views_text}</p>
            <div class="pictures">{charts}</div>
            <details class="fold">
                <summary>{words.usage.as_table}</summary>
                <AsTable days/>
            </details>
        </section>
    }
}

fn chart(figure: Figure, days: &[Day]) -> impl IntoView + use<> {
    let amounts: Vec<u64> = days.iter().map(|day| figure.of(day)).collect();
    let most = figure.written(amounts.iter().max().copied().unwrap_or(0));
    let today = figure.written(amounts.last().copied().unwrap_or(0));
    let name = figure.name();
    let values = [("what", name), ("most", &most), ("today", &today)];
    let label = fill(catalogue::here().usage.picture, &values);
    view! { <BarChart name label today amounts line=None/> }
}

#[component]
fn AsTable(days: Vec<Day>) -> impl IntoView {
    let words = catalogue::here();
    let heads = [words.usage.day].into_iter().chain(Figure::ALL.map(Figure::name));
    let row = |day: &Day| {
        let cell = |figure: Figure| view! { <td>{figure.written(figure.of(day))}</td> };
        let cells = Figure::ALL.map(cell).into_iter().collect_view();
        view! { <tr><th scope="row">{day.begun.day()}</th>{cells}</tr> }
    };
    let rows = days.iter().rev().map(row).collect_view();
    view! {
        <div class="wide-table" tabindex="0" role="region" aria-label=words.statistics.days_table>
            <table>
                <ColumnHeads of=heads.collect()/>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
