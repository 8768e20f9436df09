//! PhotoSwipe 5, loaded when a photo is first opened: what this site uses of it, and no more.

use crate::browser::{Unable, asset, document::first, window};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

#[wasm_bindgen(js_namespace = heliograph)]
extern "C" {
    /// Loads a module, which only the language itself can do: the script that wakes the islands lends it (`ui/hydrate.js`).
    #[wasm_bindgen(catch)]
    fn load(url: &str) -> Result<Promise, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// An open lightbox.
    #[derive(Debug, Clone)]
    pub(super) type PhotoSwipe;

    #[wasm_bindgen(method, structural)]
    pub(super) fn init(this: &PhotoSwipe) -> bool;
    #[wasm_bindgen(method, structural)]
    pub(super) fn close(this: &PhotoSwipe);
    #[wasm_bindgen(method, structural)]
    pub(super) fn next(this: &PhotoSwipe);
    #[wasm_bindgen(method, structural)]
    pub(super) fn prev(this: &PhotoSwipe);
    #[wasm_bindgen(method, structural, js_name = toggleZoom)]
    pub(super) fn toggle_zoom(this: &PhotoSwipe);
    #[wasm_bindgen(method, structural, js_name = updateSize)]
    pub(super) fn update_size(this: &PhotoSwipe, force: bool);
    #[wasm_bindgen(method, structural, js_name = refreshSlideContent)]
    pub(super) fn refresh(this: &PhotoSwipe, index: u32);
    #[wasm_bindgen(method, structural)]
    fn on(this: &PhotoSwipe, name: &str, act: &Function);
    #[wasm_bindgen(method, structural, js_name = addFilter)]
    fn add_filter(this: &PhotoSwipe, name: &str, act: &Function);
    #[wasm_bindgen(method, structural, getter, js_name = currIndex)]
    pub(super) fn index(this: &PhotoSwipe) -> u32;
    #[wasm_bindgen(method, structural, getter)]
    pub(super) fn element(this: &PhotoSwipe) -> Option<Element>;
}

#[wasm_bindgen]
extern "C" {
    /// What PhotoSwipe tells of.
    pub(super) type Told;

    #[wasm_bindgen(method, structural, getter, js_name = originalEvent)]
    pub(super) fn key(this: &Told) -> web_sys::KeyboardEvent;
    #[wasm_bindgen(method, structural, js_name = preventDefault)]
    pub(super) fn prevent_default(this: &Told);
}

impl PhotoSwipe {
    /// Loads the library and its styles, and makes a lightbox that is not open yet.
    ///
    /// # Errors
    /// If they do not come.
    pub(super) async fn make(options: &Object) -> Result<Self, Unable> {
        let styled = style()?;
        let module = JsFuture::from(load(&asset("photoswipe.js")?)?).await?;
        JsFuture::from(styled).await?;
        let class: Function = Reflect::get(&module, &"default".into())?
            .dyn_into()
            .map_err(|_| Unable)?;
        Ok(Reflect::construct(&class, &Array::of1(options))?.unchecked_into())
    }

    /// Listens. The browser frees the closure with the lightbox.
    pub(super) fn listen(&self, name: &str, act: impl FnMut(Told) + 'static) {
        let act = Closure::<dyn FnMut(Told)>::new(act).into_js_value();
        self.on(name, act.unchecked_ref());
    }

    /// Answers what the lightbox asks, from what it would take itself and up to two things that it asks about.
    pub(super) fn answer(&self, name: &str, act: impl Fn(JsValue, JsValue, JsValue) -> JsValue + 'static) {
        let act = Closure::<dyn Fn(JsValue, JsValue, JsValue) -> JsValue>::new(act).into_js_value();
        self.add_filter(name, act.unchecked_ref());
    }
}

/// Puts the styles into the page, once, and says when they are there.
fn style() -> Result<Promise, Unable> {
    let document = window()?.document().ok_or(Unable)?;
    let head = document.head().ok_or(Unable)?;
    if first(&head, "link[data-lightbox]").is_some() {
        return Ok(Promise::resolve(&JsValue::NULL));
    }
    let link = document.create_element("link")?;
    let href = asset("lightbox.css")?;
    for (name, value) in [("rel", "stylesheet"), ("href", &href), ("data-lightbox", "")] {
        link.set_attribute(name, value)?;
    }
    let loaded = Promise::new(&mut |resolve, reject| {
        let gone = link.clone();
        // so that another try asks again
        let failed = Closure::once_into_js(move || {
            gone.remove();
            let _ = reject.call0(&JsValue::NULL);
        });
        // every element takes listeners
        let _ = link.add_event_listener_with_callback("load", &resolve);
        let _ = link.add_event_listener_with_callback("error", failed.unchecked_ref());
    });
    head.append_child(&link)?;
    Ok(loaded)
}
