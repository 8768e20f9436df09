//! The home page: for anonymous visitors from the cache.
//!
//! One is kept for each language. It carries the nonce it was rendered with and no theme; every visitor gets it with a fresh
//! nonce and in the theme that they chose.

use super::{Call, headers, pages, viewer};
use crate::{
    adapters::{Caches, FAR_SECONDS, KeptPage},
    log,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use service::World;
use worker::{Headers, Response, Result};

/// Answers `GET /`.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    let cacheable = call.url.query().is_none() && viewer::cookie(&call).is_none();
    if !cacheable {
        return pages::answer(call).await;
    }
    let caches = Caches::new(call.env.clone(), call.language);
    match find(&call, &caches).await {
        Ok(Some(page)) => return serve(&call, &page),
        Ok(None) => {}
        Err(error) => log::error("the page cache does not answer", error),
    }
    render(call, caches).await
}

/// A kept page of this release: from this location, else from KV if nothing has changed since.
async fn find(call: &Call, caches: &Caches) -> service::Result<Option<KeptPage>> {
    let of_this_release = |page: &KeptPage| page.release == call.world.config.assets_version;
    if let Some(page) = caches.near().await?.filter(of_this_release) {
        return Ok(Some(page));
    }
    let Some(page) = caches.far().await?.filter(of_this_release) else {
        return Ok(None);
    };
    if page.version != service::read::home_version(&call.world).await? {
        return Ok(None);
    }
    keep_near(&call.world, caches, &page).await?;
    Ok(Some(page))
}

fn serve(call: &Call, page: &KeptPage) -> Result<Response> {
    let nonce = URL_SAFE_NO_PAD.encode(call.world.random.bytes());
    let html = viewer::theme(call).put_into(&page.html.replace(&page.nonce, &nonce));
    let headers = Headers::new();
    headers.set("content-type", "text/html; charset=utf-8")?;
    let policy = app::content_security_policy(&nonce, &pages::site(call));
    headers.set("content-security-policy", &policy)?;
    headers.set("cache-control", "private, no-cache")?;
    headers.set("vary", "accept-language, cookie")?;
    headers.set("content-language", call.language.tag())?;
    headers.set("heliograph-cache", "hit")?;
    headers::harden_page(&headers)?;
    Ok(Response::from_bytes(html.into_bytes())?.with_headers(headers))
}

/// Renders it, and keeps it.
async fn render(call: Call, caches: Caches) -> Result<Response> {
    let world = call.world.clone();
    let release = world.config.assets_version.clone();
    let version = service::read::home_version(&world).await;
    let context = call.context.clone();
    let theme = viewer::theme(&call);
    let rendered = pages::render(call).await?;
    let page = rendered.keepable().zip(version.ok());
    let response = rendered.into_response(theme)?;
    response.headers().set("heliograph-cache", "miss")?;
    if let Some(((nonce, html), version)) = page {
        let page = KeptPage {
            release,
            version,
            nonce,
            html,
        };
        context.wait_until(async move {
            if let Err(error) = keep(&world, &caches, &page).await {
                log::error("the home page was not kept", error);
            }
        });
    }
    Ok(response)
}

/// Keeps a page unless something changed while it was rendered.
async fn keep(world: &World, caches: &Caches, page: &KeptPage) -> service::Result<()> {
    if service::read::home_version(world).await? != page.version {
        return Ok(());
    }
    keep_near(world, caches, page).await?;
    if service::read::may_keep(world, &caches.far_name(), FAR_SECONDS.cast_signed()).await? {
        caches.keep_far(page).await?;
    }
    Ok(())
}

/// Looks again afterwards, in case something changed, and the page was dropped, just before it was kept.
async fn keep_near(world: &World, caches: &Caches, page: &KeptPage) -> service::Result<()> {
    caches.keep_near(page).await?;
    if service::read::home_version(world).await? != page.version {
        world.pages.drop_home().await?;
    }
    Ok(())
}
