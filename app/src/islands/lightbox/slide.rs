//! A photo as the lightbox shows it, read from the element that shows it on the page.

use crate::{
    browser::{
        document::{all, first},
        window,
    },
    text::decimal,
};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Proportions beyond which grids crop photos.
const UNCROPPED: std::ops::RangeInclusive<f64> = 0.5..=3.0;

/// A photo.
#[derive(Debug, Clone)]
pub(super) struct Slide {
    /// Its page.
    pub(super) url: String,
    /// What it is called.
    pub(super) title: String,
    /// What is written below it: HTML of this site.
    pub(super) caption: String,
    srcset: String,
    avif: Option<String>,
    src: String,
    size: (f64, f64),
}

impl Slide {
    /// The photo in this element; none if it has no renditions yet.
    pub(super) fn read(element: &Element) -> Option<Self> {
        let image = first(element, "img[srcset]")?;
        let text = |name: &str| image.get_attribute(name).unwrap_or_default();
        let side = |name: &str| decimal::read(&text(name)).filter(|side| *side > 0.0);
        let srcset = text("srcset");
        let width = largest(&srcset)?;
        let link = first(element, "a").and_then(|link| link.get_attribute("href"));
        Some(Self {
            url: link.or_else(|| window().ok()?.location().pathname().ok())?,
            title: text("alt"),
            caption: caption(element),
            size: (width, width * side("height")? / side("width")?),
            src: text("src"),
            avif: first(element, "source[type=\"image/avif\"]").and_then(|source| source.get_attribute("srcset")),
            srcset,
        })
    }

    /// As PhotoSwipe takes it, with the element that it grows out of, if that is in the document.
    pub(super) fn data(&self, from: Option<&Element>) -> JsValue {
        let (width, height) = self.size;
        let data = Object::new();
        let set = |name: &str, value: &JsValue| {
            // a plain object takes any property
            let _ = Reflect::set(&data, &name.into(), value);
        };
        set("src", &self.src.as_str().into());
        set("alt", &self.title.as_str().into());
        set("w", &width.into());
        set("h", &height.into());
        set("thumbCropped", &(!UNCROPPED.contains(&(width / height))).into());
        let mut srcset = &self.srcset;
        if let Some(image) = from.and_then(|element| first(element, "img")) {
            let shown = Reflect::get(&image, &"currentSrc".into()).unwrap_or_default();
            // the browser has chosen it already, so it can show it
            let shows_avif = shown.as_string().is_some_and(|url| url.ends_with(".avif"));
            srcset = self.avif.as_ref().filter(|_| shows_avif).unwrap_or(srcset);
            set("element", &image);
            set("msrc", &shown);
        }
        set("srcset", &srcset.as_str().into());
        data.into()
    }
}

/// What a tile or a page writes of its photo.
fn caption(element: &Element) -> String {
    let own = first(element, ".caption");
    own.or_else(|| {
        let page = element.closest("article").ok()??;
        all(&page, "h1").into_iter().next()
    })
    .map(|caption| caption.inner_html())
    .unwrap_or_default()
}

/// The width of the largest file.
fn largest(srcset: &str) -> Option<f64> {
    srcset
        .split(", ")
        .filter_map(|file| decimal::read(file.rsplit_once(' ')?.1.strip_suffix('w')?))
        .reduce(f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_file_decides_how_far_one_can_zoom() {
        assert_eq!(largest("/a 320w, /b 2048w, /c 640w"), Some(2048.0));
        assert_eq!(largest("/a"), None);
        assert_eq!(largest(""), None);
    }
}
