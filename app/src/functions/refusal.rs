//! The one error of server functions: a sentence that the visitor may read, and nothing else.

use crate::catalogue::ConnectionWords;
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a server function did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{detail}")]
pub struct Refusal {
    /// Named as in a problem (RFC 9457), so that islands read both alike.
    detail: String,
}

impl Refusal {
    /// With a sentence for the visitor.
    #[must_use]
    pub fn new(sentence: impl Into<String>) -> Self {
        Self {
            detail: sentence.into(),
        }
    }

    /// There is no request, so there is nobody to answer.
    #[cfg(feature = "ssr")]
    pub(crate) fn without_request() -> Self {
        crate::respond::status(500);
        Self::new(crate::catalogue::refusals(crate::catalogue::language()).went_wrong)
    }
}

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    /// The cause is of no use to the visitor: from where they are, the call did not get through.
    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::new(ConnectionWords::here().lost)
    }
}
