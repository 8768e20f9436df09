//! The public API, version 1: photos. `openapi.json` describes it.

use super::{
    Call, headers,
    photo_json::PhotoJson,
    problem::{self, Problem},
    upload, viewer,
};
use app::Language;
use domain::{
    download::DownloadChoice, id::PhotoId, licence::Licence, limits::PAGE_SIZE, photo::Visibility, view::PhotoView,
};
use serde::{Deserialize, Serialize};
use service::{Error, error::Invalid, photos::Change};
use worker::{Headers, Method, Response, Result};

const OPENAPI: &str = include_str!("openapi.json");

/// The most bytes of a JSON body, or of a form without a file: every text at its longest, each character escaped, fits.
const MAX_BODY_BYTES: u64 = 64 * 1024;

/// What is asked of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Ask {
    Describe,
    List,
    ListOf(String),
    Upload,
    Show(PhotoId),
    Edit(PhotoId),
    Delete(PhotoId),
    Preview(PhotoId),
    Retry(PhotoId),
    WrongMethod,
    Unknown,
}

fn ask(method: &Method, path: &str) -> Ask {
    let Some(rest) = path.strip_prefix("/api/v1/") else {
        return Ask::Unknown;
    };
    let parts: Vec<&str> = rest.split('/').collect();
    // the runtime leaves the body out
    let method = if *method == Method::Head { &Method::Get } else { method };
    match (method, parts.as_slice()) {
        (Method::Get, ["openapi.json"]) => Ask::Describe,
        (Method::Get, ["photos"]) => Ask::List,
        (Method::Post, ["photos"]) => Ask::Upload,
        (Method::Get, ["users", handle, "photos"]) => Ask::ListOf((*handle).to_owned()),
        (method, ["photos", id]) => id.parse().map_or(Ask::Unknown, |id| match method {
            Method::Get => Ask::Show(id),
            Method::Patch => Ask::Edit(id),
            Method::Delete => Ask::Delete(id),
            _ => Ask::WrongMethod,
        }),
        (Method::Put, ["photos", id, "preview"]) => id.parse().map_or(Ask::Unknown, Ask::Preview),
        (Method::Post, ["photos", id, "retry"]) => id.parse().map_or(Ask::Unknown, Ask::Retry),
        (_, ["openapi.json" | "photos"] | ["users", _, "photos"] | ["photos", _, "preview" | "retry"]) => {
            Ask::WrongMethod
        }
        _ => Ask::Unknown,
    }
}

/// Answers a request under `/api/`.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    let language = call.language;
    match ask(&call.method, &call.path) {
        Ask::Describe => text_json(OPENAPI.as_bytes().to_vec()),
        Ask::Upload => upload::photo(call).await,
        Ask::Preview(id) => upload::preview(call, id).await,
        Ask::WrongMethod => problem::answer(&Problem::new(405, "This address does not take that method.")),
        Ask::Unknown => problem::refuse(&Error::NotFound, language),
        other => match small(call, other).await {
            Ok(response) => response,
            Err(error) => problem::refuse(&error, language),
        },
    }
}

/// Everything that is answered from the database alone.
async fn small(mut call: Call, ask: Ask) -> service::Result<Result<Response>> {
    let (viewer, language) = (viewer::of(&call).await?, call.language);
    let world = &call.world;
    let (cursor, limit) = paging(&call);
    let cursor = cursor.as_deref();
    Ok(match ask {
        Ask::List => json(&PhotoJson::page(
            service::read::list(world, viewer, cursor, limit).await?,
            language,
        )),
        Ask::ListOf(handle) => {
            let found = service::read::person_list(world, viewer, &handle, cursor, limit).await?;
            json(&PhotoJson::page(found.ok_or(Error::NotFound)?.1, language))
        }
        Ask::Show(id) => photo(
            service::read::photo(world, viewer, id).await?.ok_or(Error::NotFound)?,
            language,
        ),
        Ask::Edit(id) => {
            let change = read_change(&mut call).await?;
            photo(service::photos::edit(&call.world, viewer, id, change).await?, language)
        }
        Ask::Delete(id) => {
            service::photos::delete(world, viewer, id).await?;
            no_content()
        }
        Ask::Retry(id) => photo(service::photos::retry(world, viewer, id).await?, language),
        _ => return Err(Error::NotFound),
    })
}

/// What `PATCH` may change. An unknown licence, visibility or choice is no JSON that is expected.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patch {
    title: Option<String>,
    visibility: Option<Visibility>,
    description: Option<String>,
    alt: Option<String>,
    licence: Option<Licence>,
    tags: Option<Vec<String>>,
    download: Option<DownloadChoice>,
}

impl From<Patch> for Change {
    fn from(patch: Patch) -> Self {
        Self {
            title: patch.title,
            visibility: patch.visibility,
            description: patch.description,
            alt: patch.alt,
            licence: patch.licence,
            tags: patch.tags,
            download: patch.download,
            place: None,
        }
    }
}

/// Whether a body is small enough to be read into memory.
///
/// # Errors
/// If it is not, or does not say how large it is.
pub(super) fn check_small(call: &Call) -> service::Result<()> {
    let length: Option<u64> = viewer::header(call, "content-length").and_then(|text| text.parse().ok());
    match length {
        Some(bytes) if bytes > MAX_BODY_BYTES => Err(Invalid::BodyTooLarge.into()),
        None if call.request.inner().body().is_some() => Err(Error::LengthRequired),
        _ => Ok(()),
    }
}

async fn read_change(call: &mut Call) -> service::Result<Change> {
    check_small(call)?;
    let text = call.request.text().await.map_err(|_| Error::Interrupted)?;
    let patch: Patch = serde_json::from_str(&text).map_err(|error| Invalid::Json(error.to_string()))?;
    Ok(patch.into())
}

fn paging(call: &Call) -> (Option<String>, u32) {
    let limit = call
        .query("limit")
        .and_then(|text| text.parse().ok())
        .unwrap_or(PAGE_SIZE);
    (call.query("cursor"), limit)
}

/// A photo as JSON.
pub(super) fn photo(photo: PhotoView, language: Language) -> Result<Response> {
    json(&PhotoJson::new(photo, language))
}

/// A value as JSON. Nobody but this viewer keeps it.
pub(super) fn json(value: &impl Serialize) -> Result<Response> {
    text_json(serde_json::to_vec(value)?)
}

/// 204: done, and nothing to say.
pub(super) fn no_content() -> Result<Response> {
    let headers = Headers::new();
    headers::harden(&headers)?;
    headers::hide(&headers)?;
    Ok(Response::empty()?.with_status(204).with_headers(headers))
}

fn text_json(bytes: Vec<u8>) -> Result<Response> {
    let headers = Headers::new();
    headers.set("content-type", "application/json")?;
    headers.set("cache-control", "private, no-store")?;
    headers.set("vary", "authorization, cookie")?;
    headers::harden(&headers)?;
    headers::hide(&headers)?;
    Ok(Response::from_bytes(bytes)?.with_headers(headers))
}
