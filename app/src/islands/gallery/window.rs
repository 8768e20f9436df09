//! Which tiles are in the document: those around what is seen, and the row that has the focus. Whole rows only, so that
//! those that stay do not change. It touches no element.

use super::layout::Row;
use std::ops::Range;

/// Screens above and below the one that is seen whose rows are in the document.
const SCREENS: f64 = 1.5;
/// Rows come and go when what is kept differs by more than this many screens from what should be.
const SLACK: f64 = 0.5;

/// A part of the grid.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Rows that are not in the document, and the room that they take.
    Space(f64),
    /// Tiles that are.
    Tiles(Range<usize>),
}

/// The part of the grid that is seen, from its top: where it begins and how high it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    /// Where it begins; negative while something above the grid is seen.
    pub(super) top: f64,
    /// How high the screen is.
    pub(super) height: f64,
}

impl View {
    /// The rows to keep, by number.
    pub(super) fn rows(self, rows: &[Row]) -> Range<usize> {
        let margin = SCREENS * self.height;
        let (from, to) = (self.top - margin, self.top + self.height + margin);
        let begin = rows.partition_point(|row| row.bottom() < from);
        let end = rows.partition_point(|row| row.top <= to);
        begin..end.max(begin)
    }

    /// Whether keeping these rows still serves.
    pub(super) fn is_served(self, kept: &Range<usize>, rows: &[Row]) -> bool {
        let Some((top, bottom)) = extent(kept, rows) else {
            return rows.is_empty();
        };
        let total = rows.last().map_or(0.0, Row::bottom);
        let (least, most) = (SCREENS - SLACK, SCREENS + SLACK);
        let above = self.top - top;
        let below = bottom - (self.top + self.height);
        let tallest = rows.get(kept.clone()).unwrap_or_default().iter();
        let row = tallest.fold(0.0_f64, |most, row| most.max(row.height));
        (top <= 0.0 || above >= least * self.height)
            && (bottom >= total || below >= least * self.height)
            && above <= most * self.height + row
            && below <= most * self.height + row
    }
}

fn extent(kept: &Range<usize>, rows: &[Row]) -> Option<(f64, f64)> {
    let first = rows.get(kept.start)?;
    let last = rows.get(kept.end.checked_sub(1)?)?;
    Some((first.top, last.bottom()))
}

/// The grid in pieces: these rows and the one with this tile, the others as room.
pub(super) fn pieces(rows: &[Row], kept: &Range<usize>, focused: Option<usize>) -> Vec<Piece> {
    let focus = focused.map(|tile| rows.partition_point(|row| row.end <= tile));
    let mut runs: Vec<Range<usize>> = vec![kept.clone()];
    if let Some(row) = focus.filter(|row| *row < rows.len() && !kept.contains(row)) {
        let place = usize::from(row >= kept.start);
        runs.insert(place, row..row + 1);
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    for run in runs {
        space(&mut pieces, rows, done..run.start);
        if let Some((first, last)) = rows
            .get(run.start)
            .zip(run.end.checked_sub(1).and_then(|last| rows.get(last)))
        {
            pieces.push(Piece::Tiles(first.first..last.end));
        }
        done = run.end.max(done);
    }
    space(&mut pieces, rows, done..rows.len());
    pieces
}

fn space(pieces: &mut Vec<Piece>, rows: &[Row], out: Range<usize>) {
    if let Some((top, bottom)) = extent(&out, rows) {
        pieces.push(Piece::Space(bottom - top));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of two tiles, 100 pixels each.
    fn rows(count: usize) -> Vec<Row> {
        (0..count)
            .map(|row| Row {
                first: row * 2,
                end: row * 2 + 2,
                top: row as f64 * 100.0,
                height: 90.0,
            })
            .collect()
    }

    const SCREEN: f64 = 400.0;

    fn at(top: f64) -> View {
        View { top, height: SCREEN }
    }

    #[test]
    fn rows_around_the_screen_are_kept() {
        let rows = rows(100);
        assert_eq!(at(0.0).rows(&rows), 0..11);
        assert_eq!(at(5_000.0).rows(&rows), 44..61);
        assert_eq!(at(9_700.0).rows(&rows), 91..100);
        assert_eq!(at(0.0).rows(&[]), 0..0);
    }

    #[test]
    fn what_is_kept_serves_for_half_a_screen_of_scrolling() {
        let rows = rows(100);
        let kept = at(5_000.0).rows(&rows);
        assert!(at(5_000.0).is_served(&kept, &rows));
        assert!(at(5_150.0).is_served(&kept, &rows));
        assert!(!at(5_300.0).is_served(&kept, &rows));
        assert!(!at(4_700.0).is_served(&kept, &rows));
        assert!(at(0.0).is_served(&(0..11), &rows), "nothing is above the first row");
        assert!(!at(0.0).is_served(&(0..100), &rows), "nor is everything kept");
    }

    #[test]
    fn room_stands_for_whole_rows_with_the_gaps_between_them() {
        assert_eq!(
            pieces(&rows(10), &(3..5), None),
            [Piece::Space(290.0), Piece::Tiles(6..10), Piece::Space(490.0)]
        );
        assert_eq!(pieces(&rows(3), &(0..3), None), [Piece::Tiles(0..6)]);
        assert_eq!(pieces(&[], &(0..0), None), []);
    }

    #[test]
    fn the_row_with_the_focus_stays() {
        assert_eq!(
            pieces(&rows(10), &(6..8), Some(3)),
            [
                Piece::Space(90.0),
                Piece::Tiles(2..4),
                Piece::Space(390.0),
                Piece::Tiles(12..16),
                Piece::Space(190.0)
            ]
        );
        assert_eq!(pieces(&rows(4), &(1..2), Some(2)), pieces(&rows(4), &(1..2), None));
    }
}
