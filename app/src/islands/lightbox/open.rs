//! Opening, moving, closing: PhotoSwipe and the page around it, brought together.

use super::{
    Entry, Slides,
    address::Address,
    controls,
    library::{PhotoSwipe, Told},
    options::{give, options},
    slide::Slide,
};
use crate::{
    browser::{
        Unable,
        document::{all, first},
        focus::focus,
        window,
    },
    catalogue::LightboxWords,
};
use std::{
    cell::{Cell, RefCell},
    ops::Deref,
    rc::Rc,
};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement};

/// How near the last photo may come before more are fetched.
const AHEAD: u32 = 5;

/// An open lightbox. Clones are the same.
#[derive(Clone)]
pub(super) struct Lightbox(Rc<Parts>);

/// What clones share.
pub(super) struct Parts {
    pub(super) photoswipe: PhotoSwipe,
    pub(super) element: Element,
    pub(super) slides: Rc<dyn Slides>,
    pub(super) address: Address,
    pub(super) playing: Cell<bool>,
    pub(super) playing_since: Cell<u32>,
    pub(super) details: Cell<u32>,
    fetching: Cell<bool>,
    /// Whether it was to be closed, maybe before it had opened.
    unwanted: Cell<bool>,
}

impl Deref for Lightbox {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

thread_local! {
    static OPEN: RefCell<Option<Lightbox>> = const { RefCell::new(None) };
    /// Between a click and the library's arrival.
    static OPENING: Cell<bool> = const { Cell::new(false) };
}

/// Whether one is open, or about to be.
pub(crate) fn is_open() -> bool {
    OPENING.get() || OPEN.with_borrow(Option::is_some)
}

/// Does something with the one that is open.
pub(super) fn with_open(act: impl FnOnce(&Lightbox)) {
    let open = OPEN.with_borrow(Clone::clone);
    if let Some(open) = open {
        act(&open);
    }
}

/// Opens the lightbox. Where it cannot be had, the photo's page is opened as any link would.
pub(crate) fn open(slides: Rc<dyn Slides>, number: u32, entry: Entry) {
    if OPENING.replace(true) || OPEN.with_borrow(Option::is_some) {
        return;
    }
    let url = slides
        .element(number)
        .and_then(|element| Slide::read(&element))
        .map(|slide| slide.url);
    spawn_local(async move {
        let opened = try_open(slides, number, entry).await;
        OPENING.set(false);
        if let (Err(Unable), Some(url), Ok(window)) = (opened, url, window()) {
            // if even that is refused there is nothing left to do
            let _ = window.location().assign(&url);
        }
    });
}

async fn try_open(slides: Rc<dyn Slides>, number: u32, entry: Entry) -> Result<(), Unable> {
    let photoswipe = PhotoSwipe::make(&options(number)).await?;
    let slide = slides
        .element(number)
        .and_then(|element| Slide::read(&element))
        .ok_or(Unable)?;
    give(&photoswipe, &slides);
    let address = Address::enter(&slide.url, entry)?;
    let opening = photoswipe.clone();
    // before it begins: where nothing moves it has opened at once
    photoswipe.listen("openingAnimationEnd", move |_| opened(&opening));
    photoswipe.init();
    let lightbox = Lightbox(Rc::new(Parts {
        element: photoswipe.element().ok_or(Unable)?,
        photoswipe,
        slides,
        address,
        playing: Cell::new(false),
        playing_since: Cell::new(0),
        details: Cell::new(0),
        fetching: Cell::new(false),
        unwanted: Cell::new(false),
    }));
    lightbox.furnish()?;
    OPEN.set(Some(lightbox.clone()));
    lightbox.turned();
    Ok(())
}

/// It stands, and can be closed from now on.
fn opened(photoswipe: &PhotoSwipe) {
    if let Some(element) = photoswipe.element() {
        // every element takes this attribute; tests wait for it
        let _ = element.set_attribute("data-opened", "");
    }
    // a moment later: PhotoSwipe itself still does something for its opening
    spawn_local(async {
        with_open(|lightbox| {
            if lightbox.unwanted.get() {
                lightbox.close();
            }
        });
    });
}

impl Lightbox {
    /// Closes, or will as soon as it has opened: PhotoSwipe does not turn back halfway.
    pub(super) fn close(&self) {
        self.unwanted.set(true);
        self.photoswipe.close();
    }

    /// Puts the controls over the photo, and listens to them.
    fn furnish(&self) -> Result<(), Unable> {
        self.element.set_attribute("aria-modal", "true")?;
        self.element.set_attribute("aria-label", LightboxWords::here().name)?;
        self.element.insert_adjacent_html("beforeend", &controls::html())?;
        self.set_page_inert(true);
        self.focus_itself();
        let clicked = self.clone();
        let click = Closure::<dyn Fn(Event)>::new(move |event: Event| clicked.click(&event)).into_js_value();
        self.element
            .add_event_listener_with_callback("click", click.unchecked_ref())?;
        self.listen("change", |lightbox, _| lightbox.turned());
        self.listen("keydown", |lightbox, told| lightbox.key(&told));
        self.listen("pointerDown", |lightbox, _| lightbox.stop_slideshow());
        self.listen("close", |lightbox, _| lightbox.closing());
        self.listen("destroy", |lightbox, _| lightbox.closed());
        Ok(())
    }

    fn listen(&self, name: &str, act: fn(&Self, Told)) {
        let lightbox = self.clone();
        self.photoswipe.listen(name, move |told| act(&lightbox, told));
    }

    /// The photo that is shown.
    pub(super) fn slide(&self) -> Option<Slide> {
        Slide::read(&self.slides.element(self.photoswipe.index())?)
    }

    /// Another photo is shown: everything around it follows.
    fn turned(&self) {
        let (number, count) = (self.photoswipe.index(), self.slides.count());
        if let Some(slide) = self.slide() {
            self.address.turn(&slide.url, &slide.title);
            if let Some(caption) = first(&self.element, ".lb-caption") {
                caption.set_inner_html(&slide.caption);
            }
        }
        for (act, disabled) in [("previous", number == 0), ("next", number + 1 >= count)] {
            if let Some(button) = first(&self.element, &format!("[data-do={act}]")) {
                // every element takes this attribute
                let _ = button.toggle_attribute_with_force("disabled", disabled);
            }
        }
        self.load_details();
        if number + AHEAD >= count {
            self.fetch_more(count);
        }
    }

    /// Asks for the photos after the last, once at a time.
    fn fetch_more(&self, count: u32) {
        if self.fetching.replace(true) {
            return;
        }
        let lightbox = self.clone();
        spawn_local(async move {
            lightbox.slides.more().await;
            lightbox.fetching.set(false);
            if lightbox.slides.count() > count && is_same(&lightbox) {
                // the place right of the last photo is no longer empty
                lightbox.photoswipe.refresh(count);
            }
        });
    }

    /// Begins to close: the page below comes back, at the photo that was shown last.
    fn closing(&self) {
        self.stop_slideshow();
        self.set_page_inert(false);
        self.slides.bring(self.photoswipe.index());
        self.address.leave();
        if let Some(document) = document().filter(|document| document.fullscreen_element().is_some()) {
            document.exit_fullscreen();
        }
    }

    /// Has closed: the photo's own link has the focus again.
    fn closed(&self) {
        OPEN.set(None);
        let tile = self.slides.on_page(self.photoswipe.index());
        let link = tile.and_then(|tile| first(&tile, "a, button"));
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            focus(&link);
        }
    }

    /// Nothing outside the lightbox can be reached while it is open.
    fn set_page_inert(&self, inert: bool) {
        let Some(body) = document().and_then(|document| document.body()) else {
            return;
        };
        for element in all(&body, ":scope > :not(.pswp)") {
            // every element takes this attribute
            let _ = element.toggle_attribute_with_force("inert", inert);
        }
    }

    fn focus_itself(&self) {
        if let Some(element) = self.element.dyn_ref::<HtmlElement>() {
            focus(element);
        }
    }

    /// Gives one of the controls the focus.
    pub(super) fn focus(&self, selector: &str) {
        if let Some(element) = first(&self.element, selector).and_then(|element| element.dyn_into().ok()) {
            focus(&element);
        }
    }
}

/// Whether this one is still open.
fn is_same(lightbox: &Lightbox) -> bool {
    OPEN.with_borrow(|open| open.as_ref().is_some_and(|open| Rc::ptr_eq(&open.0, &lightbox.0)))
}

fn document() -> Option<web_sys::Document> {
    window().ok()?.document()
}
