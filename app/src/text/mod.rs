//! Texts and numbers as people read them, and as HTML wants them. Pure functions.

#[cfg(any(feature = "ssr", feature = "browse"))]
pub(crate) mod decimal;
pub(crate) mod picture;
pub(crate) mod size;

#[cfg(feature = "ssr")]
pub(crate) mod alt;
#[cfg(feature = "ssr")]
pub(crate) mod camera;
#[cfg(feature = "ssr")]
pub(crate) mod coordinates;
#[cfg(feature = "ssr")]
pub(crate) mod date;
#[cfg(feature = "ssr")]
pub(crate) mod device;
#[cfg(feature = "ssr")]
pub(crate) mod figures;
#[cfg(feature = "ssr")]
pub(crate) mod letter;
#[cfg(feature = "ssr")]
pub(crate) mod licence;
#[cfg(feature = "ssr")]
pub(crate) mod local_path;
#[cfg(feature = "ssr")]
pub(crate) mod place;
#[cfg(feature = "ssr")]
pub(crate) mod query;
#[cfg(feature = "ssr")]
pub mod refusal;
#[cfg(feature = "ssr")]
pub(crate) mod state;
