//! The home page: for anonymous visitors from the cache.
//!
//! A kept page carries the nonce it was rendered with; every visitor gets it with a fresh one.

use super::{Call, headers, pages, viewer};
use crate::{
    adapters::{Caches, KeptPage},
    log,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use worker::{Headers, Response, Result};

/// Answers `GET /`.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    let cacheable = call.url.query().is_none() && viewer::cookie(&call).is_none();
    if !cacheable {
        return pages::answer(call).await;
    }
    let caches = Caches::new(call.env.clone());
    match caches.home().await {
        Ok(Some(page)) if page.release == call.world.config.assets_version => return serve(&call, &page),
        Ok(_) => {}
        Err(error) => log::error("the page cache does not answer", error),
    }
    render(call, caches).await
}

fn serve(call: &Call, page: &KeptPage) -> Result<Response> {
    let nonce = URL_SAFE_NO_PAD.encode(call.world.random.bytes());
    let html = page.html.replace(&page.nonce, &nonce);
    let headers = Headers::new();
    headers.set("content-type", "text/html; charset=utf-8")?;
    let policy = app::content_security_policy(&nonce, &pages::site(call));
    headers.set("content-security-policy", &policy)?;
    headers.set("cache-control", "private, no-cache")?;
    headers.set("vary", "cookie")?;
    headers.set("heliograph-cache", "hit")?;
    headers::harden_page(&headers, viewer::is_https(call))?;
    Ok(Response::from_bytes(html.into_bytes())?.with_headers(headers))
}

/// Renders it, and keeps it unless something changed while it was rendered.
async fn render(call: Call, caches: Caches) -> Result<Response> {
    let world = call.world.clone();
    let release = world.config.assets_version.clone();
    let before = service::read::home_version(&world).await;
    let context = call.context.clone();
    let rendered = pages::render(call).await?;
    let keep = rendered
        .keepable()
        .map(|(nonce, html)| KeptPage { release, nonce, html });
    let response = rendered.into_response()?;
    response.headers().set("heliograph-cache", "miss")?;
    if let (Some(page), Ok(before)) = (keep, before) {
        context.wait_until(async move {
            let unchanged = service::read::home_version(&world).await.is_ok_and(|now| now == before);
            if unchanged && let Err(error) = caches.keep_home(&page).await {
                log::error("the home page was not kept", error);
            }
        });
    }
    Ok(response)
}
