//! Other pages of this site, read as documents: the browser parses them, and runs none of their scripts.

use super::Unable;
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlTemplateElement, XmlHttpRequest, XmlHttpRequestResponseType};

/// How long a page may take, in milliseconds.
const PATIENCE: u32 = 30_000;

/// A page of this site.
///
/// # Errors
/// If it does not come, or with another status than 200.
pub(crate) async fn fetch(url: &str) -> Result<Document, Unable> {
    let request = XmlHttpRequest::new()?;
    request.open("GET", url)?;
    request.set_response_type(XmlHttpRequestResponseType::Document);
    request.set_timeout(PATIENCE);
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send()?;
    JsFuture::from(ended).await?;
    match request.status()? {
        200 => request.response()?.dyn_into().map_err(|_| Unable),
        _ => Err(Unable),
    }
}

/// The one element that this HTML is. Nothing of it loads before it is in the document.
pub(crate) fn element(html: &str) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    let template: HtmlTemplateElement = document.create_element("template").ok()?.dyn_into().ok()?;
    template.set_inner_html(html);
    template.content().first_element_child()
}

/// The elements that a selector finds, in their order.
pub(crate) fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// The first element that a selector finds.
pub(crate) fn first(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}
