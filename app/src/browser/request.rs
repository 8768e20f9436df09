//! Requests to this site, by `XMLHttpRequest`: unlike `fetch` it says how much has been sent.

use super::Unable;
use js_sys::Promise;
use serde::{Deserialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

/// What the visitor reads when there was no answer.
pub(crate) const NO_ANSWER: &str = "The connection was lost. Check it, then try again.";

/// A request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask<'a> {
    /// Its method.
    pub(crate) method: &'static str,
    /// Path and query.
    pub(crate) url: &'a str,
    /// Its headers.
    pub(crate) headers: &'a [(&'static str, String)],
    /// Its body.
    pub(crate) body: Option<&'a Blob>,
}

impl<'a> Ask<'a> {
    /// Something without headers and body.
    pub(crate) const fn plain(method: &'static str, url: &'a str) -> Self {
        Self {
            method,
            url,
            headers: &[],
            body: None,
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    text: String,
}

/// The part of a problem (RFC 9457) that is for the visitor.
#[derive(Debug, Deserialize)]
struct Problem {
    detail: String,
}

impl Answer {
    /// Reads a JSON answer.
    pub(crate) fn json<Data: DeserializeOwned>(&self) -> Option<Data> {
        serde_json::from_str(&self.text).ok()
    }

    /// Why it was refused, as the site says it.
    pub(crate) fn refusal(&self) -> String {
        self.json::<Problem>().map_or_else(
            || format!("The site answered with status {}. Please try again.", self.status),
            |problem| problem.detail,
        )
    }
}

/// Sends, and says from time to time how many per cent are sent.
///
/// # Errors
/// If there is no answer.
pub(crate) async fn send(ask: Ask<'_>, progress: impl Fn(f64) + 'static) -> Result<Answer, Unable> {
    let request = XmlHttpRequest::new()?;
    request.open(ask.method, ask.url)?;
    for (name, value) in ask.headers {
        request.set_request_header(name, value)?;
    }
    let sent = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() {
            progress(100.0 * event.loaded() / event.total());
        }
    });
    request.upload()?.set_onprogress(Some(sent.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(ask.body)?;
    JsFuture::from(ended).await?;
    match request.status()? {
        0 => Err(Unable),
        status => Ok(Answer {
            status,
            text: request.response_text()?.unwrap_or_default(),
        }),
    }
}
