//! A ticket that is not worked on, or not to its end: what the Worker is answered, and what is counted.

use crate::limits::RETRY_AFTER_SECONDS;
use axum::{
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use std::borrow::Cow;

/// Why a ticket is not worked on.
#[derive(Debug)]
pub struct Refusal {
    /// The status of the answer. 503 means that the same ticket may be accepted a little later.
    pub status: StatusCode,
    /// A word for the log and for counting.
    pub code: &'static str,
    /// A sentence for the log and for the Worker's. It contains no URL.
    pub why: Cow<'static, str>,
}

impl Refusal {
    /// The ticket itself is refused.
    pub fn ticket(status: StatusCode, code: &'static str, why: impl Into<Cow<'static, str>>) -> Self {
        let why = why.into();
        Self { status, code, why }
    }

    /// The ticket may be accepted a little later.
    pub fn later(code: &'static str, why: impl Into<Cow<'static, str>>) -> Self {
        Self::ticket(StatusCode::SERVICE_UNAVAILABLE, code, why)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.why.into_owned()).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            let seconds = HeaderValue::from_static(RETRY_AFTER_SECONDS);
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response
    }
}
