//! The tiles that are in the document, by number and in their order.

use web_sys::Element;

/// A short list is smaller to download than a tree, and no slower: there are never many.
#[derive(Debug, Default)]
pub(super) struct Live(Vec<(usize, Element)>);

impl Live {
    /// These elements, numbered from the first.
    pub(super) fn of(elements: Vec<Element>) -> Self {
        Self(elements.into_iter().enumerate().collect())
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Element)> {
        self.0.iter().map(|(tile, element)| (*tile, element))
    }

    /// The element of a tile.
    pub(super) fn get(&self, tile: usize) -> Option<&Element> {
        self.0
            .get(self.place(tile))
            .filter(|(found, _)| *found == tile)
            .map(|(_, element)| element)
    }

    /// Adds one that is not there yet.
    pub(super) fn insert(&mut self, tile: usize, element: Element) {
        self.0.insert(self.place(tile), (tile, element));
    }

    /// Takes out of the document, and out of this list, all but these.
    pub(super) fn keep(&mut self, stays: impl Fn(usize) -> bool) {
        self.0.retain(|(tile, element)| {
            let stays = stays(*tile);
            if !stays {
                element.remove();
            }
            stays
        });
    }

    fn place(&self, tile: usize) -> usize {
        self.0.partition_point(|(found, _)| *found < tile)
    }
}
