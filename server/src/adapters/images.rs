//! The image service, over HTTP.

use super::port;
use async_trait::async_trait;
use domain::ticket::SIGNATURE_HEADER;
use service::{
    config::{AccessToken, Config},
    ports::{ImageService, PortError},
};
use wasm_bindgen::JsValue;
use worker::{AbortSignal, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, send::SendFuture};

/// How long a ticket may take, in milliseconds. Less than the lease, so that a lost answer is known before it ends.
const TIMEOUT_MILLIS: u32 = 120_000;

/// How long it may take to say that it is there, in milliseconds.
const ANSWER_MILLIS: u32 = 5000;

/// Where it is, and what lets the Worker through to it.
pub(super) struct Images {
    /// Its URL, without a slash at the end.
    url: String,
    access: Option<AccessToken>,
}

#[async_trait]
impl ImageService for Images {
    async fn process(&self, ticket: String, signature: String) -> Result<(u16, String), PortError> {
        SendFuture::new(async {
            let request = self.ticket(&ticket, &signature).map_err(port("make a request"))?;
            let signal = AbortSignal::from(web_sys::AbortSignal::timeout_with_u32(TIMEOUT_MILLIS));
            let mut response = Fetch::Request(request)
                .send_with_signal(&signal)
                .await
                .map_err(port("reach the image service"))?;
            let text = response.text().await.map_err(port("read the image service's answer"))?;
            Ok((response.status_code(), text))
        })
        .await
    }

    async fn answers(&self) -> Result<(), PortError> {
        SendFuture::new(async {
            let request = self
                .request("/healthz", Method::Get, Headers::new(), None)
                .map_err(port("make a request"))?;
            let signal = AbortSignal::from(web_sys::AbortSignal::timeout_with_u32(ANSWER_MILLIS));
            let response = Fetch::Request(request)
                .send_with_signal(&signal)
                .await
                .map_err(port("reach the image service"))?;
            match response.status_code() {
                200 => Ok(()),
                status => Err(PortError::new(
                    "reach the image service",
                    format!("it answers {status}"),
                )),
            }
        })
        .await
    }
}

impl Images {
    /// As configured.
    pub(super) fn of(config: &Config) -> Self {
        Self {
            url: config.images_url.clone(),
            access: config.access.clone(),
        }
    }

    fn ticket(&self, ticket: &str, signature: &str) -> worker::Result<Request> {
        let headers = Headers::new();
        headers.set("content-type", "application/json")?;
        headers.set(SIGNATURE_HEADER, signature)?;
        self.request("/v1/process", Method::Post, headers, Some(JsValue::from_str(ticket)))
    }

    /// A request with what Access asks for. It goes there alone, wherever an answer points: ticket and token are for nobody else.
    fn request(&self, path: &str, method: Method, headers: Headers, body: Option<JsValue>) -> worker::Result<Request> {
        for (name, value) in self.access.iter().flat_map(AccessToken::headers) {
            headers.set(name, value)?;
        }
        let mut init = RequestInit::new();
        init.with_method(method).with_headers(headers).with_body(body);
        init.redirect = RequestRedirect::Manual;
        Request::new_with_init(&format!("{}{path}", self.url), &init)
    }
}
