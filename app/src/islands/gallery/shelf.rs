//! All tiles that have been loaded, and which of them are in the document: never more than a few screens of them.
//!
//! It loads nothing: that is `stream`.

use super::{
    layout::{Measure, Row, rows},
    live::Live,
    sight,
    tile::Tile,
    window::{Piece, pieces},
};
use crate::browser::document::all;
use std::ops::Range;
use web_sys::Element;

/// A page of the list, by its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Where it comes from.
    pub(super) url: String,
    /// How many tiles it has.
    pub(super) tiles: usize,
}

/// The tiles.
#[derive(Debug)]
pub(super) struct Shelf {
    /// The list in the document.
    pub(super) grid: Element,
    /// All that have been loaded, newest first.
    pub(super) tiles: Vec<Tile>,
    /// The pages that they came in.
    pub(super) leaves: Vec<Leaf>,
    /// Those in the document.
    pub(super) live: Live,
    rows: Vec<Row>,
    kept: Range<usize>,
    measure: Option<Measure>,
}

impl Shelf {
    /// The tiles of a grid as the page brought it.
    pub(super) fn of(grid: Element, url: String) -> Self {
        let live = Live::of(all(&grid, ":scope > li"));
        let tiles: Vec<Tile> = live.iter().map(|(_, tile)| Tile::read(tile)).collect();
        let leaves = vec![Leaf {
            url,
            tiles: tiles.len(),
        }];
        Self {
            grid,
            tiles,
            leaves,
            live,
            rows: Vec::new(),
            kept: 0..0,
            measure: None,
        }
    }

    /// Adds a page at the end.
    pub(super) fn append(&mut self, url: String, tiles: Vec<Tile>) {
        self.leaves.push(Leaf {
            url,
            tiles: tiles.len(),
        });
        self.tiles.extend(tiles);
        self.lay_out();
    }

    /// Puts tiles of a page that was fetched again in the place of those that stood for them.
    pub(super) fn refill(&mut self, leaf: usize, tiles: Vec<Tile>) {
        let Some(range) = self.range(leaf) else { return };
        let (view, anchor) = (sight::view(&self.grid), sight::anchor(&self.live));
        if let Some(leaf) = self.leaves.get_mut(leaf) {
            leaf.tiles = tiles.len();
        }
        self.tiles.splice(range.clone(), tiles);
        // elements stand for places, and from here on those are others
        self.live.keep(|tile| tile < range.start);
        self.calculate();
        self.keep(view.rows(&self.rows), anchor);
    }

    /// Holds these tiles instead.
    pub(super) fn restore(&mut self, tiles: Vec<Tile>) {
        self.measure = sight::measure(&self.grid, &self.live, &self.tiles);
        self.live.keep(|_| false);
        self.tiles = tiles;
        self.calculate();
    }

    /// The tiles of a page.
    fn range(&self, leaf: usize) -> Option<Range<usize>> {
        let start = self.leaves.get(..leaf)?.iter().map(|leaf| leaf.tiles).sum();
        Some(start..start + self.leaves.get(leaf)?.tiles)
    }

    /// A page in the document whose tiles are unknown.
    pub(super) fn awaited(&self) -> Option<usize> {
        let unknown = |tile: &usize| self.tiles.get(*tile).is_some_and(|tile| tile.html.is_none());
        let tile = self.live.iter().map(|(tile, _)| tile).find(unknown)?;
        self.leaf_of(tile)
    }

    /// The page that a tile came in.
    pub(super) fn leaf_of(&self, tile: usize) -> Option<usize> {
        let mut end = 0;
        self.leaves.iter().position(|leaf| {
            end += leaf.tiles;
            tile < end
        })
    }

    /// Calculates all rows anew, if the grid can be measured, and keeps those that are to be seen.
    pub(super) fn lay_out(&mut self) {
        self.measure = sight::measure(&self.grid, &self.live, &self.tiles).or(self.measure);
        self.calculate();
        if !self.rows.is_empty() {
            self.keep(sight::view(&self.grid).rows(&self.rows), sight::anchor(&self.live));
        }
    }

    fn calculate(&mut self) {
        if let Some(measure) = self.measure {
            let ratios: Vec<f64> = self.tiles.iter().map(|tile| tile.ratio).collect();
            self.rows = rows(&ratios, measure);
        }
    }

    /// After scrolling: lets rows come and go, if it is time.
    pub(super) fn follow(&mut self) {
        let view = sight::view(&self.grid);
        if !self.rows.is_empty() && !view.is_served(&self.kept, &self.rows) {
            self.keep(view.rows(&self.rows), sight::anchor(&self.live));
        }
    }

    /// Scrolls to a tile, so that its top is this far from the screen's.
    pub(super) fn show(&mut self, tile: usize, top: f64) {
        let row = self.rows.partition_point(|row| row.end <= tile);
        if let Some(row) = self.rows.get(row).copied() {
            self.keep(sight::at(row.top).rows(&self.rows), None);
            sight::hold(self.live.get(tile), top);
        }
    }

    /// Brings a tile into sight, if it is not.
    pub(super) fn bring(&mut self, tile: usize) {
        let place = self.live.get(tile).map(Element::get_bounding_client_rect);
        let screen = sight::screen();
        let in_sight = place.is_some_and(|place| place.bottom() > 0.0 && place.top() < screen);
        if !in_sight {
            self.lay_out();
            self.show(tile, screen / 3.0);
        }
    }

    /// Makes the document hold these rows; the anchor stays where it is seen.
    fn keep(&mut self, kept: Range<usize>, anchor: Option<(usize, f64)>) {
        self.kept = kept;
        let pieces = pieces(&self.rows, &self.kept, sight::focused(&self.live));
        self.remove_others(&pieces);
        self.insert(&pieces);
        if let Some((tile, top)) = anchor {
            sight::hold(self.live.get(tile), top);
        }
    }

    fn remove_others(&mut self, pieces: &[Piece]) {
        self.live.keep(|tile| {
            pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Tiles(tiles) if tiles.contains(&tile)))
        });
        for spacer in all(&self.grid, ":scope > .spacer") {
            spacer.remove();
        }
    }

    /// What stays is in its order already, so that nothing needs to be moved: moving would take the focus away.
    fn insert(&mut self, pieces: &[Piece]) {
        let mut place = self.grid.first_element_child();
        for piece in pieces {
            match piece {
                Piece::Space(height) => self.put(sight::spacer(*height), place.as_ref()),
                Piece::Tiles(tiles) => {
                    for tile in tiles.clone() {
                        if let Some(present) = self.live.get(tile) {
                            place = present.next_element_sibling();
                        } else if let Some(element) = self.tiles.get(tile).and_then(Tile::element) {
                            self.put(Some(element.clone()), place.as_ref());
                            self.live.insert(tile, element);
                        }
                    }
                }
            }
        }
    }

    fn put(&self, element: Option<Element>, before: Option<&Element>) {
        if let Some(element) = element {
            // it can fail only if the place were elsewhere, which `insert` rules out
            let _ = self.grid.insert_before(&element, before.map(AsRef::as_ref));
        }
    }
}
