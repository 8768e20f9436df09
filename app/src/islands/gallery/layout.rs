//! Where each row of a justified grid begins and how high it is: what the browser makes of `.grid` and `.tile` in the style
//! sheet, calculated for tiles that are not in the document. It measures nothing itself.

/// How much `.grid::after` grows in comparison with tiles, which grow by a hundred times their proportions.
const FILLER: f64 = 1_000_000.0;

/// What rows depend on, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    /// The grid's inner width.
    pub(super) width: f64,
    /// How high a row is at least: `--row`.
    pub(super) row: f64,
    /// Between tiles, and between rows.
    pub(super) gap: f64,
    /// How wide a tile is at least: `min-width`.
    pub(super) least: f64,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// Its first tile.
    pub(super) first: usize,
    /// The tile after its last.
    pub(super) end: usize,
    /// Where it begins, from the grid's top.
    pub(super) top: f64,
    /// How high it is.
    pub(super) height: f64,
}

impl Row {
    /// Where it ends.
    pub(super) const fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

/// All rows of tiles with these proportions.
pub(super) fn rows(ratios: &[f64], measure: Measure) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut first, mut used) = (0, 0.0);
    for (index, ratio) in ratios.iter().enumerate() {
        let basis = measure.basis(*ratio).max(measure.least);
        let with_this = used + measure.gap + basis;
        if index > first && with_this > measure.width {
            measure.close(&mut rows, ratios, first..index, 0.0);
            (first, used) = (index, basis);
        } else {
            used = if index == first { basis } else { with_this };
        }
    }
    if first < ratios.len() {
        let filled = used + measure.gap <= measure.width;
        measure.close(
            &mut rows,
            ratios,
            first..ratios.len(),
            if filled { FILLER } else { 0.0 },
        );
    }
    rows
}

impl Measure {
    /// `flex-basis`. Browsers count in 64ths of a pixel.
    fn basis(&self, ratio: f64) -> f64 {
        (ratio * self.row * 64.0).floor() / 64.0
    }

    fn close(self, rows: &mut Vec<Row>, ratios: &[f64], tiles: std::ops::Range<usize>, filler: f64) {
        let top = rows.last().map_or(0.0, |row| row.bottom() + self.gap);
        let (first, end) = (tiles.start, tiles.end);
        let height = self.height(ratios.get(tiles).unwrap_or_default(), filler);
        rows.push(Row {
            first,
            end,
            top,
            height,
        });
    }

    /// Tiles grow in proportion; those that would still be narrower than the least stay at that, and the row is as high as
    /// they make it (CSS Flexible Box Layout 9.7).
    fn height(self, ratios: &[f64], filler: f64) -> f64 {
        if let [only] = ratios
            && self.basis(*only) > self.width
        {
            return self.width / only;
        }
        let gaps = ratios.len() as f64 - if filler > 0.0 { 0.0 } else { 1.0 };
        let mut narrow = vec![false; ratios.len()];
        loop {
            let common = self.common_height(ratios, &narrow, gaps * self.gap, filler);
            let mut settled = true;
            for (ratio, narrow) in ratios.iter().zip(&mut narrow) {
                if !*narrow && ratio * common < self.least {
                    (*narrow, settled) = (true, false);
                }
            }
            if settled {
                let lifted = ratios.iter().zip(&narrow).filter(|(_, narrow)| **narrow);
                return lifted.fold(common, |height, (ratio, _)| height.max(self.least / ratio));
            }
        }
    }

    fn common_height(self, ratios: &[f64], narrow: &[bool], gaps: f64, filler: f64) -> f64 {
        let (mut free, mut sum) = (self.width - gaps, 0.0);
        for (ratio, narrow) in ratios.iter().zip(narrow) {
            if *narrow {
                free -= self.least;
            } else {
                free -= ratio * self.row;
                sum += ratio;
            }
        }
        let grow = sum * 100.0 + filler;
        if grow > 0.0 {
            self.row + free * 100.0 / grow
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: Measure = Measure {
        width: 1000.0,
        row: 200.0,
        gap: 10.0,
        least: 50.0,
    };

    #[test]
    fn a_row_takes_what_fits_and_grows_to_the_edge() {
        let rows = rows(&[1.5, 1.5, 1.5, 1.5], DESK);
        assert_eq!(rows.len(), 2);
        let first = rows[0];
        assert_eq!((first.first, first.end), (0, 3));
        assert!((first.height - (1000.0 - 20.0) / 4.5).abs() < 0.001);
        assert!((rows[1].top - (first.height + 10.0)).abs() < 0.001);
    }

    #[test]
    fn the_last_row_does_not_grow_but_where_nothing_fits_beside_it() {
        let height = |ratios: &[f64]| rows(ratios, DESK)[0].height;
        assert!((height(&[1.5]) - 200.0).abs() < 0.1);
        assert!((height(&[3.0, 1.94]) - 990.0 / 4.94).abs() < 0.001);
    }

    #[test]
    fn what_is_very_narrow_keeps_its_least_width() {
        let narrow = Measure { least: 150.0, ..DESK };
        let row = rows(&[0.5, 3.0, 3.0], narrow)[0];
        assert_eq!((row.first, row.end), (0, 2));
        assert!((row.height - 300.0).abs() < 0.001, "{}", row.height);
    }

    #[test]
    fn what_is_wider_than_the_grid_shrinks_to_it() {
        let phone = Measure { width: 300.0, ..DESK };
        let rows = rows(&[3.0, 1.0], phone);
        assert_eq!(rows.len(), 2);
        assert!((rows[0].height - 100.0).abs() < 0.001);
    }

    #[test]
    fn nothing_makes_no_rows() {
        assert_eq!(rows(&[], DESK), []);
    }
}
