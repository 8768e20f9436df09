//! A small picture of some days, drawn on the server: a bar for each. Its figures are in a table beside it.

use crate::catalogue::{self, fill};
use leptos::prelude::*;

/// Width of a day and height of a picture, in units of its own.
const DAY_WIDTH: u64 = 8;
const HEIGHT: u64 = 60;

/// One picture.
#[component]
pub(crate) fn BarChart(
    /// What is shown.
    name: &'static str,
    /// A figure for each day, the earliest first.
    amounts: Vec<u64>,
    /// Where a line is drawn that should not be crossed, if there is one.
    line: Option<u64>,
    /// A figure as people read it.
    written: impl Fn(u64) -> String,
) -> impl IntoView {
    let most = written(amounts.iter().max().copied().unwrap_or(0));
    let today = written(amounts.last().copied().unwrap_or(0));
    // for those who do not see it
    let figures = [("what", name), ("most", &most), ("today", &today)];
    let label = fill(catalogue::here().usage.picture, &figures);
    let drawn = Drawing::of(&amounts, line);
    let width = drawn.width();
    let line = drawn.line.map(|line| {
        let height = HEIGHT - line;
        view! { <line x1="0" x2=width y1=height y2=height /> }
    });
    let bars = drawn
        .bars
        .iter()
        .map(|bar| view! { <rect x=bar.x y={HEIGHT - bar.height} width={DAY_WIDTH - 2} height=bar.height /> })
        .collect_view();
    view! {
        <figure>
            <figcaption>{name}<b>{today}</b></figcaption>
            <svg viewBox=format!("0 0 {width} {HEIGHT}") role="img" aria-label=label preserveAspectRatio="none">
                {bars}
                {line}
            </svg>
        </figure>
    }
}

/// A section of such pictures, and their figures as a table, folded away.
#[component]
pub(crate) fn Charts(
    /// What they show.
    heading: &'static str,
    /// How they are to be read.
    text: &'static str,
    /// The pictures.
    pictures: AnyView,
    /// The table.
    children: Children,
) -> impl IntoView {
    view! {
        <section>
            <h2>{heading}</h2>
            <p class="faint">{text}</p>
            <div class="pictures">{pictures}</div>
            <details class="fold">
                <summary>{catalogue::here().usage.as_table}</summary>
                {children()}
            </details>
        </section>
    }
}

/// Where bars and line are, in the picture's units.
#[derive(Debug, PartialEq, Eq)]
struct Drawing {
    bars: Vec<Bar>,
    line: Option<u64>,
}

#[derive(Debug, PartialEq, Eq)]
struct Bar {
    x: u64,
    height: u64,
}

impl Drawing {
    /// A line is at three quarters, or lower if a day went far over it. Whatever there was is seen: a bar of one unit at least.
    fn of(amounts: &[u64], line: Option<u64>) -> Self {
        let most = amounts.iter().max().copied().unwrap_or(0);
        let above = line.map_or(0, |line| line.saturating_add(line / 3));
        let top = u128::from(most.max(above).max(1));
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
            line: line.map(height),
        }
    }

    fn width(&self) -> u64 {
        self.bars.last().map_or(DAY_WIDTH, |bar| bar.x - 1 + DAY_WIDTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(amounts: &[u64], line: Option<u64>) -> (Vec<u64>, Option<u64>) {
        let drawn = Drawing::of(amounts, line);
        (drawn.bars.iter().map(|bar| bar.height).collect(), drawn.line)
    }

    #[test]
    fn bars_are_as_high_as_what_was_used() {
        assert_eq!(heights(&[0, 1, 300, 600], Some(600)), (vec![0, 1, 22, 45], Some(45)));
        assert_eq!(
            heights(&[1200, 600], Some(600)),
            (vec![60, 30], Some(30)),
            "a day over the line"
        );
        assert_eq!(heights(&[0, 0], Some(0)), (vec![0, 0], Some(0)));
        assert_eq!(heights(&[u64::MAX, 0], Some(u64::MAX)), (vec![60, 0], Some(60)));
        let places: Vec<u64> = Drawing::of(&[1, 1, 1], Some(1)).bars.iter().map(|bar| bar.x).collect();
        assert_eq!(places, [1, 9, 17]);
    }

    #[test]
    fn without_a_line_the_highest_bar_is_as_high_as_the_picture() {
        assert_eq!(heights(&[0, 5, 10], None), (vec![0, 30, 60], None));
        assert_eq!(heights(&[0, 0], None), (vec![0, 0], None));
        assert_eq!(Drawing::of(&[1; 30], None).width(), 240);
        assert_eq!(Drawing::of(&[], None).width(), 8);
    }
}
