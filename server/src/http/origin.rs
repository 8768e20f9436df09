//! Where a request that changes something comes from.
//!
//! Browsers say it in `Sec-Fetch-Site`, older ones in `Origin`. A request with a bearer token carries nothing that a browser
//! would add by itself, so it cannot be forged from another site. (OWASP, Cross-Site Request Forgery Prevention.)

use service::Error;
use worker::{Method, Request};

/// Lets a request through unless it could change something and was made by another site's page.
///
/// # Errors
/// [`Error::ForeignOrigin`], also when the request does not say where it comes from.
pub(crate) fn check(request: &Request, url: &url::Url) -> Result<(), Error> {
    if matches!(request.method(), Method::Get | Method::Head | Method::Options) {
        return Ok(());
    }
    let header = |name: &str| request.headers().get(name).ok().flatten();
    if allowed(
        header("authorization"),
        header("sec-fetch-site"),
        header("origin"),
        &url.origin().ascii_serialization(),
    ) {
        Ok(())
    } else {
        Err(Error::ForeignOrigin)
    }
}

fn allowed(authorization: Option<String>, site: Option<String>, origin: Option<String>, own: &str) -> bool {
    let bearer = authorization.is_some_and(|value| value.get(..7).is_some_and(|s| s.eq_ignore_ascii_case("bearer ")));
    bearer
        || match site.as_deref() {
            Some(site) => matches!(site, "same-origin" | "none"),
            None => origin.as_deref() == Some(own),
        }
}
