//! The form of image settings, which may carry the picture of a mark: `multipart/form-data`, with scripts and without.

use super::{Call, multipart, pages, viewer};
use crate::adapters::Body;
use domain::{
    access::Viewer,
    image_settings::{ImageSettings, SettingsError},
    watermark::MAX_MARK_BYTES,
};
use js_sys::{ArrayBuffer, Uint8Array};
use service::{Error, error::Invalid, settings::NewPicture};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FormData};
use worker::{Response, Result};

/// Its path.
pub(super) const PATH: &str = "/settings/images";

/// `POST /settings/images`: 303 back to the page, with what went wrong if something did.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    let viewer = match viewer::of(&call).await {
        Ok(viewer @ Viewer::User(_)) => viewer,
        Ok(Viewer::Anonymous) => return pages::see_other("/sign-in?next=%2Fsettings%2Fimages"),
        Err(error) => return pages::sorry(&call, PATH, &error),
    };
    match save(&call, viewer).await {
        Ok(()) => pages::see_other(&format!("{PATH}?saved=1")),
        Err(error) => pages::sorry(&call, PATH, &error),
    }
}

async fn save(call: &Call, viewer: Viewer) -> service::Result<()> {
    let unreadable = |_| Error::from(Invalid::FormUnreadable);
    let form = multipart::read(call, MAX_MARK_BYTES, SettingsError::PictureTooLarge.into()).await?;
    let settings = ImageSettings::read(&|name| form.get(name).as_string())?;
    let Some(file) = chosen(&form) else {
        return service::settings::save(&call.world, viewer, settings, None).await;
    };
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    let bytes = Uint8Array::new(&buffer.unchecked_into::<ArrayBuffer>()).to_vec();
    let body = Body {
        env: call.env.clone(),
        stream: file.stream(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    };
    let picture = NewPicture { bytes, body: &body };
    service::settings::save(&call.world, viewer, settings, Some(picture)).await
}

/// A form without a chosen file sends an empty one.
fn chosen(form: &FormData) -> Option<File> {
    let file: File = form.get("mark_picture").dyn_into().ok()?;
    (file.size() > 0.0).then_some(file)
}
