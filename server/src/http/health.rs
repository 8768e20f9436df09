//! `/healthz`: 200 when the Worker answers; `?deep=1` also asks every part, and says how long each took.

use super::{Call, api, problem, viewer};
use serde::Serialize;
use service::health::{self as parts, Answer};
use std::collections::BTreeMap;
use worker::{Response, Result};

#[derive(Serialize)]
struct Health {
    ok: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    parts: BTreeMap<&'static str, Part>,
}

#[derive(Serialize)]
struct Part {
    ok: bool,
    ms: u64,
}

/// Answers it. The image service may be away: photos then wait, so it does not make the site unwell.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    if !call
        .url
        .query_pairs()
        .any(|(name, value)| name == "deep" && value == "1")
    {
        return api::json(&Health {
            ok: true,
            parts: BTreeMap::new(),
        });
    }
    // it costs a read of everything: not for passers-by by the thousand
    if !call
        .world
        .limits
        .allow(service::ports::Limited::SignIn, &viewer::client_ip(&call))
        .await
        .unwrap_or(true)
    {
        return problem::refuse(&service::Error::TooOften, call.language);
    }
    let answers = parts::ask(&call.world).await;
    let ok = answers
        .iter()
        .all(|answer| answer.ok || answer.part == parts::Part::Images);
    let part = |answer: &Answer| {
        let (ok, ms) = (answer.ok, answer.millis);
        (answer.part.name(), Part { ok, ms })
    };
    let parts = answers.iter().map(part).collect();
    Ok(api::json(&Health { ok, parts })?.with_status(if ok { 200 } else { 503 }))
}
