//! The parts that need scripts: each is HTML first, and comes alive in the browser.
//!
//! The browser loads one of two modules: `browse` on pages that are looked at, `forms` where something is sent. So nobody
//! who looks at photographs downloads the uploader.

#[cfg(any(feature = "ssr", feature = "browse"))]
mod gallery;
#[cfg(any(feature = "ssr", feature = "browse"))]
mod lightbox;
#[cfg(any(feature = "ssr", feature = "browse"))]
mod pending;
#[cfg(any(feature = "ssr", feature = "browse"))]
pub use {
    gallery::Endless,
    lightbox::{Enlarge, Share},
    pending::Pending,
};

#[cfg(any(feature = "ssr", feature = "forms"))]
mod account;
#[cfg(any(feature = "ssr", feature = "forms"))]
mod share;
#[cfg(any(feature = "ssr", feature = "forms"))]
mod upload;
#[cfg(feature = "ssr")]
pub(crate) use account::Does;
#[cfg(any(feature = "ssr", feature = "forms"))]
pub use {
    account::AccountForm,
    share::{CopyLink, ShareDoor, ShareLinkForm},
    upload::Uploader,
};

mod photo;
mod watch;
