//! The home page: for anonymous visitors from the cache.
//!
//! One is kept for each language ([`service::kept`]). It carries the nonce it was rendered with and no theme; every visitor gets
//! it with a fresh nonce and in the theme that they chose.

use super::{Call, headers, pages, viewer};
use crate::log;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use service::{
    World,
    kept::{self, Found, Kept},
    ports::{KeptPage, PortError},
};
use worker::{Headers, Response, Result};

/// Answers `GET /`.
pub(crate) async fn answer(call: Call) -> Result<Response> {
    let cacheable = call.url.query().is_none() && viewer::cookie(&call).is_none();
    if !cacheable {
        return pages::answer(call).await;
    }
    match kept::find(&call.world, Kept::Home(call.language.tag())).await {
        Some(found) => {
            let response = serve(&call, &found)?;
            if found.renew {
                call.context.clone().wait_until(renew(call, found.page));
            }
            Ok(response)
        }
        None => render(call).await,
    }
}

/// Looks after a page that was just served, and renders it anew if it is not the newest any more.
async fn renew(call: Call, page: KeptPage) {
    let renewed = async {
        if kept::renew(&call.world, Kept::Home(call.language.tag()), &page).await? {
            let rendered = render(call).await;
            rendered.map_err(|error| PortError::new("render the home page", error))?;
        }
        Ok::<(), service::Error>(())
    };
    if let Err(error) = renewed.await {
        log::error("the home page was not made anew", error);
    }
}

fn serve(call: &Call, found: &Found) -> Result<Response> {
    let page = &found.page;
    let nonce = URL_SAFE_NO_PAD.encode(call.world.random.bytes());
    let mut html = page.text.replace(&page.nonce, &nonce);
    viewer::theme(call).put_into(&mut html);
    let headers = Headers::new();
    headers.set("content-type", "text/html; charset=utf-8")?;
    let policy = app::content_security_policy(&nonce, &pages::site(call));
    headers.set("content-security-policy", &policy)?;
    headers.set("cache-control", &for_browsers(&call.world))?;
    headers.set("vary", "accept-language, cookie")?;
    headers.set("content-language", call.language.tag())?;
    headers.set("heliograph-cache", if found.stale { "stale" } else { "hit" })?;
    headers::harden_page(&headers)?;
    Ok(Response::from_bytes(html.into_bytes())?.with_headers(headers))
}

/// Asked anew each time, unless the plan's requests run out: then a browser shows what it has for a while. The cookie is part of
/// what it knows the page by, so that whoever signs in meets a page of their own.
fn for_browsers(world: &World) -> String {
    match service::usage::keeping_known(world).browser {
        0 => "private, no-cache".to_owned(),
        seconds => format!("private, max-age={seconds}"),
    }
}

/// Renders it, and keeps it.
async fn render(call: Call) -> Result<Response> {
    let world = call.world.clone();
    let home = Kept::Home(call.language.tag());
    let release = kept::release(&world).await;
    let version = kept::home_version(&world).await;
    let context = call.context.clone();
    let theme = viewer::theme(&call);
    let rendered = pages::render(call).await?;
    let page = rendered.keepable().zip(version.ok());
    let response = rendered.into_response(theme)?;
    response.headers().set("heliograph-cache", "miss")?;
    if let Some(((nonce, text), version)) = page {
        let page = KeptPage {
            release,
            version,
            nonce,
            text,
        };
        context.wait_until(async move {
            if let Err(error) = kept::keep(&world, home, &page).await {
                log::error("the home page was not kept", error);
            }
        });
    }
    Ok(response)
}
