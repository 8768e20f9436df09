//! The upload form for browsers without scripts: one photo as `multipart/form-data`.
//!
//! The runtime takes the form apart and hashes the file, in its own memory; the file's bytes go from there to R2.

use super::{
    Call, multipart, pages,
    upload::{licence, visibility},
    viewer,
};
use crate::adapters::{Body, sha256};
use domain::{access::Viewer, limits::MAX_FILE_BYTES};
use service::{
    Error,
    error::Invalid,
    upload::{Announced, Uploaded},
};
use wasm_bindgen::JsCast;
use web_sys::File;
use worker::{Response, Result};

/// Its path.
pub(super) const PATH: &str = "/upload";

/// `POST /upload`: 303 to the photo's page, or the upload page's address with what went wrong.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    let viewer = match viewer::of(&call).await {
        Ok(viewer @ Viewer::User(_)) => viewer,
        Ok(Viewer::Anonymous) => return pages::see_other("/sign-in?next=/upload"),
        Err(error) => return pages::sorry(&call, PATH, &error),
    };
    let (announced, body) = match read(&call).await {
        Ok(form) => form,
        Err(error) => return pages::sorry(&call, PATH, &error),
    };
    match service::upload::receive(&call.world, viewer, announced, &body).await {
        Ok(Uploaded::New(photo) | Uploaded::Known(photo)) => pages::see_other(&photo.url),
        Err(error) => pages::sorry(&call, PATH, &error),
    }
}

async fn read(call: &Call) -> service::Result<(Announced, Body)> {
    let unreadable = |_| Error::from(Invalid::FormUnreadable);
    let form = multipart::read(call, MAX_FILE_BYTES, Error::TooLarge).await?;
    let file: File = form.get("photo").dyn_into().map_err(|_| Invalid::NoPhotoChosen)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number of bytes"
    )]
    let bytes = file.size() as u64;
    let text = |name: &str| form.get(name).as_string().unwrap_or_default();
    let announced = Announced {
        media_type: file.type_(),
        bytes: Some(bytes),
        sha256: Some(sha256(&file.stream()).await.map_err(unreadable)?),
        title: text("title"),
        visibility: visibility(&text("visibility"))?,
        description: text("description"),
        alt: text("alt"),
        licence: licence(&text("licence"))?,
        tags: text("tags"),
    };
    Ok((
        announced,
        Body {
            env: call.env.clone(),
            stream: file.stream(),
            bytes,
        },
    ))
}
