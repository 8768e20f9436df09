//! The Content-Security-Policy of pages: what their HTML may load and run.

use crate::Site;

/// The policy for a page with this nonce.
///
/// Only scripts with the nonce run, and what they load. Style attributes are allowed because a photo's place and placeholder
/// are custom properties of its own; they can hold only numbers and colours (`text::picture::style`).
#[must_use]
pub fn content_security_policy(nonce: &str, site: &Site) -> String {
    let media = site.media_origin.as_deref().unwrap_or_default();
    let reload = site
        .reload_port
        .map(|port| format!("ws://127.0.0.1:{port} ws://localhost:{port}"))
        .unwrap_or_default();
    [
        "default-src 'none'".to_owned(),
        format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"),
        "style-src 'self'".to_owned(),
        "style-src-attr 'unsafe-inline'".to_owned(),
        sources("img-src 'self' blob: data:", media),
        sources("connect-src 'self'", &reload),
        "worker-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        "form-action 'self'".to_owned(),
        "frame-ancestors 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
    ]
    .join("; ")
}

fn sources(directive: &str, more: &str) -> String {
    format!("{directive} {more}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            name: "test".into(),
            origin: "https://test.example".into(),
            media_origin: None,
            assets_version: "1".into(),
            development: false,
            reload_port: None,
            secure_cookies: true,
        }
    }

    #[test]
    fn nothing_runs_without_the_nonce() {
        let policy = content_security_policy("abc", &site());
        assert!(policy.contains("script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval';"));
        assert!(policy.contains("connect-src 'self';"));
        assert!(!policy.contains("ws:"));
    }

    #[test]
    fn other_hosts_are_named_where_they_are_used() {
        let site = Site {
            media_origin: Some("https://media.example".into()),
            reload_port: Some(8788),
            ..site()
        };
        let policy = content_security_policy("abc", &site);
        assert!(policy.contains("img-src 'self' blob: data: https://media.example;"));
        assert!(policy.contains("connect-src 'self' ws://127.0.0.1:8788 ws://localhost:8788;"));
    }
}
