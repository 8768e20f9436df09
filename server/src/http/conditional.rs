//! Answers that are not sent again to who has them already (RFC 9110, 13).

use super::{Call, headers, viewer::header};
use domain::seal::sha256_hex;
use worker::{Headers, Response, Result};

/// A text that everybody may keep for so many seconds. Its entity tag is a hash of it.
pub(super) fn public(call: &Call, media_type: &str, seconds: u32, text: String) -> Result<Response> {
    let digits: String = sha256_hex(&text).chars().take(32).collect();
    let etag = format!("\"{digits}\"");
    let headers = Headers::new();
    headers.set("content-type", media_type)?;
    headers.set("cache-control", &format!("public, max-age={seconds}"))?;
    headers.set("etag", &etag)?;
    headers::harden(&headers)?;
    let known = header(call, "if-none-match").is_some_and(|tags| names(&tags, &etag));
    let response = if known {
        Response::empty()?.with_status(304)
    } else {
        Response::from_bytes(text.into_bytes())?
    };
    Ok(response.with_headers(headers))
}

/// Whether an `If-None-Match` header names this entity tag; weak comparison.
pub(super) fn names(header: &str, etag: &str) -> bool {
    header
        .split(',')
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}
