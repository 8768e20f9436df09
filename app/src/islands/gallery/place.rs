//! Where a visitor was in a grid that had grown: kept for this entry of the history, so that Back and reloading lead there.
//!
//! It keeps what stands around the screen as HTML; the rest is known by its proportions and fetched when it comes near.
//! Tiles may be of photos that only the viewer may see, so a place is for them alone, and forgotten as soon as somebody else
//! looks: by now the session may have ended, and another person may sit there.

use super::{
    shelf::{Leaf, Shelf},
    sight,
    stream::{Stage, Stream},
    tile::Tile,
};
use crate::browser::{
    document::{element, first},
    history, window,
};
use js_sys::{Array, JSON};
use wasm_bindgen::JsValue;
use web_sys::{Element, Storage};

/// What its names in the session's storage begin with.
const PREFIX: &str = "gallery:";

/// Nothing but a name for what is done with places.
pub(super) struct Place;

impl Place {
    /// From now on this entry's place is found by the page, since the browser knows only the first part of the grid.
    pub(super) fn keep_by_page() {
        history::page_finds_place(true);
    }

    /// Forgets what was kept for anybody but who looks now.
    ///
    /// The site cannot have the browser do that (`Clear-Site-Data`): the page that is left by signing out keeps its place only
    /// after that answer has arrived.
    pub(super) fn forget_others(root: &Element) {
        if let Some(storage) = storage() {
            forget(&storage, &name(root, ""));
        }
    }

    /// Keeps the place of a grid that has grown.
    pub(super) fn keep(stream: &Stream, id: &str) {
        let shelf = stream.shelf.borrow();
        if shelf.leaves.len() < 2 {
            return;
        }
        let (tile, top) = sight::anchor(&shelf.live).unwrap_or_default();
        let pager = first(&stream.root, ".pager").map(|pager| pager.outer_html());
        let packed = Array::of5(
            &leaves(&shelf),
            &tiles(&shelf),
            &html(&shelf),
            &pager.unwrap_or_default().into(),
            &Array::of3(&number(tile), &top.into(), &stream.left.get().into()),
        );
        if let Ok(text) = JSON::stringify(&packed) {
            store(&name(&stream.root, id), &String::from(text));
        }
    }

    /// Makes a grid what it was when it was left. Whether there was anything to restore.
    pub(super) fn restore(stream: &Stream, id: &str) -> bool {
        let kept = storage().and_then(|storage| storage.get_item(&name(&stream.root, id)).ok().flatten());
        let restored = kept
            .and_then(|text| JSON::parse(&text).ok())
            .and_then(|packed| unpack(stream, &Array::from(&packed)));
        restored.is_some()
    }
}

fn unpack(stream: &Stream, packed: &Array) -> Option<()> {
    let mut shelf = stream.shelf.borrow_mut();
    let place = Array::from(&packed.get(4));
    let known = known_tiles(packed, &shelf.tiles)?;
    shelf.leaves = Array::from(&packed.get(0))
        .iter()
        .filter_map(|leaf| unpack_leaf(&leaf))
        .collect();
    shelf.restore(known);
    stream.left.set(whole(&place.get(2))?);
    turn_pager(&stream.root, &packed.get(3).as_string()?);
    if stream.next().is_none() {
        stream.set_stage(Stage::End);
    }
    shelf.show(whole(&place.get(0))? as usize, place.get(1).as_f64()?);
    Some(())
}

/// All tiles, with the HTML of those that stood around the screen.
fn known_tiles(packed: &Array, first_page: &[Tile]) -> Option<Vec<Tile>> {
    let text = packed.get(1).as_string()?;
    let mut tiles: Vec<Tile> = text.split(' ').filter_map(Tile::unpack).collect();
    for pair in Array::from(&packed.get(2)).iter() {
        let pair = Array::from(&pair);
        let tile = tiles.get_mut(whole(&pair.get(0))? as usize)?;
        tile.html = pair.get(1).as_string();
    }
    // fewer than the page has now: not this list
    (tiles.len() >= first_page.len().min(1)).then_some(tiles)
}

fn unpack_leaf(leaf: &JsValue) -> Option<Leaf> {
    let pair = Array::from(leaf);
    Some(Leaf {
        url: pair.get(0).as_string()?,
        tiles: whole(&pair.get(1))? as usize,
    })
}

fn turn_pager(root: &Element, html: &str) {
    if let Some(pager) = first(root, ".pager") {
        match element(html) {
            // the pager stands in the document, so it can be replaced
            Some(kept) => drop(pager.replace_with_with_node_1(&kept)),
            None => pager.remove(),
        }
    }
}

fn leaves(shelf: &Shelf) -> JsValue {
    let pairs = shelf
        .leaves
        .iter()
        .map(|leaf| Array::of2(&leaf.url.as_str().into(), &number(leaf.tiles)));
    pairs.collect::<Array>().into()
}

fn tiles(shelf: &Shelf) -> JsValue {
    let packed: Vec<String> = shelf.tiles.iter().map(Tile::pack).collect();
    packed.join(" ").into()
}

fn html(shelf: &Shelf) -> JsValue {
    let first_page = 0..shelf.leaves.first().map_or(0, |leaf| leaf.tiles);
    let wanted = |index: &usize| first_page.contains(index) || shelf.live.get(*index).is_some();
    let known = shelf.tiles.iter().enumerate().filter(|(index, _)| wanted(index));
    known
        .filter_map(|(index, tile)| Some(Array::of2(&number(index), &tile.html.as_deref()?.into())))
        .collect::<Array>()
        .into()
}

/// JavaScript's numbers hold every count there is of tiles.
fn number(count: usize) -> JsValue {
    (count as f64).into()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count that this file has written"
)]
fn whole(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|number| number as u32)
}

fn storage() -> Option<Storage> {
    window().ok()?.session_storage().ok().flatten()
}

/// The name under which a place is kept: whose it is, as the page says, and which entry's.
fn name(root: &Element, id: &str) -> String {
    let viewer = root.get_attribute("data-viewer").unwrap_or_default();
    format!("{PREFIX}{viewer}:{id}")
}

/// Where the storage is full, the places of other grids give way.
fn store(name: &str, text: &str) {
    let Some(storage) = storage() else { return };
    if storage.set_item(name, text).is_err() {
        forget(&storage, name);
        // without room the visitor comes back to the top, as without this file
        let _ = storage.set_item(name, text);
    }
}

/// Forgets all places but those whose names begin like this.
fn forget(storage: &Storage, spared: &str) {
    let count = storage.length().unwrap_or_default();
    let names: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok()?).collect();
    for name in names {
        if name.starts_with(PREFIX) && !name.starts_with(spared) {
            // what cannot be removed stays
            let _ = storage.remove_item(&name);
        }
    }
}
