//! The image service, over HTTP.

use super::port;
use async_trait::async_trait;
use domain::ticket::SIGNATURE_HEADER;
use service::ports::{ImageService, PortError};
use wasm_bindgen::JsValue;
use worker::{AbortSignal, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Url, send::SendFuture};

/// How long a ticket may take, in milliseconds. Less than the lease, so that a lost answer is known before it ends.
const TIMEOUT_MILLIS: u32 = 120_000;

/// How long it may take to say that it is there, in milliseconds.
const ANSWER_MILLIS: u32 = 5000;

/// Its URL, without a slash at the end.
pub(super) struct Images(pub(super) String);

#[async_trait]
impl ImageService for Images {
    async fn process(&self, ticket: String, signature: String) -> Result<(u16, String), PortError> {
        SendFuture::new(async {
            let request = request(&self.0, &ticket, &signature).map_err(port("make a request"))?;
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
            let url = Url::parse(&format!("{}/healthz", self.0)).map_err(port("make a request"))?;
            let signal = AbortSignal::from(web_sys::AbortSignal::timeout_with_u32(ANSWER_MILLIS));
            let response = Fetch::Url(url)
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

fn request(url: &str, ticket: &str, signature: &str) -> worker::Result<Request> {
    let headers = Headers::new();
    headers.set("content-type", "application/json")?;
    headers.set(SIGNATURE_HEADER, signature)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(JsValue::from_str(ticket)));
    init.redirect = RequestRedirect::Manual;
    Request::new_with_init(&format!("{url}/v1/process"), &init)
}
