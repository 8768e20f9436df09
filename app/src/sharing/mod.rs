//! Photos as other programs read them: feeds, sitemap, oEmbed, linked data. Pure functions from what is seen to text.
//!
//! Nothing here decides who may see what, and nothing here knows of HTTP.

pub mod atom;
pub mod feed;
pub mod json_feed;
pub mod json_ld;
pub mod oembed;
pub mod robots;
pub mod sitemap;

mod file;
mod texts;
mod xml;

pub(crate) use file::{absolute, jpeg};

/// Whose feed, or whose photo, it is.
#[derive(Debug, Clone)]
pub struct Publisher {
    /// What the site is called.
    pub name: String,
    /// Scheme and host, without a slash at the end.
    pub origin: String,
}
