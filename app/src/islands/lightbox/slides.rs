//! What the lightbox is given: photos by number, wherever they come from.

use std::pin::Pin;
use web_sys::Element;

/// Something that takes a while.
pub(crate) type Soon<T> = Pin<Box<dyn Future<Output = T>>>;

/// Photos that can be looked at one after the other.
pub(crate) trait Slides {
    /// How many are known.
    fn count(&self) -> u32;

    /// An element that shows one, in the document or not; none if it must be fetched.
    fn element(&self, number: u32) -> Option<Element>;

    /// The element in the document that shows one, if there is one just now.
    fn on_page(&self, number: u32) -> Option<Element>;

    /// Brings one into the document and into sight.
    fn bring(&self, number: u32);

    /// Fetches what belongs to one that has no element. Whether it has one now.
    fn fetch(&self, number: u32) -> Soon<bool>;

    /// Fetches more photos after the last, if there are any.
    fn more(&self) -> Soon<()>;
}
