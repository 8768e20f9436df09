//! E-mail: a provider's HTTP API, or Cloudflare's e-mail binding.
//!
//! Errors name neither address nor text. What a provider says of an error may repeat both, so only its code is kept.

use super::port;
use async_trait::async_trait;
use js_sys::Reflect;
use serde::{Deserialize, Serialize};
use service::{
    config::{Mail, MailKey, MailWay},
    ports::{Letter, Mailer, PortError},
};
use std::sync::Arc;
use wasm_bindgen::JsValue;
use worker::{
    AbortSignal, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, SendEmailBuilder, send::SendFuture,
};

/// The name of the binding.
pub(super) const BINDING: &str = "MAIL";

/// How long a provider may take, in milliseconds.
const TIMEOUT_MILLIS: u32 = 10_000;

/// The longest code of an error that is kept, in characters.
const MAX_CODE: usize = 60;

/// Whether there is a binding.
pub(super) fn is_bound(env: &Env) -> bool {
    Reflect::get(env, &BINDING.into()).is_ok_and(|binding| binding.is_object())
}

/// Whoever delivers letters as configured.
pub(super) fn mailer(env: &Env, mail: &Mail) -> Arc<dyn Mailer> {
    let from = mail.from.clone();
    match &mail.way {
        MailWay::Http { url, key } => Arc::new(Provider {
            url: url.clone(),
            key: key.clone(),
            from,
        }),
        MailWay::Binding => Arc::new(Binding { env: env.clone(), from }),
    }
}

/// An HTTP API that takes a letter as JSON under a bearer token, as Resend's does
/// (<https://resend.com/docs/api-reference/emails/send-email>).
struct Provider {
    url: String,
    key: MailKey,
    from: String,
}

#[derive(Serialize)]
struct Posted<'a> {
    from: &'a str,
    to: [&'a str; 1],
    subject: &'a str,
    text: &'a str,
}

/// What such an API says of an error.
#[derive(Default, Deserialize)]
struct Refused {
    #[serde(default)]
    name: String,
}

#[async_trait]
impl Mailer for Provider {
    async fn send(&self, letter: Letter) -> Result<(), PortError> {
        SendFuture::new(async {
            let request = self.request(&letter)?;
            let signal = AbortSignal::from(web_sys::AbortSignal::timeout_with_u32(TIMEOUT_MILLIS));
            let mut response = Fetch::Request(request)
                .send_with_signal(&signal)
                .await
                .map_err(port("reach the mail provider"))?;
            let status = response.status_code();
            if (200..300).contains(&status) {
                return Ok(());
            }
            let refused: Refused = response.json().await.unwrap_or_default();
            let code = code(&refused.name);
            Err(PortError::new("send a letter", format!("status {status} {code}")))
        })
        .await
    }
}

impl Provider {
    fn request(&self, letter: &Letter) -> Result<Request, PortError> {
        let posted = Posted {
            from: &self.from,
            to: [&letter.to],
            subject: &letter.subject,
            text: &letter.text,
        };
        let json = serde_json::to_string(&posted).map_err(port("write a letter"))?;
        self.post(&json).map_err(port("make a request"))
    }

    fn post(&self, json: &str) -> worker::Result<Request> {
        let headers = Headers::new();
        headers.set("content-type", "application/json")?;
        headers.set("authorization", &format!("Bearer {}", self.key.reveal()))?;
        let mut init = RequestInit::new();
        init.with_method(Method::Post)
            .with_headers(headers)
            .with_body(Some(JsValue::from_str(json)));
        // the key goes to the provider alone
        init.redirect = RequestRedirect::Manual;
        Request::new_with_init(&self.url, &init)
    }
}

/// Cloudflare's e-mail binding
/// (<https://developers.cloudflare.com/email-service/api/send-emails/workers-api/>).
struct Binding {
    env: Env,
    from: String,
}

#[async_trait]
impl Mailer for Binding {
    async fn send(&self, letter: Letter) -> Result<(), PortError> {
        SendFuture::new(async {
            let binding = self.env.send_email(BINDING).map_err(port("find the e-mail binding"))?;
            let message = SendEmailBuilder::builder(&self.from, &letter.to, &letter.subject)
                .text(&letter.text)
                .build();
            let sent = binding.send_with_builder(&message).await;
            sent.map(|_| ()).map_err(|error| {
                let said = Reflect::get(&error, &"code".into())
                    .ok()
                    .and_then(|code| code.as_string());
                PortError::new("send a letter", code(&said.unwrap_or_default()))
            })
        })
        .await
    }
}

/// An error's code, if it is one and no sentence.
fn code(text: &str) -> &str {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !text.is_empty() && text.len() <= MAX_CODE && text.chars().all(plain) {
        text
    } else {
        "without a code"
    }
}
