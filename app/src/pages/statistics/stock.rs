//! What there is: photos and jobs by state, people, and how long the oldest job has waited.

use crate::{
    catalogue::{self, Statistics, fill},
    text::{date::day, figures::whole},
    ui::ColumnHeads,
};
use domain::time::Timestamp;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// All of it.
#[component]
pub(super) fn Stock(
    /// When it was counted, and what there was.
    counts: Option<(Timestamp, BTreeMap<String, u64>)>,
    /// For how long the oldest job has waited.
    waiting_seconds: Option<i64>,
) -> impl IntoView {
    let words = &catalogue::here().statistics;
    let waiting = waiting_seconds.map_or_else(
        || words.nothing_waits.to_owned(),
        |seconds| fill(words.waits, &[("time", &duration(words, seconds))]),
    );
    view! {
        <section>
            <h2>{words.stock}</h2>
            <p>{waiting}</p>
            {match counts {
                Some((counted, counts)) => view! { <Counted counted counts/> }.into_any(),
                None => view! { <p class="faint">{words.not_counted}</p> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Counted(counted: Timestamp, counts: BTreeMap<String, u64>) -> impl IntoView {
    let words = &catalogue::here().statistics;
    let row = |(kind, name): (&str, &'static str)| {
        let number = counts.get(kind).copied().unwrap_or(0);
        view! { <tr><th scope="row">{name}</th><td>{whole(number)}</td></tr> }
    };
    let rows = words.kinds().map(row).into_iter().collect_view();
    let counted = fill(words.counted, &[("day", &day(counted, catalogue::language()))]);
    view! {
        <p class="faint">{counted}</p>
        <table>
            <ColumnHeads of=vec![words.what, words.how_many]/>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Days and hours, hours and minutes, or minutes.
fn duration(words: &Statistics, seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let (days, hours) = (minutes / 1440, minutes / 60 % 24);
    let (text, values) = match (days, hours) {
        (0, 0) => (words.minutes, [("m", minutes), ("h", 0), ("d", 0)]),
        (0, _) => (words.hours, [("m", minutes % 60), ("h", hours), ("d", 0)]),
        (_, _) => (words.days, [("m", 0), ("h", hours), ("d", days)]),
    };
    let values = values.map(|(name, number)| (name, number.to_string()));
    fill(text, &values.each_ref().map(|(name, number)| (*name, number.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn how_long_is_told_in_two_units() {
        let words = &catalogue::of(Language::English).statistics;
        for (seconds, told) in [
            (-5, "0 min"),
            (59, "0 min"),
            (3599, "59 min"),
            (3660, "1 h 1 min"),
            (86_399, "23 h 59 min"),
            (200_000, "2 d 7 h"),
        ] {
            assert_eq!(duration(words, seconds), told);
        }
    }
}
