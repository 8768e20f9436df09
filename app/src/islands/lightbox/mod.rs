//! The lightbox: a photo over the page it was found on, with the others to the left and right of it.
//!
//! PhotoSwipe shows and moves the photos; what stands around them, the address and the keyboard are this site's own.

mod acts;
mod address;
mod controls;
mod details;
mod enlarge;
mod icons;
mod keys;
mod library;
mod open;
mod options;
mod share;
mod slide;
mod slides;
mod slideshow;

pub(super) use slides::{Slides, Soon};
pub use {enlarge::Enlarge, share::Share};

pub(super) use open::{is_open, open};

use web_sys::MouseEvent;

/// Whether a click asks for nothing but what is clicked on: no new tab, no window, no download.
pub(super) fn is_plain(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !modified && !event.default_prevented()
}

/// How a lightbox comes into the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// By a click: it gets an entry of its own.
    New,
    /// By going forward to the entry that it has already.
    Present,
}
