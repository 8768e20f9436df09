//! Who is asking: a bearer token, or the session cookie.

use super::Call;
use app::{Language, Theme};
use domain::{access::Viewer, session::Session};
use service::{Result, guard::Guard};
use std::sync::Arc;
use worker::Request;

/// The viewer of this request.
///
/// # Errors
/// If a bearer token is not valid, or a look-up fails.
pub(crate) async fn of(call: &Call) -> Result<Viewer> {
    if let Some(token) = bearer(call) {
        return service::auth::bearer(&call.world, &token).await;
    }
    Ok(session(call)
        .await?
        .map_or(Viewer::Anonymous, |session| Viewer::User(session.user)))
}

/// The session in the cookie, if it holds.
///
/// # Errors
/// If the list of signed-out sessions cannot be read.
pub(crate) async fn session(call: &Call) -> Result<Option<Session>> {
    match cookie(call) {
        Some(token) => service::auth::session(&call.world, &token).await,
        None => Ok(None),
    }
}

/// Lets the request's world make sure of the session in its cookie, if there is one that decides: a bearer token comes first.
pub(crate) fn guard(call: &mut Call) -> Option<Arc<Guard>> {
    if bearer(call).is_some() {
        return None;
    }
    let session = service::auth::sealed(&call.world, &cookie(call)?)?;
    let (world, guard) = call.world.guarded(session);
    call.world = world;
    Some(guard)
}

/// The session cookie's value.
pub(crate) fn cookie(call: &Call) -> Option<String> {
    cookie_named(&call.request, app::cookie::name(is_https(call)))
}

/// The language that the visitor reads: chosen, or asked for by the browser.
pub(crate) fn language(request: &Request) -> Language {
    let chosen = cookie_named(request, app::cookie::LANGUAGE);
    let wanted = request.headers().get("accept-language").ok().flatten();
    Language::of_visitor(chosen.as_deref(), wanted.as_deref())
}

/// The appearance that the visitor chose.
pub(crate) fn theme(call: &Call) -> Theme {
    cookie_named(&call.request, app::cookie::THEME)
        .and_then(|text| Theme::parse(&text))
        .unwrap_or_default()
}

fn cookie_named(request: &Request, name: &str) -> Option<String> {
    let cookies = request.headers().get("cookie").ok().flatten()?;
    cookies.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// Whether the visitor came by https: then cookies are `Secure`.
pub(crate) fn is_https(call: &Call) -> bool {
    call.url.scheme() == "https"
}

/// Where the request comes from, for rate limits.
pub(crate) fn client_ip(call: &Call) -> String {
    header(call, "cf-connecting-ip").unwrap_or_else(|| "unknown".to_owned())
}

/// A request header.
pub(crate) fn header(call: &Call, name: &str) -> Option<String> {
    call.request.headers().get(name).ok().flatten()
}

fn bearer(call: &Call) -> Option<String> {
    let value = header(call, "authorization")?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}
