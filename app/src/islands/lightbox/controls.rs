//! The lightbox's own controls as HTML, in the visitor's language. What each does is its `data-do`.

use super::icons::{CLOSE, DETAILS, FULL_SCREEN, KEYBOARD, NEXT, PLAY, PREVIOUS, SHARE, ZOOM, icon};
use crate::catalogue::LightboxWords;

/// Everything over the photo.
pub(super) fn html() -> String {
    let words = LightboxWords::here();
    let bar = [
        ("keys", words.keyboard, KEYBOARD),
        ("play", words.play, PLAY),
        ("zoom", words.zoom, ZOOM),
        ("full", words.full_screen, FULL_SCREEN),
        ("share", words.share, SHARE),
        ("details", words.details, DETAILS),
        ("close", words.close, CLOSE),
    ]
    .map(|(act, name, path)| button(act, name, path, ""));
    let previous = button("previous", words.previous, PREVIOUS, "lb-arrow pswp__hide-on-close");
    let next = button("next", words.next, NEXT, "lb-arrow pswp__hide-on-close");
    format!(
        "<div class=\"lb-bar pswp__hide-on-close\">{}</div>{previous}{next}\
         <p class=\"lb-caption pswp__hide-on-close\" aria-live=\"polite\"></p>\
         <section class=\"lb-details\" aria-label=\"{}\" tabindex=\"0\" hidden></section>\
         <p class=\"lb-said\" role=\"status\"></p>{}",
        bar.concat(),
        words.details,
        keys(words)
    )
}

fn button(act: &str, name: &str, path: &str, class: &str) -> String {
    format!(
        "<button type=\"button\" class=\"lb-button {class}\" data-do=\"{act}\" aria-label=\"{name}\" title=\"{name}\">{}</button>",
        icon(path)
    )
}

/// The list of shortcuts.
fn keys(words: &LightboxWords) -> String {
    let rows = [
        ("← →", format!("{} / {}", words.previous, words.next)),
        ("Z", words.zoom.to_owned()),
        ("I", words.details.to_owned()),
        ("F", words.full_screen.to_owned()),
        (&format!("S / {}", words.key_space), words.play.to_owned()),
        ("?", words.keyboard.to_owned()),
        (words.key_escape, words.close.to_owned()),
    ]
    .map(|(key, act)| format!("<div><dt><kbd>{key}</kbd></dt><dd>{act}</dd></div>"));
    format!(
        "<dialog class=\"lb-keys\" aria-label=\"{0}\"><h2>{0}</h2><dl>{1}</dl>\
         <form method=\"dialog\"><button>{2}</button></form></dialog>",
        words.keyboard,
        rows.concat(),
        words.close
    )
}

/// What stands in the place of a photo that did not come.
pub(super) fn failed(url: &str) -> String {
    let words = LightboxWords::here();
    trouble(words.photo_failed, url, "retry")
}

/// What went wrong, another try, and the page as it is without scripts.
pub(super) fn trouble(sentence: &str, url: &str, retry: &str) -> String {
    let words = LightboxWords::here();
    format!(
        "<div class=\"lb-trouble\" role=\"alert\"><p>{sentence}</p><p>\
         <button type=\"button\" class=\"quiet\" data-do=\"{retry}\">{}</button> \
         <a class=\"button quiet\" href=\"{url}\">{}</a></p></div>",
        words.try_again, words.open_page
    )
}
