//! The origins that a ticket's URLs may have.
//!
//! URLs are taken apart by the parser that the client itself uses, so that the two cannot disagree.

use std::net::IpAddr;
use ureq::http::Uri;

/// The allowed origins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origins(Vec<Origin>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

/// What the host of an allowed origin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// An address, in its usual form.
    Address(IpAddr),
    /// `localhost`.
    ThisMachine,
    /// A name, which may lead anywhere.
    Name,
}

impl Origins {
    /// Reads a comma-separated list such as `http://127.0.0.1:8787,https://storage.example`.
    ///
    /// `None` if the list is empty, or if an entry is not just scheme, host and port.
    #[must_use]
    pub fn parse(list: &str) -> Option<Self> {
        let origins: Option<Vec<Origin>> = list.split(',').map(|text| bare_origin(text.trim())).collect();
        origins.filter(|origins| !origins.is_empty()).map(Self)
    }

    /// Whether a URL has one of these origins.
    #[must_use]
    pub fn allow(&self, url: &str) -> bool {
        url.parse()
            .ok()
            .and_then(|uri| origin(&uri))
            .is_some_and(|origin| self.0.contains(&origin))
    }

    /// What the host of a URL is. `None` if the URL has none of these origins.
    #[must_use]
    pub fn named(&self, uri: &Uri) -> Option<Named> {
        let origin = origin(uri).filter(|origin| self.0.contains(origin))?;
        let bare = origin.host.trim_start_matches('[').trim_end_matches(']');
        Some(match bare.parse() {
            Ok(address) => Named::Address(address),
            Err(_) if bare == "localhost" => Named::ThisMachine,
            Err(_) => Named::Name,
        })
    }
}

fn bare_origin(text: &str) -> Option<Origin> {
    let uri: Uri = text.parse().ok()?;
    let bare = uri.path_and_query().is_none_or(|rest| rest.as_str() == "/");
    if bare { origin(&uri) } else { None }
}

fn origin(uri: &Uri) -> Option<Origin> {
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let usual_port = match scheme.as_str() {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    let authority = uri.authority()?;
    // a name before the host is never needed here, and is how hosts are disguised
    if authority.as_str().contains('@') {
        return None;
    }
    Some(Origin {
        scheme,
        host: authority.host().to_ascii_lowercase(),
        port: authority.port_u16().unwrap_or(usual_port),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_origins_are_allowed() {
        let origins = Origins::parse("http://127.0.0.1:8787, https://Storage.example").unwrap();
        for url in [
            "http://127.0.0.1:8787/a?b=c",
            "https://storage.example:443/x",
            "HTTPS://STORAGE.example/x",
        ] {
            assert!(origins.allow(url), "{url}");
        }
        for url in [
            "http://127.0.0.1/a",
            "http://127.0.0.1:87870/a",
            "https://127.0.0.1:8787/a",
            "http://storage.example/x",
            "https://storage.example@evil.example/x",
            "https://storage.example.evil.example/x",
            "https://evil.example/?https://storage.example/",
            "file:///etc/passwd",
            "/relative",
            "",
        ] {
            assert!(!origins.allow(url), "{url}");
        }
    }

    #[test]
    fn a_list_holds_origins_only() {
        for list in [
            "",
            "storage.example",
            "https://storage.example/path",
            "ftp://a.example",
            "https://a.example,,",
        ] {
            assert_eq!(Origins::parse(list), None, "{list}");
        }
    }
}
