//! The headers that a careful site sends.

use worker::{Headers, Result};

/// For every response: the type is the type, other sites learn no more than the host, and nothing here may be framed or run,
/// unless a page's own policies say so.
pub(crate) fn harden(headers: &Headers) -> Result<()> {
    headers.set("x-content-type-options", "nosniff")?;
    if !headers.has("referrer-policy")? {
        headers.set("referrer-policy", "strict-origin-when-cross-origin")?;
    }
    if !headers.has("content-security-policy")? {
        headers.set("content-security-policy", app::POLICY_OF_NO_PAGE)?;
    }
    Ok(())
}

/// For what no search engine should list.
pub(crate) fn hide(headers: &Headers) -> Result<()> {
    headers.set("x-robots-tag", "noindex")
}

/// For pages: the browser's powers that no page here uses, and no other window's business.
pub(crate) fn harden_page(headers: &Headers) -> Result<()> {
    harden(headers)?;
    headers.set(
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    )?;
    headers.set("cross-origin-opener-policy", "same-origin")?;
    headers.set("x-frame-options", "DENY")
}

/// For every response by https, whatever it is: never again by anything else.
pub(crate) fn stay_on_https(headers: &Headers) -> Result<()> {
    headers.set("strict-transport-security", app::STRICT_TRANSPORT_SECURITY)
}
