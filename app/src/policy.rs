//! The Content-Security-Policy of pages: what their HTML may load and run.

use crate::Site;

/// The policy for what is no page: it can neither run nor load anything, wherever it is opened.
pub const POLICY_OF_NO_PAGE: &str =
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/// How long browsers ask for this site by https alone, in seconds: a year, with every host below it (RFC 6797).
pub const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000; includeSubDomains";

/// How a browser may keep a page that says nothing itself. What stands on pages of settings and of keeping order, e-mail addresses
/// among it, it keeps nowhere; other pages it asks for again, and shows them at once when somebody goes back.
#[must_use]
pub fn page_cache_control(path: &str) -> &'static str {
    let below = |folder: &str| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if ["/settings", "/admin", "/confirm"].into_iter().any(below) {
        "private, no-store"
    } else {
        "private, no-cache"
    }
}

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
        "object-src 'none'".to_owned(),
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
    fn nothing_else_is_loaded_embedded_or_sent_elsewhere() {
        for policy in [content_security_policy("abc", &site()).as_str(), POLICY_OF_NO_PAGE] {
            for directive in ["default-src", "object-src", "base-uri", "frame-ancestors"] {
                assert!(policy.contains(&format!("{directive} 'none'")), "{directive}");
            }
        }
    }

    #[test]
    fn what_is_sensitive_is_kept_nowhere() {
        for path in ["/settings/account", "/settings", "/admin/people", "/confirm"] {
            assert_eq!(page_cache_control(path), "private, no-store", "{path}");
        }
        for path in ["/", "/photos/1", "/settingsx", "/users/admin"] {
            assert_eq!(page_cache_control(path), "private, no-cache", "{path}");
        }
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
