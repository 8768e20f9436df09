//! Requests to this site, by `XMLHttpRequest`: unlike `fetch` it says how much has been sent.

use super::Unable;
use crate::catalogue::{ConnectionWords, fill};
use js_sys::{Array, JSON, JsString, Promise, Reflect, encode_uri_component};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

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
    /// Its JSON, as the browser read it; `null` if it is none.
    pub(crate) json: JsValue,
    /// After how many seconds it makes sense to ask again, if it says so.
    pub(crate) retry_after: Option<u32>,
}

impl Answer {
    /// Why it was refused, as the site says it: problems (RFC 9457) and server functions alike.
    pub(crate) fn refusal(&self) -> String {
        let detail = Reflect::get(&self.json, &"detail".into()).ok();
        detail
            .and_then(|detail| detail.as_string())
            .unwrap_or_else(|| fill(ConnectionWords::here().status, &[("n", &self.status.to_string())]))
    }
}

/// Sends, and says from time to time how many per cent are sent.
///
/// # Errors
/// If there is no answer.
pub(crate) async fn send(ask: Ask<'_>, progress: impl Fn(u32) + 'static) -> Result<Answer, Unable> {
    send_abortable(ask, |_| {}, progress).await
}

/// As [`send`], and hands out the request first, so that it can be aborted.
///
/// # Errors
/// If there is no answer, because it was aborted for example.
pub(crate) async fn send_abortable(
    ask: Ask<'_>,
    begun: impl FnOnce(&XmlHttpRequest),
    progress: impl Fn(u32) + 'static,
) -> Result<Answer, Unable> {
    let request = XmlHttpRequest::new()?;
    request.open(ask.method, ask.url)?;
    request.set_response_type(XmlHttpRequestResponseType::Json);
    for (name, value) in ask.headers {
        request.set_request_header(name, value)?;
    }
    let sent = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
            progress((100.0 * event.loaded() / event.total()) as u32);
        }
    });
    request.upload()?.set_onprogress(Some(sent.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(ask.body)?;
    begun(&request);
    JsFuture::from(ended).await?;
    match request.status()? {
        0 => Err(Unable),
        status => Ok(Answer {
            status,
            json: request.response()?,
            retry_after: request
                .get_response_header("retry-after")?
                .and_then(|text| text.parse().ok()),
        }),
    }
}

/// The body that a plain form of these fields would send.
///
/// # Errors
/// If the browser makes no blob.
pub(crate) fn form_body(fields: &[(&str, &str)]) -> Result<Blob, Unable> {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode_uri_component(value)))
        .collect();
    body(&pairs.join("&").into(), "application/x-www-form-urlencoded")
}

/// A value as a body in JSON.
///
/// # Errors
/// If the browser makes no blob.
pub(crate) fn json_body(value: &JsValue) -> Result<Blob, Unable> {
    body(&JSON::stringify(value)?, "application/json")
}

fn body(text: &JsString, media_type: &str) -> Result<Blob, Unable> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Ok(Blob::new_with_str_sequence_and_options(&Array::of1(text), &options)?)
}
