//! A photo as islands know it: what they need of the API's answer, and no more.

use crate::text::picture::Picture;
use domain::{media::MediaType, photo::PhotoState};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// A photo, as the API shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Photo {
    /// Its id.
    pub(super) id: String,
    /// Its state.
    pub(super) state: PhotoState,
    /// Why it failed.
    pub(super) reason: Option<String>,
    /// Its page.
    pub(super) url: String,
    /// Its renditions, once there are any.
    pub(super) picture: Option<Picture>,
}

impl Photo {
    /// Reads an answer. By the browser's own means: a JSON reader in WebAssembly is something to download.
    pub(super) fn read(answer: &JsValue) -> Option<Self> {
        Some(Self {
            id: text(answer, "id")?,
            state: state(&text(answer, "state")?)?,
            reason: text(answer, "reason"),
            url: text(answer, "url")?,
            picture: picture(answer),
        })
    }
}

fn state(text: &str) -> Option<PhotoState> {
    use PhotoState::{Failed, Processing, Queued, Ready, Uploading};
    [Uploading, Queued, Processing, Ready, Failed]
        .into_iter()
        .find(|state| state.as_str() == text)
}

fn picture(answer: &JsValue) -> Option<Picture> {
    let files = Reflect::get(answer, &"renditions".into()).ok()?;
    let read = |file: JsValue| {
        let width = Reflect::get(&file, &"width".into()).ok()?.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width in pixels"
        )]
        let width = width as u32;
        Some((
            MediaType::parse(&text(&file, "type")?).ok()?,
            width,
            text(&file, "url")?,
        ))
    };
    let files: Vec<_> = Array::from(&files).iter().filter_map(read).collect();
    Picture::of(
        files
            .iter()
            .map(|(media_type, width, url)| (*media_type, *width, url.as_str())),
    )
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}
