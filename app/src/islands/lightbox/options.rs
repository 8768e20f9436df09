//! What PhotoSwipe is told: how it behaves here, how much room it has, and which photos there are.

use super::{Slides, controls, library::PhotoSwipe, slide::Slide};
use crate::{
    browser::{
        document::{element, first},
        window,
    },
    catalogue::LightboxWords,
};
use js_sys::{Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsValue, prelude::Closure};
use wasm_bindgen_futures::spawn_local;

/// Controls, names and keys are this site's own.
pub(super) fn options(number: u32) -> Object {
    let options = Object::new();
    let set = |name: &str, value: JsValue| {
        // a plain object takes any property
        let _ = Reflect::set(&options, &name.into(), &value);
    };
    set("index", number.into());
    set("mainClass", "lightbox".into());
    set("bgOpacity", 1.into());
    for off in [
        "loop",
        "close",
        "zoom",
        "counter",
        "arrowPrev",
        "arrowNext",
        "returnFocus",
    ] {
        set(off, false.into());
    }
    set("showHideAnimationType", "zoom".into());
    let size = Closure::<dyn Fn() -> JsValue>::new(size).into_js_value();
    set("getViewportSizeFn", size);
    options
}

/// How much room there is for photos: what the drawer with the details leaves.
fn size() -> JsValue {
    let room = Object::new();
    let side = |name: &str| {
        let window = window().ok()?;
        let all = Reflect::get(&window, &name.into()).ok()?.as_f64()?;
        Some((
            all,
            window.document()?.query_selector(".lb-details:not([hidden])").ok()?,
        ))
    };
    for (axis, name) in [("x", "innerWidth"), ("y", "innerHeight")] {
        let Some((all, drawer)) = side(name) else { continue };
        let place = drawer.map(|drawer| drawer.get_bounding_client_rect());
        // beside the photo the drawer is as high as the screen, below it as wide
        let taken = place.map_or(0.0, |place| match axis {
            "x" if place.left() > 0.0 => place.width(),
            "y" if place.left() <= 0.0 => place.height(),
            _ => 0.0,
        });
        let _ = Reflect::set(&room, &axis.into(), &(all - taken).into());
    }
    room.into()
}

/// Tells PhotoSwipe of the photos.
pub(super) fn give(photoswipe: &PhotoSwipe, slides: &Rc<dyn Slides>) {
    let counted = Rc::clone(slides);
    photoswipe.answer("numItems", move |_, _, _| counted.count().into());
    let read = Rc::clone(slides);
    let asked = photoswipe.clone();
    photoswipe.answer("itemData", move |_, number, _| {
        let number = number_of(&number);
        let slide = read.element(number).and_then(|element| Slide::read(&element));
        slide.map_or_else(
            || {
                fetch(&asked, &read, number);
                waiting()
            },
            |slide| slide.data(read.on_page(number).as_ref()),
        )
    });
    let failing = Rc::clone(slides);
    photoswipe.answer("contentErrorElement", move |plain, content, _| {
        let number = Reflect::get(&content, &"index".into()).unwrap_or_default();
        let slide = failing
            .element(number_of(&number))
            .and_then(|element| Slide::read(&element));
        let own = slide.and_then(|slide| element(&controls::failed(&slide.url)));
        own.map_or(plain, Into::into)
    });
    let shown = Rc::clone(slides);
    photoswipe.answer("thumbEl", move |_, _, number| {
        let image = shown.on_page(number_of(&number)).and_then(|tile| first(&tile, "img"));
        image.map_or(JsValue::UNDEFINED, Into::into)
    });
}

/// A slide whose page is being fetched.
fn waiting() -> JsValue {
    let data = Object::new();
    let html = format!("<p class=\"lb-wait\">{}</p>", LightboxWords::here().loading);
    // a plain object takes any property
    let _ = Reflect::set(&data, &"html".into(), &html.into());
    data.into()
}

fn fetch(photoswipe: &PhotoSwipe, slides: &Rc<dyn Slides>, number: u32) {
    let (photoswipe, fetched) = (photoswipe.clone(), slides.fetch(number));
    spawn_local(async move {
        if fetched.await {
            photoswipe.refresh(number);
        }
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number of a photo"
)]
fn number_of(value: &JsValue) -> u32 {
    value.as_f64().unwrap_or_default() as u32
}
