//! Copies a link that was just made.

use js_sys::Reflect;
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlInputElement};

/// Wakes the button inside it, which copies what the input inside it holds. What is said afterwards stands on the button
/// (`data-copied`, `data-not-copied`), so no module carries it.
#[island]
pub fn CopyLink(
    /// Input, button, and room for what is said.
    children: Children,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let press = move |event: leptos::ev::MouseEvent| {
        let pressed: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let button = pressed.and_then(|element| element.closest("button").ok().flatten());
        if let Some((place, button)) = place.get_untracked().zip(button) {
            spawn_local(copy(place.into(), button));
        }
    };
    view! { <div class="copy" node_ref=place on:click=press>{children()}</div> }
}

async fn copy(place: Element, button: Element) {
    let find = |selector: &str| place.query_selector(selector).ok().flatten();
    let input: Option<HtmlInputElement> = find("input").and_then(|input| input.dyn_into().ok());
    let (Some(input), Some(said)) = (input, find("[role=status]")) else {
        return;
    };
    let navigator = window().navigator();
    // browsers have the clipboard only where the connection is safe
    let has = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_truthy());
    let copied = has
        && JsFuture::from(navigator.clipboard().write_text(&input.value()))
            .await
            .is_ok();
    if !copied {
        input.select();
    }
    let name = if copied { "data-copied" } else { "data-not-copied" };
    said.set_text_content(button.get_attribute(name).as_deref());
}
