//! The home page: for anonymous visitors from the cache.
//!
//! One is kept for each language ([`service::kept`]). It carries the nonce it was rendered with and no theme; every visitor gets
//! it with a fresh nonce and in the theme that they chose.

use super::{
    Call, headers,
    kept::{keep, renew},
    pages::{self, Rendered},
    viewer,
};
use app::Theme;
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
    let home = Kept::Home(call.language.tag());
    let (context, world, theme) = (call.context.clone(), call.world.clone(), viewer::theme(&call));
    if let Some(found) = kept::find(&world, home).await {
        let response = serve(&call, &found, theme)?;
        if found.renew {
            context.wait_until(renew(world, home, found.page, made_anew(call)));
        }
        return Ok(response);
    }
    let (rendered, page) = make(call).await?;
    if let Some(page) = page {
        context.wait_until(keep(world, home, page));
    }
    let response = rendered.into_response(theme)?;
    response.headers().set("heliograph-cache", "miss")?;
    Ok(response)
}

fn serve(call: &Call, found: &Found, theme: Theme) -> Result<Response> {
    let page = &found.page;
    let nonce = URL_SAFE_NO_PAD.encode(call.world.random.bytes());
    let mut html = page.text.replace(&page.nonce, &nonce);
    theme.put_into(&mut html);
    let headers = Headers::new();
    headers.set("content-type", "text/html; charset=utf-8")?;
    let policy = app::content_security_policy(&nonce, &pages::site(call));
    headers.set("content-security-policy", &policy)?;
    headers.set("cache-control", &for_browsers(&call.world))?;
    headers.set("vary", "accept-language, cookie")?;
    headers.set("content-language", call.language.tag())?;
    headers.set("heliograph-cache", found.state())?;
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

/// Renders it; also as what can be kept, unless it is of this visitor alone or the database did not say its version.
async fn make(call: Call) -> Result<(Rendered, Option<KeptPage>)> {
    let release = kept::release(&call.world).await;
    let version = kept::home_version(&call.world).await;
    let rendered = pages::render(call).await?;
    let page = rendered.keepable().zip(version.ok());
    let page = page.map(|((nonce, text), version)| KeptPage {
        release,
        version,
        nonce,
        text,
    });
    Ok((rendered, page))
}

async fn made_anew(call: Call) -> service::Result<Option<KeptPage>> {
    let made = make(call).await;
    let (_, page) = made.map_err(|error| PortError::new("render the home page", error))?;
    Ok(page)
}
