//! Errors as `application/problem+json` (RFC 9457).

use super::headers;
use crate::log;
use app::{Language, refusal::sentence};
use serde::Serialize;
use service::Error;
use worker::{Headers, Response, Result};

/// What a client is told.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Problem {
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip)]
    retry_after: Option<u64>,
}

impl Problem {
    /// A problem of this status, with a sentence in English: for what only programs meet. Everything else is an [`Error`].
    pub(crate) fn new(status: u16, detail: impl Into<String>) -> Self {
        Self {
            title: title(status),
            status,
            detail: detail.into(),
            retry_after: None,
        }
    }
}

/// Answers that something was refused or did not work, in a sentence that the visitor can read.
pub(crate) fn refuse(error: &Error, language: Language) -> Result<Response> {
    if matches!(error, Error::Port(_)) {
        log::error("a request failed", error);
    }
    let problem = Problem {
        retry_after: error.retry_after(),
        ..Problem::new(error.status(), sentence(error, language))
    };
    let response = answer(&problem)?;
    response.headers().set("content-language", language.tag())?;
    Ok(response)
}

/// The problem as a response.
pub(crate) fn answer(problem: &Problem) -> Result<Response> {
    let headers = Headers::new();
    headers.set("content-type", "application/problem+json")?;
    headers.set("cache-control", "no-store")?;
    headers::harden(&headers)?;
    headers::hide(&headers)?;
    if let Some(seconds) = problem.retry_after {
        headers.set("retry-after", &seconds.to_string())?;
    }
    if problem.status == 401 {
        headers.set("www-authenticate", "Bearer")?;
    }
    let body = serde_json::to_vec(problem)?;
    Ok(Response::from_bytes(body)?
        .with_status(problem.status)
        .with_headers(headers))
}

const fn title(status: u16) -> &'static str {
    match status {
        400 => "Bad request",
        401 => "Not signed in",
        403 => "Refused",
        404 => "Not found",
        405 => "Method not allowed",
        409 => "Conflict",
        411 => "Length required",
        413 => "Too large",
        415 => "Unsupported type",
        422 => "Wrong checksum",
        429 => "Too often",
        501 => "Not implemented",
        503 => "Unavailable",
        507 => "No room",
        _ => "Error",
    }
}
