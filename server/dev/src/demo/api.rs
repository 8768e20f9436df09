//! The few calls of the site's public API that the demo makes.

use super::{manifest::Photo, photographs::File};
use crate::fault::Result;
use serde_json::{Value, json};
use std::time::Duration;
use ureq::{
    Agent, Body,
    http::{Response, StatusCode},
};

/// How long one answer may take: the first request of a Worker compiles it.
const ANSWER: Duration = Duration::from_secs(60);

/// A site.
pub(crate) struct Api {
    origin: String,
    agent: Agent,
}

/// What the site says to an upload.
pub(crate) struct Sent {
    pub(crate) id: String,
    /// Whether it did not have these bytes yet.
    pub(crate) new: bool,
}

/// How far a photo is.
pub(crate) enum State {
    Open,
    Ready,
    Failed(String),
}

impl Api {
    pub(crate) fn of(origin: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(ANSWER))
            .build();
        Self {
            origin: origin.trim_end_matches('/').to_owned(),
            agent: config.into(),
        }
    }

    /// Whether somebody answers there.
    pub(crate) fn answers(&self) -> bool {
        let answer = self.agent.get(format!("{}/healthz", self.origin)).call();
        answer.is_ok_and(|answer| answer.status() == StatusCode::OK)
    }

    /// Sends a file.
    pub(crate) fn send(&self, token: &str, photo: &Photo, file: &File) -> Result<Sent> {
        let answer = self
            .agent
            .post(format!("{}/api/v1/photos", self.origin))
            .query("title", &photo.title)
            .query("visibility", "public")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", file.media_type)
            .send(&file.bytes[..]);
        let (status, body) = read(answer)?;
        let id = body
            .get("id")
            .and_then(Value::as_str)
            .ok_or("the site's answer names no id")?;
        Ok(Sent {
            id: id.to_owned(),
            new: status == StatusCode::CREATED,
        })
    }

    /// Writes about a photo what the manifest says.
    pub(crate) fn describe(&self, token: &str, id: &str, photo: &Photo) -> Result<()> {
        let written = json!({
            "title": photo.title,
            "description": photo.description(),
            "alt": photo.alt,
            "licence": photo.licence,
            "tags": photo.tags,
        });
        let answer = self
            .agent
            .patch(format!("{}/api/v1/photos/{id}", self.origin))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .send(written.to_string());
        read(answer).map(|_| ())
    }

    /// How far a photo of this token's member is: until it is ready, others do not see it.
    pub(crate) fn state(&self, token: &str, id: &str) -> Result<State> {
        let answer = self
            .agent
            .get(format!("{}/api/v1/photos/{id}", self.origin))
            .header("authorization", format!("Bearer {token}"))
            .call();
        let (_, body) = read(answer)?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        Ok(match text("state") {
            "ready" => State::Ready,
            "failed" => State::Failed(text("reason").to_owned()),
            _ => State::Open,
        })
    }
}

/// The JSON of an answer that is good.
fn read(answer: std::result::Result<Response<Body>, ureq::Error>) -> Result<(StatusCode, Value)> {
    let mut answer = answer.map_err(|error| format!("the site does not answer: {error}"))?;
    let status = answer.status();
    let text = answer
        .body_mut()
        .read_to_string()
        .map_err(|error| format!("the site's answer broke off: {error}"))?;
    if status == StatusCode::UNAUTHORIZED {
        return Err(
            "the site does not know the demo's members: --state must be the folder of the site at --site".into(),
        );
    }
    if !status.is_success() {
        return Err(format!("the site answered {status}: {text}").into());
    }
    let body = serde_json::from_str(&text).map_err(|error| format!("the site's answer is no JSON: {error}"))?;
    Ok((status, body))
}
