//! Who is asking: a bearer token, or the session in the cookie.

use super::{Call, sharing};
use app::{Language, Theme};
use domain::{
    access::Viewer,
    session::{Opened, Session},
};
use service::{Result, guard::Guard, sessions::SignedIn};
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
        .map_or(Viewer::Anonymous, |session| session.viewer()))
}

/// The session in the cookie, if it is not on the list of those that were signed out.
///
/// # Errors
/// If that list cannot be read.
pub(crate) async fn session(call: &Call) -> Result<Option<Session>> {
    match &call.session {
        Some(session) if service::auth::holds(&call.world, session).await? => Ok(Some(session.clone())),
        _ => Ok(None),
    }
}

/// Whether somebody is signed in who asked for their account to be deleted. If it cannot be told, they are nobody anyway.
pub(crate) async fn is_leaving(call: &Call) -> bool {
    let leaves = |session: &Session| session.leaving.is_some();
    // nobody else costs a look at the list
    call.session.as_ref().is_some_and(leaves) && session(call).await.is_ok_and(|session| session.is_some())
}

/// What the session in a request's cookie is worth.
pub(crate) enum Entered {
    /// There is none, or none that decides: a bearer token comes first, and feeds are for anybody, whoever asks.
    Nobody,
    /// The first thing that is asked of the database makes sure of it.
    Guarded(Arc<Guard>),
    /// Its token had expired, and this is a new one.
    Renewed(String),
    /// It was signed out, or not used for too long.
    Gone,
}

/// Puts the session of the request's cookie into the call.
///
/// # Errors
/// If a session cannot be renewed because the database does not answer.
pub(crate) async fn enter(call: &mut Call) -> Result<Entered> {
    if bearer(call).is_some() || sharing::asked(call).is_some() {
        return Ok(Entered::Nobody);
    }
    match cookie(call).and_then(|token| service::sessions::open(&call.world, &token)) {
        None => Ok(Entered::Nobody),
        Some(Opened::Fresh(session)) => {
            let (world, guard) = call.world.guarded(session.clone());
            call.world = world;
            call.session = Some(session);
            Ok(Entered::Guarded(guard))
        }
        Some(Opened::Stale(session)) => Ok(match service::sessions::renew(&call.world, &session).await? {
            Some(SignedIn { session, token }) => {
                call.session = Some(session);
                Entered::Renewed(token)
            }
            None => Entered::Gone,
        }),
    }
}

/// The session cookie's value.
pub(crate) fn cookie(call: &Call) -> Option<String> {
    cookie_named(&call.request, app::cookie::SESSION.on(is_https(call)))
}

/// The language that the visitor reads: chosen, or asked for by the browser.
pub(crate) fn language(request: &Request, url: &url::Url) -> Language {
    let chosen = cookie_named(request, app::cookie::LANGUAGE.on(url.scheme() == "https"));
    let wanted = request.headers().get("accept-language").ok().flatten();
    Language::of_visitor(chosen.as_deref(), wanted.as_deref())
}

/// The appearance that the visitor chose.
pub(crate) fn theme(call: &Call) -> Theme {
    cookie_named(&call.request, app::cookie::THEME.on(is_https(call)))
        .and_then(|text| Theme::parse(&text))
        .unwrap_or_default()
}

fn cookie_named(request: &Request, name: &str) -> Option<String> {
    let cookies = request.headers().get("cookie").ok().flatten()?;
    app::cookie::value_in(&cookies, name).map(str::to_owned)
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
