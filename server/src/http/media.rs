//! Photos' files: from R2 to the visitor as the runtime's own stream, with ranges and conditions (RFC 9110).

use super::{
    Call,
    conditional::names,
    headers, made, problem,
    viewer::{self, header},
};
use crate::{adapters::blobs::bucket, meter};
use domain::{access::Viewer, id::ExportId, plan::Resource, storage::StorageKey};
use service::{Error, ports::PortError, read::Media};
use worker::{Headers, Method, Object, Range, Response, Result};

/// Answers a request for `/media/{name}`.
pub(crate) async fn answer(call: Call, name: &str) -> Result<Response> {
    if !matches!(call.method, Method::Get | Method::Head) {
        return problem::answer(&problem::Problem::new(405, "Files can only be fetched."));
    }
    match find(&call, name).await {
        Ok(media) => serve_or_say(&call, media).await,
        Err(error) => problem::refuse(&error, call.language),
    }
}

/// Answers a request for the file of an export: it is there for its owner's session alone, and for no token.
pub(crate) async fn export(call: Call, export: ExportId) -> Result<Response> {
    let found = match viewer::session(&call).await {
        Ok(Some(session)) => service::export::file(&call.world, &session, export).await,
        Ok(None) => Ok(None),
        Err(error) => Err(error),
    };
    match found.and_then(|media| media.ok_or(Error::NotFound)) {
        Ok(media) => serve_or_say(&call, media).await,
        Err(error) => problem::refuse(&error, call.language),
    }
}

async fn serve_or_say(call: &Call, media: Media) -> Result<Response> {
    let unsure = media.unsure;
    match serve(call, media).await {
        // it may be there, and not be public
        Ok(response) if unsure && response.status_code() == 404 => unavailable(call, "it does not answer"),
        Ok(response) => Ok(response),
        Err(error) => unavailable(call, error),
    }
}

fn unavailable(call: &Call, cause: impl ToString) -> Result<Response> {
    let error = Error::from(PortError::new("look for a file", cause));
    problem::refuse(&error, call.language)
}

async fn find(call: &Call, name: &str) -> service::Result<Media> {
    // whoever has a share link is nobody in particular, whoever they are
    if let Some(file) = name.strip_prefix("shared/") {
        let pass = call.query("share").unwrap_or_default();
        return service::share::media(&call.world, &pass, file)
            .await?
            .ok_or(Error::NotFound);
    }
    let viewer = match viewer::of(call).await {
        // whoever it is: what everybody may see can be shown all the same
        Err(Error::Port(_)) => Viewer::Anonymous,
        viewer => viewer?,
    };
    service::read::media(&call.world, viewer, name)
        .await?
        .ok_or(Error::NotFound)
}

async fn serve(call: &Call, media: Media) -> Result<Response> {
    if let Some(made) = &media.made {
        made::serve(call, &media, made)
    } else if call.method == Method::Get && header(call, "range").is_none() {
        serve_whole(call, &media).await
    } else {
        serve_part(call, &media).await
    }
}

/// What nearly everybody asks for, with a single call to R2.
async fn serve_whole(call: &Call, media: &Media) -> Result<Response> {
    meter::count(Resource::ClassB, 1);
    let found = bucket(&call.env, media.bucket)?.get(media.key.name()).execute().await?;
    let Some(object) = found else {
        return problem::refuse(&Error::NotFound, call.language);
    };
    let headers = headers_for(media, &object.http_etag(), "bytes")?;
    if is_known(call, &object.http_etag()) {
        return Ok(Response::empty()?.with_status(304).with_headers(headers));
    }
    headers.set("content-length", &object.size().to_string())?;
    answer_with(call, &object, 200, headers)
}

/// The head alone, or a range, for which the size has to be known first.
async fn serve_part(call: &Call, media: &Media) -> Result<Response> {
    let bucket = bucket(&call.env, media.bucket)?;
    let name = media.key.name();
    meter::count(Resource::ClassB, 1);
    let Some(head) = bucket.head(&name).await? else {
        return problem::refuse(&Error::NotFound, call.language);
    };
    let headers = headers_for(media, &head.http_etag(), "bytes")?;
    if is_known(call, &head.http_etag()) {
        return Ok(Response::empty()?.with_status(304).with_headers(headers));
    }
    let range = wanted_range(call, &head);
    let status = match range {
        Wanted::Whole => 200,
        Wanted::Part { .. } => 206,
        Wanted::Nothing => 416,
    };
    let length = range.announce(&headers, head.size())?;
    headers.set("content-length", &length.to_string())?;
    if call.method == Method::Head || status == 416 {
        return Ok(Response::empty()?.with_status(status).with_headers(headers));
    }
    let mut get = bucket.get(&name);
    if let Wanted::Part { offset, length } = range {
        get = get.range(Range::OffsetWithLength { offset, length });
    }
    meter::count(Resource::ClassB, 1);
    match get.execute().await? {
        Some(object) => answer_with(call, &object, status, headers),
        None => problem::refuse(&Error::NotFound, call.language),
    }
}

/// Whether whoever asks has the file of this entity tag already.
pub(super) fn is_known(call: &Call, etag: &str) -> bool {
    header(call, "if-none-match").is_some_and(|tags| names(&tags, etag))
}

/// R2's own stream, which never enters WebAssembly.
fn answer_with(call: &Call, object: &Object, status: u16, headers: Headers) -> Result<Response> {
    match object.body() {
        Some(body) => Ok(Response::from_body(body.response_body()?)?
            .with_status(status)
            .with_headers(headers)),
        None => problem::refuse(&Error::NotFound, call.language),
    }
}

/// What is said of a file, with its entity tag, and what ranges can be had of it.
pub(super) fn headers_for(media: &Media, etag: &str, ranges: &str) -> Result<Headers> {
    let headers = Headers::new();
    headers.set("content-type", media.content_type)?;
    headers.set("cache-control", media.cache_control)?;
    headers.set("etag", etag)?;
    headers.set("accept-ranges", ranges)?;
    if media.cache_control.starts_with("private") {
        headers.set("vary", "authorization, cookie")?;
    }
    // a rendition that is the same for everybody may be embedded anywhere, anything else nowhere but here
    let rendition = matches!(media.key, StorageKey::Rendition(..));
    let embed = rendition && media.open;
    if !(rendition && media.listed) {
        headers::hide(&headers)?;
    }
    headers.set(
        "cross-origin-resource-policy",
        if embed { "cross-origin" } else { "same-origin" },
    )?;
    if let Some(name) = &media.save_as {
        headers.set("content-disposition", &format!("attachment; filename=\"{name}\""))?;
    }
    headers::harden(&headers)?;
    Ok(headers)
}

/// Which part of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Whole,
    Part { offset: u64, length: u64 },
    Nothing,
}

impl Wanted {
    /// Sets `Content-Range`; gives the length of the body.
    fn announce(self, headers: &Headers, size: u64) -> Result<u64> {
        match self {
            Self::Whole => Ok(size),
            Self::Part { offset, length } => {
                headers.set(
                    "content-range",
                    &format!("bytes {offset}-{}/{size}", offset + length - 1),
                )?;
                Ok(length)
            }
            Self::Nothing => {
                headers.set("content-range", &format!("bytes */{size}"))?;
                Ok(0)
            }
        }
    }
}

fn wanted_range(call: &Call, object: &Object) -> Wanted {
    let unchanged = header(call, "if-range").is_none_or(|tag| tag == object.http_etag());
    match header(call, "range").filter(|_| unchanged) {
        Some(range) => parse_range(&range, object.size()),
        None => Wanted::Whole,
    }
}

/// One range of bytes; several, or another form, give the whole file, as the standard allows.
fn parse_range(text: &str, size: u64) -> Wanted {
    let Some((first, last)) = text
        .strip_prefix("bytes=")
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Wanted::Whole;
    };
    let (offset, end) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.saturating_add(1).min(size)),
        (Ok(first), Err(_)) if last.is_empty() => (first, size),
        (Err(_), Ok(suffix)) if first.is_empty() => (size.saturating_sub(suffix), size),
        _ => return Wanted::Whole,
    };
    if offset < end {
        Wanted::Part {
            offset,
            length: end - offset,
        }
    } else {
        Wanted::Nothing
    }
}
