//! What comes by plain http to a site that people reach by https: nothing is done for it, since whoever is in between reads it
//! and could change it.

use super::{
    headers,
    problem::{self, Problem},
};
use service::config::Config;
use worker::{Headers, Method, Response, Result};

/// The answer to such a request; nothing if it came as it should. People are led to the same address by https. Programs are
/// told, and not led: one that is led would go on sending its token in the clear (OWASP ASVS 5.0, 4.1.2). `/healthz` says nothing
/// of anybody, and answers either way.
pub(super) fn turned_away(config: &Config, method: &Method, url: &url::Url) -> Result<Option<Response>> {
    let as_it_should = url.scheme() == "https" || !config.site_origin.starts_with("https://");
    if as_it_should || url.path() == "/healthz" {
        return Ok(None);
    }
    let of_a_program = url.path().starts_with("/api/") || !matches!(method, Method::Get | Method::Head);
    if of_a_program {
        return problem::answer(&Problem::new(403, "This site is reached by https alone.")).map(Some);
    }
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let headers = Headers::new();
    headers.set("location", &format!("{}{}{query}", config.site_origin, url.path()))?;
    headers.set("cache-control", "no-store")?;
    headers::harden(&headers)?;
    Ok(Some(Response::empty()?.with_status(308).with_headers(headers)))
}
