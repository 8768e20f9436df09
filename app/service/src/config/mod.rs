//! Everything configurable on the Worker, read and checked once.

mod access;
mod mail;

pub use access::AccessToken;
pub use mail::{Mail, MailKey, MailWay};

use crate::presign::Presigner;
use domain::{access::SignUpMode, breaker::PROBE_DELAYS, job::RETRY_DELAYS, plan::Plan, seal::Key};
use std::{borrow::Cow, str::FromStr};

/// How much a person exports at most where nothing else is set, in bytes: 20 GB.
const EXPORT_MAX_BYTES: u64 = 20_000_000_000;

/// The configuration of the Worker, from `wrangler.toml`'s vars and secrets.
#[derive(Debug, Clone)]
pub struct Config {
    /// `SITE_NAME`: what passwords are salted with; never changes in a site's life.
    pub site_name: String,
    /// `SITE_ORIGIN`: scheme and host that people see, without a slash at the end.
    pub site_origin: String,
    /// `MEDIA_ORIGIN`: where public renditions are served from instead of this site, if anywhere.
    pub media_origin: Option<String>,
    /// `IMAGES_URL`: the image service, without a slash at the end.
    pub images_url: String,
    /// `ACCESS_…`: what Cloudflare Access knows this site by, if it guards the image service's tunnel.
    pub access: Option<AccessToken>,
    /// `SIGN_UP`: who can make an account until an admin chooses ([`crate::site_settings`]).
    pub sign_up: SignUpMode,
    /// `SESSION_KEY`: seals session tokens.
    pub session_key: Key,
    /// `PEPPER`: keys password hashes.
    pub pepper: Key,
    /// `TICKET_KEY`: signs tickets.
    pub ticket_key: Key,
    /// `S3_…`: makes presigned URLs.
    pub presigner: Presigner,
    /// `MAIL_…`: how the site sends e-mail, if it does.
    pub mail: Option<Mail>,
    /// `RETRY_DELAYS`: seconds after each lost try.
    pub retry_delays: Vec<u32>,
    /// `PROBE_DELAYS`: seconds between probes of an image service that does not answer.
    pub probe_delays: Vec<u32>,
    /// `LEASE_SECONDS`: how long a claimed job belongs to its consumer.
    pub lease_seconds: i64,
    /// `SWEEP_AFTER_SECONDS`: how late a queued job may be before the sweep rings again.
    pub sweep_after_seconds: i64,
    /// `UPLOAD_EXPIRES_SECONDS`: how long an upload may take before the sweep removes what is left of it.
    pub upload_expires_seconds: i64,
    /// `PLAN`: limits of the plan that differ from the free one's.
    pub plan: Plan,
    /// `EXPORT_MAX_BYTES`: how large the originals may be, together, that a person exports where there is room for them.
    pub export_max_bytes: u64,
    /// `ASSETS_VERSION`: a hash of all assets, and their folder, so that they can be cached for ever.
    pub assets_version: String,
    /// `RELOAD_PORT`: where `cargo leptos watch` says that a page changed. Development only.
    pub reload_port: Option<u16>,
}

/// A variable is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the variable {name} {problem}")]
pub struct ConfigError {
    /// Its name.
    pub name: &'static str,
    /// What is the matter.
    pub problem: Cow<'static, str>,
}

impl ConfigError {
    fn new(name: &'static str, problem: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name,
            problem: problem.into(),
        }
    }
}

/// Reads variables by name and remembers which one was at fault.
struct Source<'a>(&'a dyn Fn(&str) -> Option<String>);

impl Source<'_> {
    fn optional(&self, name: &str) -> Option<String> {
        (self.0)(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    fn text(&self, name: &'static str) -> Result<String, ConfigError> {
        self.optional(name).ok_or(ConfigError::new(name, "is missing"))
    }

    fn origin(&self, name: &'static str) -> Result<String, ConfigError> {
        let text = self.text(name)?;
        if text.starts_with("http://") || text.starts_with("https://") {
            Ok(text.trim_end_matches('/').to_owned())
        } else {
            Err(ConfigError::new(name, "must begin with http:// or https://"))
        }
    }

    fn key(&self, name: &'static str) -> Result<Key, ConfigError> {
        Key::new(&self.text(name)?).ok_or(ConfigError::new(name, "must have at least 32 characters"))
    }

    fn seconds(&self, name: &'static str, default: i64) -> Result<i64, ConfigError> {
        self.number(name, default, "must be a number of seconds")
    }

    fn bytes(&self, name: &'static str, default: u64) -> Result<u64, ConfigError> {
        self.number(name, default, "must be a number of bytes")
    }

    fn number<T: FromStr>(&self, name: &'static str, default: T, problem: &'static str) -> Result<T, ConfigError> {
        let read = |text: String| text.parse().map_err(|_| ConfigError::new(name, problem));
        self.optional(name).map_or(Ok(default), read)
    }

    fn sign_up(&self, name: &'static str) -> Result<SignUpMode, ConfigError> {
        let problem = "must be open, invitation or closed";
        let read = |text: String| SignUpMode::parse(&text).ok_or(ConfigError::new(name, problem));
        self.optional(name).map_or(Ok(SignUpMode::default()), read)
    }

    fn plan(&self, name: &'static str) -> Result<Plan, ConfigError> {
        let text = self.optional(name).unwrap_or_default();
        Plan::parse(&text).map_err(|error| ConfigError::new(name, error.to_string()))
    }

    /// Where a site is reached by https, nothing that it speaks to is reached otherwise.
    fn all_by_https(&self) -> Result<(), ConfigError> {
        if !self.text("SITE_ORIGIN")?.starts_with("https://") {
            return Ok(());
        }
        let is_plain = |name: &&str| self.optional(name).is_some_and(|url| !url.starts_with("https://"));
        let plain = ["IMAGES_URL", "MEDIA_ORIGIN", "S3_ENDPOINT"].into_iter().find(is_plain);
        plain.map_or(Ok(()), |name| {
            Err(ConfigError::new(name, "must begin with https://, as SITE_ORIGIN does"))
        })
    }

    fn delays(&self, name: &'static str, usual: &[u32]) -> Result<Vec<u32>, ConfigError> {
        let Some(text) = self.optional(name) else {
            return Ok(usual.to_vec());
        };
        let delays: Result<Vec<u32>, _> = text.split(',').map(|part| part.trim().parse()).collect();
        delays.map_err(|_| ConfigError::new(name, "must be seconds separated by commas"))
    }
}

impl Config {
    /// Reads and checks every variable; `get` gives one by its name.
    ///
    /// # Errors
    /// The first variable that is missing or wrong, by name.
    pub fn read(get: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let source = Source(get);
        source.all_by_https()?;
        Ok(Self {
            site_name: source.text("SITE_NAME")?,
            site_origin: source.origin("SITE_ORIGIN")?,
            media_origin: source
                .optional("MEDIA_ORIGIN")
                .map(|_| source.origin("MEDIA_ORIGIN"))
                .transpose()?,
            images_url: source.origin("IMAGES_URL")?,
            access: AccessToken::read(&source)?,
            sign_up: source.sign_up("SIGN_UP")?,
            session_key: source.key("SESSION_KEY")?,
            pepper: source.key("PEPPER")?,
            ticket_key: source.key("TICKET_KEY")?,
            presigner: Presigner::new(
                &source.text("S3_ENDPOINT")?,
                source.text("S3_PRIVATE_BUCKET")?,
                source.text("S3_PUBLIC_BUCKET")?,
                source.text("S3_ACCESS_KEY_ID")?,
                source.text("S3_SECRET_ACCESS_KEY")?,
            )
            .ok_or(ConfigError::new("S3_ENDPOINT", "must be a URL"))?,
            mail: Mail::read(&source)?,
            retry_delays: source.delays("RETRY_DELAYS", &RETRY_DELAYS)?,
            probe_delays: source.delays("PROBE_DELAYS", &PROBE_DELAYS)?,
            lease_seconds: source.seconds("LEASE_SECONDS", 180)?,
            sweep_after_seconds: source.seconds("SWEEP_AFTER_SECONDS", 300)?,
            upload_expires_seconds: source.seconds("UPLOAD_EXPIRES_SECONDS", 3600)?,
            plan: source.plan("PLAN")?,
            export_max_bytes: source.bytes("EXPORT_MAX_BYTES", EXPORT_MAX_BYTES)?,
            assets_version: source.text("ASSETS_VERSION")?,
            reload_port: source.optional("RELOAD_PORT").and_then(|port| port.parse().ok()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `wrangler.toml` says for a developer's machine, with these instead.
    fn read(instead: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let usual = [
            ("SITE_NAME", "test"),
            ("SITE_ORIGIN", "http://127.0.0.1:8787"),
            ("IMAGES_URL", "http://127.0.0.1:8790"),
            ("S3_ENDPOINT", "http://127.0.0.1:8787/s3/"),
            ("S3_PRIVATE_BUCKET", "private"),
            ("S3_PUBLIC_BUCKET", "public"),
            ("S3_ACCESS_KEY_ID", "local"),
            ("S3_SECRET_ACCESS_KEY", "secret"),
            ("SESSION_KEY", "0123456789abcdef0123456789abcdef"),
            ("PEPPER", "0123456789abcdef0123456789abcdef"),
            ("TICKET_KEY", "0123456789abcdef0123456789abcdef"),
            ("ASSETS_VERSION", "1"),
        ];
        let of = |name: &str| instead.iter().chain(&usual).find(|(key, _)| *key == name);
        Config::read(&|name| of(name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_site_of_https_speaks_https_alone() {
        let secure = [
            ("SITE_ORIGIN", "https://photos.example"),
            ("IMAGES_URL", "https://images.example"),
            ("S3_ENDPOINT", "https://account.example/"),
            ("MEDIA_ORIGIN", "https://media.example"),
        ];
        assert!(read(&[]).is_ok() && read(&secure).is_ok());
        for name in ["IMAGES_URL", "S3_ENDPOINT", "MEDIA_ORIGIN"] {
            let plain = [&[(name, "http://elsewhere.example")][..], &secure].concat();
            let error = read(&plain).map(|_| ()).unwrap_err();
            assert_eq!(
                (error.name, &*error.problem),
                (name, "must begin with https://, as SITE_ORIGIN does")
            );
        }
    }

    #[test]
    fn the_token_of_the_tunnels_guard_is_whole_or_not_there() {
        let (id, secret) = (
            ("ACCESS_CLIENT_ID", "88bf.access"),
            ("ACCESS_CLIENT_SECRET", "0123456789abcdef"),
        );
        assert_eq!(read(&[]).unwrap().access, None);
        let config = read(&[id, secret]).unwrap();
        assert!(!format!("{config:?}").contains(secret.1), "it is never printed");
        assert_eq!(
            config.access.unwrap().headers(),
            [("CF-Access-Client-Id", id.1), ("CF-Access-Client-Secret", secret.1)]
        );
        let wrong = |vars: &[(&str, &str)]| read(vars).map(|_| ()).unwrap_err().to_string();
        assert_eq!(
            wrong(&[id]),
            "the variable ACCESS_CLIENT_SECRET is missing, and ACCESS_CLIENT_ID is set"
        );
        assert_eq!(
            wrong(&[secret, ("ACCESS_CLIENT_ID", " ")]),
            "the variable ACCESS_CLIENT_ID is missing, and ACCESS_CLIENT_SECRET is set"
        );
        let copied = ("ACCESS_CLIENT_SECRET", "CF-Access-Client-Secret: 0123456789abcdef");
        let said = wrong(&[id, copied]);
        assert!(said.starts_with("the variable ACCESS_CLIENT_SECRET must be"), "{said}");
        assert!(!said.contains("0123456789abcdef"), "{said}");
    }

    #[test]
    fn a_key_that_could_be_guessed_is_refused_by_name() {
        for name in ["SESSION_KEY", "PEPPER", "TICKET_KEY"] {
            for weak in ["", "admin", "0123456789abcdef0123456789abcde"] {
                assert_eq!(read(&[(name, weak)]).map(|_| ()).unwrap_err().name, name);
            }
        }
    }
}
