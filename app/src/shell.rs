//! The whole document around a page.

use crate::{App, RequestContext, Theme, catalogue, content_security_policy, respond, ui::Reload};
use domain::site_settings::Flag;
use http::header;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// Fetches a page as soon as its link is pressed. Not earlier: every fetch is one of the plan's requests.
const SPECULATION_RULES: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/media/*"}}]},"eagerness":"conservative"}]}"#;

/// The document, and its Content-Security-Policy.
pub fn shell() -> impl IntoView {
    let site = RequestContext::current().map(|context| context.site);
    let nonce = use_nonce();
    if let (Some(site), Some(nonce)) = (&site, &nonce) {
        respond::header(header::CONTENT_SECURITY_POLICY, &content_security_policy(nonce, site));
    }
    let prefetch = RequestContext::has(Flag::Prefetch);
    let style = site.as_ref().map(|site| site.asset("app.css"));
    view! {
        <!DOCTYPE html>
        <html lang=catalogue::language().tag() data-theme=Theme::Auto.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#fbfaf9" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#131312" media="(prefers-color-scheme: dark)"/>
                <link rel="stylesheet" href=style/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/site.webmanifest"/>
                {prefetch.then(|| view! { <script type="speculationrules" nonce=nonce>{SPECULATION_RULES}</script> })}
                <Reload/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
