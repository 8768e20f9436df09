//! The last thirty days: a picture for each figure, and all of them as a table.

use crate::{
    catalogue,
    text::figures::{amount, whole},
    ui::{BarChart, Charts, ColumnHeads},
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
        <Charts heading=words.usage.days text=words.statistics.views_text pictures=charts.into_any()>
            <AsTable days/>
        </Charts>
    }
}

fn chart(figure: Figure, days: &[Day]) -> impl IntoView + use<> {
    let amounts: Vec<u64> = days.iter().map(|day| figure.of(day)).collect();
    let written = move |amount| figure.written(amount);
    view! { <BarChart name=figure.name() amounts line=None written/> }
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
