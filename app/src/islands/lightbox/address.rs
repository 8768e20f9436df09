//! The lightbox in the address bar: every photo has its page's address, and Back closes.

use super::{Entry, open};
use crate::browser::{Unable, events::on_window, history, window};
use std::cell::Cell;
use web_sys::ScrollRestoration;

/// The entry of an open lightbox.
#[derive(Debug)]
pub(super) struct Address {
    /// Whether the lightbox's entry is the one that is shown.
    shown: Cell<bool>,
    /// Title of the page below.
    title: String,
    /// The name of the site, as a title ends with it.
    site: String,
}

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    /// Who finds the place on the page below after the lightbox has closed.
    static BELOW: Cell<Option<ScrollRestoration>> = const { Cell::new(None) };
}

impl Address {
    /// Enters the history. The page below stays where it is, whatever the browser remembers.
    pub(super) fn enter(url: &str, entry: Entry) -> Result<Self, Unable> {
        listen();
        let history = window()?.history()?;
        let title = window()?.document().ok_or(Unable)?.title();
        if entry == Entry::New {
            BELOW.set(Some(history.scroll_restoration()?));
            history::page_finds_place(true);
            history::push(url)?;
        }
        Ok(Self {
            shown: Cell::new(true),
            title,
            site: site().map(|name| format!(" · {name}")).unwrap_or_default(),
        })
    }

    /// Shows another photo's address and title.
    pub(super) fn turn(&self, url: &str, title: &str) {
        if self.shown.get() {
            // the address of the photo before is the best that is left
            let _ = history::replace(url);
        }
        set_title(&format!("{title}{}", self.site));
    }

    /// Leaves the history's entry, unless Back has done that already.
    pub(super) fn leave(&self) {
        set_title(&self.title);
        if self.shown.replace(false) {
            // then the address stays the photo's, and reloading shows its page
            let _ = history::back();
        }
    }
}

/// What the site is called, as its header says.
fn site() -> Option<String> {
    let brand = window().ok()?.document()?.query_selector(".brand").ok()??;
    Some(brand.text_content()?.trim().to_owned())
}

fn set_title(title: &str) {
    if let Some(document) = window().ok().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Back closes what is open.
fn listen() {
    if !LISTENING.replace(true) {
        on_window("popstate", |_| {
            open::with_open(|lightbox| {
                lightbox.address.shown.set(false);
                lightbox.close();
            });
            if let Some(below) = BELOW.take() {
                history::page_finds_place(below == ScrollRestoration::Manual);
            }
        });
    }
}

/// On a page that was loaded at an address of the lightbox: going from there to an entry of the page below only changes the
/// address, since to the browser both were one document once. So the page that belongs to it is loaded.
pub(super) fn reload_elsewhere() {
    let own = path();
    on_window("popstate", move |_| {
        if path() != own
            && let Ok(window) = window()
        {
            // a browser that refuses leaves the visitor on this page
            let _ = window.location().reload();
        }
    });
}

fn path() -> Option<String> {
    window().ok()?.location().pathname().ok()
}
