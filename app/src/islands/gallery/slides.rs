//! The photos of a grid, for the lightbox: all that are loaded and can be shown large, in the document or not.

use super::{sight, stream::Stream};
use crate::{
    browser::window,
    islands::lightbox::{self, Entry, Slides, Soon},
};
use std::rc::Rc;
use web_sys::{Element, MouseEvent};

/// Opens the photo that a link leads to, if it can be shown large; else the link is followed.
pub(super) fn open(stream: &Stream, link: &Element, event: &MouseEvent) {
    let tile = link.closest("li").ok().flatten();
    let shelf = stream.shelf.borrow();
    let Some(number) = tile
        .and_then(|tile| sight::index_of(&shelf.live, &tile))
        .and_then(|index| number_of(stream, index))
    else {
        return;
    };
    drop(shelf);
    event.prevent_default();
    lightbox::open(Rc::new(stream.clone()), number, Entry::New);
}

/// After going forward to an entry that a lightbox had: shows it again, or loads its page where it is no longer known.
pub(super) fn reopen(stream: &Stream) {
    let Some(path) = window().ok().and_then(|window| window.location().pathname().ok()) else {
        return;
    };
    if path == stream.path || lightbox::is_open() {
        return;
    }
    let link = format!("href=\"{path}\"");
    let leads_there = |html: &Option<String>| html.as_ref().is_some_and(|html| html.contains(&link));
    let index = stream
        .shelf
        .borrow()
        .tiles
        .iter()
        .position(|tile| leads_there(&tile.html));
    match index.and_then(|index| number_of(stream, index)) {
        Some(number) => lightbox::open(Rc::new(stream.clone()), number, Entry::Present),
        None => reload(),
    }
}

fn reload() {
    if let Ok(window) = window() {
        // a browser that refuses leaves the visitor on the grid
        let _ = window.location().reload();
    }
}

/// The place of a tile among those whose photos can be shown large.
fn number_of(stream: &Stream, index: usize) -> Option<u32> {
    let shelf = stream.shelf.borrow();
    shelf.tiles.get(index).filter(|tile| tile.opens)?;
    let before = shelf.tiles.iter().take(index).filter(|tile| tile.opens).count();
    u32::try_from(before).ok()
}

/// The tile with this place among those whose photos can be shown large.
fn index_of(stream: &Stream, number: u32) -> Option<usize> {
    let shelf = stream.shelf.borrow();
    let opening = shelf.tiles.iter().enumerate().filter(|(_, tile)| tile.opens);
    opening.map(|(index, _)| index).nth(number as usize)
}

impl Slides for Stream {
    fn count(&self) -> u32 {
        let count = self.shelf.borrow().tiles.iter().filter(|tile| tile.opens).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn element(&self, number: u32) -> Option<Element> {
        let index = index_of(self, number)?;
        let shelf = self.shelf.borrow();
        let tile = shelf.tiles.get(index).filter(|tile| tile.html.is_some())?;
        shelf.live.get(index).cloned().or_else(|| tile.element())
    }

    fn on_page(&self, number: u32) -> Option<Element> {
        self.shelf.borrow().live.get(index_of(self, number)?).cloned()
    }

    fn bring(&self, number: u32) {
        if let Some(index) = index_of(self, number) {
            self.shelf.borrow_mut().bring(index);
            self.look();
        }
    }

    fn fetch(&self, number: u32) -> Soon<bool> {
        let stream = self.clone();
        Box::pin(async move {
            let leaf = index_of(&stream, number).and_then(|index| stream.shelf.borrow().leaf_of(index));
            match leaf {
                Some(leaf) => stream.fill(leaf).await,
                None => false,
            }
        })
    }

    fn more(&self) -> Soon<()> {
        let stream = self.clone();
        Box::pin(async move { stream.load().await })
    }
}
