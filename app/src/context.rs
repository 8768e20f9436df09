//! What surrounds one request: who asks, from where, and what the site is called.

use crate::Language;
use domain::{
    access::Viewer,
    session::Session,
    site_settings::{Flag, SiteSettings, USUAL_NAME},
};
use leptos::prelude::use_context;
use service::{World, letters::Later, sessions::Client};
use std::sync::Arc;

/// One request, as pages and server functions see it. The server provides it with every request, never with none.
#[derive(Clone)]
pub struct RequestContext {
    /// Every outside thing, for `service`.
    pub world: Arc<World>,
    /// Who is signed in.
    pub session: Option<Session>,
    /// Who is signed in while they are leaving: they are nobody here any more, and may only stay after all.
    pub leaving: Option<Session>,
    /// Where the request comes from, for rate limits.
    pub client_ip: String,
    /// What the browser calls itself.
    pub device: String,
    /// Scheme and host by which the visitor reached the site.
    pub asked_at: String,
    /// The language that the visitor reads.
    pub language: Language,
    /// The site.
    pub site: Site,
    /// What its admins have chosen.
    pub settings: Arc<SiteSettings>,
    /// Has something done once the answer is on its way.
    pub after: Arc<dyn Fn(Later) + Send + Sync>,
}

impl RequestContext {
    /// Who is asking.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        self.session.as_ref().map_or(Viewer::Anonymous, Session::viewer)
    }

    /// Whether this viewer has a feature; everybody has, while routes are only listed.
    pub(crate) fn has(flag: Flag) -> bool {
        Self::current().is_none_or(|context| context.settings.flags.has(flag, context.viewer()))
    }

    /// The session of somebody who must be signed in.
    ///
    /// # Errors
    /// [`service::Error::SignInFirst`].
    pub(crate) fn signed_in(&self) -> service::Result<&Session> {
        self.session.as_ref().ok_or(service::Error::SignInFirst)
    }

    /// Who asks, as far as the network tells.
    pub(crate) fn client(&self) -> Client<'_> {
        Client {
            ip: &self.client_ip,
            device: &self.device,
        }
    }

    /// Has this done once the answer is on its way, if there is anything to do.
    pub(crate) fn after(&self, later: Option<Later>) {
        if let Some(later) = later {
            (self.after)(later);
        }
    }

    /// The context of the request that is being answered; there is none while routes are only listed.
    pub(crate) fn current() -> Option<Self> {
        use_context()
    }
}

/// What the site is called.
pub(crate) fn site_name() -> String {
    RequestContext::current().map_or_else(|| USUAL_NAME.to_owned(), |context| context.settings.name.clone())
}

/// A text with the site's name in it (`{site}`). Other braces stay as they are: somebody may have written them.
pub(crate) fn with_site_name(text: &str) -> String {
    text.replace("{site}", &site_name())
}

/// The site, as this visitor reached it.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name in the salts of passwords.
    pub name: String,
    /// Scheme and host, without a slash at the end.
    pub origin: String,
    /// Where public renditions are served from instead of this site, if anywhere.
    pub media_origin: Option<String>,
    /// A hash of all assets, and their folder.
    pub assets_version: String,
    /// Whether this is a site on somebody's own machine, where the style guide is shown.
    pub development: bool,
    /// Where `cargo leptos watch` says that something changed. Development only.
    pub reload_port: Option<u16>,
    /// Whether the visitor came by https, so that cookies can be `Secure`.
    pub secure_cookies: bool,
}

impl Site {
    /// The address of an asset, which may be kept for ever.
    pub(crate) fn asset(&self, name: &str) -> String {
        let version = &self.assets_version;
        match self.reload_port {
            // cargo-leptos, which makes them then, has one name for each
            Some(_) => format!("/pkg/{name}?v={version}"),
            None => format!("/pkg/{version}/{name}"),
        }
    }

    /// Where an asset of another release is in this one: a page that was open while the site was deployed asks for it.
    #[must_use]
    pub fn asset_of_other_release(&self, path: &str) -> Option<String> {
        let (version, name) = path.strip_prefix("/pkg/")?.split_once('/')?;
        let is_name = name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'_' | b'-' | b'.'))
            && !name.is_empty();
        (version != self.assets_version && is_name).then(|| self.asset(name))
    }
}
