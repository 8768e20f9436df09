//! Listening, without the machinery that forms need: pages that are looked at load as little as possible.

use super::window;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, EventTarget};

/// Listens for as long as the target is there.
pub(crate) fn listen(target: &EventTarget, name: &str, act: impl Fn(Event) + 'static) {
    let act: Box<dyn Fn(Event)> = Box::new(act);
    let act = Closure::wrap(act).into_js_value();
    // every target takes listeners
    let _ = target.add_event_listener_with_callback(name, act.unchecked_ref());
}

/// Listens on the window, for as long as the page is there.
pub(crate) fn on_window(name: &str, act: impl Fn(Event) + 'static) {
    if let Ok(window) = window() {
        listen(&window, name, act);
    }
}

/// Does something just before the next frame is shown.
pub(crate) fn before_next_frame(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    let act = Closure::once_into_js(act);
    if let Ok(window) = window() {
        // without frames nothing is seen either
        let _ = window.request_animation_frame(act.unchecked_ref());
    }
}
