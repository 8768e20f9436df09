//! A tile that may or may not be in the document.

use crate::{
    browser::document::{element, first},
    text::decimal,
};
use web_sys::Element;

/// Proportions of a tile that says none.
const USUAL: f64 = 1.5;

/// What is kept of a tile.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tile {
    /// Width divided by height.
    pub(super) ratio: f64,
    /// Whether its photo can be shown large.
    pub(super) opens: bool,
    /// Its HTML; unknown after a return, until its page is fetched again.
    pub(super) html: Option<String>,
}

impl Tile {
    /// What is kept of this element. Its image then waits until it comes near, wherever its page stands.
    pub(super) fn read(tile: &Element) -> Self {
        let style = tile.get_attribute("style").unwrap_or_default();
        let opens = tile.get_attribute("data-state").as_deref() == Some("ready");
        Self {
            ratio: ratio(&style).unwrap_or(USUAL),
            opens: opens && first(tile, "img[srcset]").is_some(),
            html: Some(
                tile.outer_html()
                    .replace(" fetchpriority=\"high\"", " loading=\"lazy\""),
            ),
        }
    }

    /// A new element: the tile, or an empty place of the same proportions.
    pub(super) fn element(&self) -> Option<Element> {
        match &self.html {
            Some(html) => element(html),
            None => element(&format!(
                "<li class=\"tile awaited\" style=\"--r:{}\"><span class=\"ph\"></span></li>",
                decimal::write(self.ratio)
            )),
        }
    }

    /// As [`Tile::unpack`] reads it.
    pub(super) fn pack(&self) -> String {
        let sign = if self.opens { "" } else { "-" };
        format!("{sign}{}", decimal::write(self.ratio))
    }

    /// A tile whose HTML is unknown. A sign before its proportions says that its photo cannot be shown large.
    pub(super) fn unpack(text: &str) -> Option<Self> {
        let closed = text.strip_prefix('-');
        Some(Self {
            ratio: decimal::read(closed.unwrap_or(text))?,
            opens: closed.is_none(),
            html: None,
        })
    }
}

/// `--r` of a style attribute.
fn ratio(style: &str) -> Option<f64> {
    let (_, after) = style.split_once("--r:")?;
    let value = after.split(';').next()?;
    decimal::read(value.trim()).filter(|ratio| *ratio > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proportions_are_read_from_the_style() {
        assert_eq!(ratio("--r:1.3333"), Some(1.3333));
        assert_eq!(ratio("color:red;--r: 0.5;--a:#fff"), Some(0.5));
        assert_eq!(ratio("--r:0"), None);
        assert_eq!(ratio("width:3px"), None);
    }

    #[test]
    fn what_is_packed_is_unpacked_without_its_html() {
        let tile = Tile {
            ratio: 0.75,
            opens: false,
            html: Some("<li>".into()),
        };
        assert_eq!(tile.pack(), "-0.7500");
        assert_eq!(Tile::unpack(&tile.pack()), Some(Tile { html: None, ..tile }));
        assert_eq!(Tile::unpack("x"), None);
    }
}
