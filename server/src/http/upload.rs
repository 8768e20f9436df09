//! Uploads with the file as the request's body: the original, and the preview beside it.

use super::{
    Call, api, problem,
    viewer::{self, header},
};
use crate::adapters::{Body, Picture};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{id::PhotoId, licence::Licence, metadata::MetadataError, photo::Visibility};
use service::{
    error::Invalid,
    upload::{Announced, AnnouncedPreview, Uploaded},
};
use worker::{Response, Result};

/// `POST /api/v1/photos?title=&visibility=&description=&alt=&licence=&tags=`: 201 and the new photo, or 200 and the one that is there already.
pub(crate) async fn photo(call: Call) -> Result<Response> {
    let announced = match announced(&call) {
        Ok(announced) => announced,
        Err(error) => return problem::refuse(&error.into(), call.language),
    };
    let Some(body) = body(&call) else {
        return problem::refuse(&Invalid::NoBody.into(), call.language);
    };
    let work = async { service::upload::receive(&call.world, viewer::of(&call).await?, announced, &body).await };
    match work.await {
        Ok(Uploaded::New(photo)) => {
            let location = format!("/api/v1/photos/{}", photo.id);
            let response = api::photo(photo, call.language)?.with_status(201);
            response.headers().set("location", &location)?;
            Ok(response)
        }
        Ok(Uploaded::Known(photo)) => api::photo(photo, call.language),
        Err(error) => problem::refuse(&error, call.language),
    }
}

/// `PUT /api/v1/photos/{id}/preview`: 204.
pub(crate) async fn preview(call: Call, id: PhotoId) -> Result<Response> {
    let announced = AnnouncedPreview {
        media_type: header(&call, "content-type").unwrap_or_default(),
        bytes: content_length(&call),
        photo_size: pixels(&call, "heliograph-width").zip(pixels(&call, "heliograph-height")),
    };
    let Some(body) = body(&call) else {
        return problem::refuse(&Invalid::NoBody.into(), call.language);
    };
    let work = async {
        let viewer = viewer::of(&call).await?;
        service::upload::receive_preview(&call.world, viewer, id, announced, &Picture(body)).await
    };
    match work.await {
        Ok(()) => api::no_content(),
        Err(error) => problem::refuse(&error, call.language),
    }
}

fn announced(call: &Call) -> std::result::Result<Announced, Invalid> {
    let query = |name: &str| call.query(name);
    Ok(Announced {
        media_type: header(call, "content-type").unwrap_or_default(),
        bytes: content_length(call),
        sha256: header(call, "repr-digest")
            .map(|text| digest(&text))
            .transpose()?
            .flatten(),
        title: query("title").unwrap_or_default(),
        visibility: visibility(&query("visibility").unwrap_or_default())?,
        description: query("description").unwrap_or_default(),
        alt: query("alt").unwrap_or_default(),
        licence: licence(&query("licence").unwrap_or_default())?,
        tags: query("tags").unwrap_or_default(),
    })
}

/// The visibility of this name, if one is given.
pub(super) fn visibility(name: &str) -> std::result::Result<Option<Visibility>, Invalid> {
    if name.is_empty() {
        return Ok(None);
    }
    Visibility::parse(name).map(Some).ok_or(Invalid::Visibility)
}

/// The licence of this code, if one is given.
pub(super) fn licence(code: &str) -> std::result::Result<Option<Licence>, MetadataError> {
    if code.is_empty() {
        return Ok(None);
    }
    Licence::parse(code).map(Some)
}

/// The SHA-256 in a `Repr-Digest` header (RFC 9530): `sha-256=:BASE64:`. Other algorithms do not matter.
fn digest(header: &str) -> std::result::Result<Option<[u8; 32]>, Invalid> {
    let member = header
        .split(',')
        .find_map(|member| member.trim().strip_prefix("sha-256="));
    let Some(value) = member else { return Ok(None) };
    let base64 = value
        .strip_prefix(':')
        .and_then(|rest| rest.strip_suffix(':'))
        .ok_or(Invalid::Digest)?;
    let bytes = STANDARD.decode(base64).map_err(|_| Invalid::Digest)?;
    Ok(Some(bytes.try_into().map_err(|_| Invalid::Digest)?))
}

fn content_length(call: &Call) -> Option<u64> {
    header(call, "content-length")?.parse().ok()
}

fn pixels(call: &Call, name: &str) -> Option<u32> {
    header(call, name)?.parse().ok()
}

fn body(call: &Call) -> Option<Body> {
    let stream = call.request.inner().body()?;
    Some(Body {
        env: call.env.clone(),
        stream,
        bytes: content_length(call).unwrap_or(0),
    })
}
