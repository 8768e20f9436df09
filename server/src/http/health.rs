//! `/healthz`: 200 when the Worker answers; `?deep=1` also asks every part, and says how long each took.

use super::{Call, api, problem, viewer};
use crate::meter;
use domain::{plan::Resource, storage::Bucket};
use serde::Serialize;
use service::World;
use std::collections::BTreeMap;
use std::future::Future;
use worker::{Fetch, Response, Result, Url};

#[derive(Serialize)]
struct Health {
    ok: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    parts: BTreeMap<&'static str, Part>,
}

#[derive(Serialize)]
struct Part {
    ok: bool,
    ms: i64,
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
    let parts = parts(&call).await;
    let ok = parts.iter().all(|(name, part)| part.ok || *name == "images");
    Ok(api::json(&Health { ok, parts })?.with_status(if ok { 200 } else { 503 }))
}

async fn parts(call: &Call) -> BTreeMap<&'static str, Part> {
    let world = &call.world;
    BTreeMap::from([
        (
            "d1",
            time(world, async { service::kept::home_version(world).await.is_ok() }).await,
        ),
        ("r2", time(world, bucket(call)).await),
        ("kv", time(world, kv(call)).await),
        ("images", time(world, images(world)).await),
    ])
}

async fn time(world: &World, check: impl Future<Output = bool>) -> Part {
    let started = world.now().millis();
    let ok = check.await;
    Part {
        ok,
        ms: world.now().millis() - started,
    }
}

async fn bucket(call: &Call) -> bool {
    match crate::adapters::blobs::bucket(&call.env, Bucket::Private) {
        Ok(bucket) => {
            meter::count(Resource::ClassB, 1);
            bucket.head("healthz").await.is_ok()
        }
        Err(_) => false,
    }
}

async fn kv(call: &Call) -> bool {
    match call.env.kv("KV") {
        Ok(kv) => {
            meter::count(Resource::KvReads, 1);
            kv.get("healthz").text().await.is_ok()
        }
        Err(_) => false,
    }
}

async fn images(world: &World) -> bool {
    let Ok(url) = Url::parse(&format!("{}/healthz", world.config.images_url)) else {
        return false;
    };
    Fetch::Url(url)
        .send()
        .await
        .is_ok_and(|response| response.status_code() == 200)
}
