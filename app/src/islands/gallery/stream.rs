//! Fetches the next page when the end comes near, until it is time to let people reach the footer.

use super::{place::Place, shelf::Shelf, sight, tile::Tile};
use crate::{
    browser::{
        document::{all, fetch, first},
        events::before_next_frame,
        focus::focus,
        wait,
    },
    catalogue::{GalleryWords, number},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement};

/// Pages that are fetched by themselves, one after the other.
const PAGES_AT_ONCE: u32 = 5;
/// How near the end may come, in screens.
const SCREENS_AHEAD: f64 = 1.5;
/// What takes longer than this is shown to be under way, in milliseconds.
const SLOW: i32 = 200;

/// What is happening at the grid's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing yet.
    Waiting,
    /// A page is being fetched.
    Loading,
    /// That takes a while.
    Slow,
    /// The visitor decides whether to go on.
    Paused,
    /// A page could not be fetched.
    Failed,
    /// There are no more.
    End,
}

impl Stage {
    /// Its name in `data-stage`, for the style sheet.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Loading => "loading",
            Self::Slow => "slow",
            Self::Paused => "paused",
            Self::Failed => "failed",
            Self::End => "end",
        }
    }
}

/// A grid that grows. Clones are the same grid.
#[derive(Clone)]
pub(crate) struct Stream(Rc<Parts>);

/// What clones share.
pub(crate) struct Parts {
    pub(super) root: Element,
    /// The page's own path.
    pub(super) path: String,
    pub(super) shelf: RefCell<Shelf>,
    pub(super) left: Cell<u32>,
    stage: Cell<Stage>,
    refilling: Cell<bool>,
    looking: Cell<bool>,
}

impl std::ops::Deref for Stream {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Stream {
    /// Of the grid and the pager in this element; none if there is no photo.
    pub(super) fn of(root: Element) -> Option<Self> {
        let grid = first(&root, ".grid")?;
        grid.first_element_child()?;
        let location = web_sys::window()?.location();
        let (path, query) = (location.pathname().ok()?, location.search().ok()?);
        let url = format!("{path}{query}");
        Some(Self(Rc::new(Parts {
            root,
            path,
            shelf: RefCell::new(Shelf::of(grid, url)),
            left: Cell::new(PAGES_AT_ONCE),
            stage: Cell::new(Stage::Waiting),
            refilling: Cell::new(false),
            looking: Cell::new(false),
        })))
    }

    /// The address of the next page.
    pub(super) fn next(&self) -> Option<String> {
        first(&self.root, ".pager a[rel=next]")?.get_attribute("href")
    }

    /// Says what is happening, to the style sheet.
    pub(super) fn set_stage(&self, stage: Stage) {
        self.stage.set(stage);
        // every element takes this attribute
        let _ = self.root.set_attribute("data-stage", stage.as_str());
    }

    /// Says something in one of the places where it is read out.
    fn say(&self, place: &str, sentence: &str) {
        if let Some(place) = first(&self.root, place) {
            place.set_text_content(Some(sentence));
        }
    }

    /// After scrolling, and whenever the grid has changed.
    pub(super) fn look(&self) {
        self.shelf.borrow_mut().follow();
        self.refill();
        if self.stage.get() == Stage::Waiting && self.is_near_end() && self.next().is_some() {
            self.go_on();
        }
    }

    /// As [`Stream::look`], once for each frame that is shown.
    pub(super) fn look_soon(&self) {
        if !self.looking.replace(true) {
            let stream = self.clone();
            before_next_frame(move || {
                stream.looking.set(false);
                stream.look();
            });
        }
    }

    /// Another try, if the last one failed.
    pub(super) fn again(&self) {
        if self.stage.get() == Stage::Failed {
            self.start();
        }
    }

    fn is_near_end(&self) -> bool {
        let end = self.shelf.borrow().grid.get_bounding_client_rect().bottom();
        end < (1.0 + SCREENS_AHEAD) * sight::screen()
    }

    fn go_on(&self) {
        match self.left.get().checked_sub(1) {
            None => self.set_stage(Stage::Paused),
            Some(left) => {
                self.left.set(left);
                self.start();
            }
        }
    }

    /// The visitor wants more; the first new photo gets the focus that the button had.
    pub(super) fn more(&self) {
        self.left.set(PAGES_AT_ONCE.saturating_sub(1));
        let (stream, place) = (self.clone(), self.shelf.borrow().tiles.len());
        spawn_local(async move {
            stream.load().await;
            let link = stream.shelf.borrow().live.get(place).and_then(|tile| first(tile, "a"));
            if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                focus(&link);
            }
            stream.look();
        });
    }

    /// Fetches a page without being asked.
    pub(super) fn start(&self) {
        let stream = self.clone();
        spawn_local(async move {
            stream.load().await;
            stream.look();
        });
    }

    /// Fetches the next page, unless that is under way.
    pub(crate) async fn load(&self) {
        let Some(url) = self.next().filter(|_| !self.is_loading()) else {
            return;
        };
        self.set_stage(Stage::Loading);
        self.say_if_slow();
        match fetch(&url).await {
            Ok(page) => self.take(url, &page),
            Err(_) => {
                self.set_stage(Stage::Failed);
                self.say("[role=alert]", GalleryWords::here().failed);
            }
        }
    }

    fn is_loading(&self) -> bool {
        matches!(self.stage.get(), Stage::Loading | Stage::Slow)
    }

    fn say_if_slow(&self) {
        let stream = self.clone();
        spawn_local(async move {
            // without a timer nobody is told, which does no harm
            if wait::millis(SLOW).await.is_ok() && stream.stage.get() == Stage::Loading {
                stream.set_stage(Stage::Slow);
            }
        });
    }

    fn take(&self, url: String, page: &Document) {
        let tiles = tiles_of(page);
        let count = tiles.len();
        self.turn_pager(page);
        self.shelf.borrow_mut().append(url, tiles);
        Place::keep_by_page();
        let ended = self.next().is_none();
        self.set_stage(if ended { Stage::End } else { Stage::Waiting });
        let words = GalleryWords::here();
        let mut said = number(count, words.added_one, words.added_many);
        if ended {
            said = format!("{said} {}", words.end);
        }
        self.say("[role=status]", &said);
    }

    /// What led to this page gives way to what leads on from it.
    fn turn_pager(&self, page: &Document) {
        let next = page.query_selector(".gallery .pager").ok().flatten();
        match (first(&self.root, ".pager"), next) {
            (Some(old), Some(new)) => old.set_outer_html(&new.outer_html()),
            (Some(old), None) => old.remove(),
            (None, _) => {}
        }
    }

    /// Fetches again a page whose tiles are to be seen but were not kept.
    fn refill(&self) {
        let shelf = self.shelf.borrow();
        let Some(leaf) = shelf.awaited().filter(|_| !self.refilling.get()) else {
            return;
        };
        drop(shelf);
        let stream = self.clone();
        spawn_local(async move {
            if stream.fill(leaf).await {
                stream.look();
            }
        });
    }

    /// Whether a page's tiles are known now.
    pub(super) async fn fill(&self, leaf: usize) -> bool {
        let Some(url) = self.shelf.borrow().leaves.get(leaf).map(|leaf| leaf.url.clone()) else {
            return false;
        };
        self.refilling.set(true);
        let page = fetch(&url).await;
        self.refilling.set(false);
        let Ok(page) = page else { return false };
        self.shelf.borrow_mut().refill(leaf, tiles_of(&page));
        true
    }
}

fn tiles_of(page: &Document) -> Vec<Tile> {
    let grid = page.query_selector(".gallery .grid").ok().flatten();
    let tiles = grid.map(|grid| all(&grid, ":scope > li")).unwrap_or_default();
    tiles.iter().map(Tile::read).collect()
}
