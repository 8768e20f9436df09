//! Everything configurable on the Worker, read and checked once.

use crate::presign::Presigner;
use domain::{access::SignUpMode, job::RETRY_DELAYS, seal::Key};

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
    /// `SIGN_UP`: who can make an account. Ask [`crate::invitations::sign_up_mode`].
    pub sign_up: SignUpMode,
    /// `SESSION_KEY`: seals session tokens.
    pub session_key: Key,
    /// `PEPPER`: keys password hashes.
    pub pepper: Key,
    /// `TICKET_KEY`: signs tickets.
    pub ticket_key: Key,
    /// `S3_…`: makes presigned URLs.
    pub presigner: Presigner,
    /// `RETRY_DELAYS`: seconds after each lost try.
    pub retry_delays: Vec<u32>,
    /// `LEASE_SECONDS`: how long a claimed job belongs to its consumer.
    pub lease_seconds: i64,
    /// `SWEEP_AFTER_SECONDS`: how late a queued job may be before the sweep rings again.
    pub sweep_after_seconds: i64,
    /// `UPLOAD_EXPIRES_SECONDS`: how long an upload may take before the sweep removes what is left of it.
    pub upload_expires_seconds: i64,
    /// `EXPORT_MAX_BYTES`: how large the originals may be, together, that a person exports.
    pub export_max_bytes: u64,
    /// `ASSETS_VERSION`: part of every asset's address, so that they can be cached for ever.
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
    pub problem: &'static str,
}

/// Reads variables by name and remembers which one was at fault.
struct Source<'a>(&'a dyn Fn(&str) -> Option<String>);

impl Source<'_> {
    fn optional(&self, name: &'static str) -> Option<String> {
        (self.0)(name)
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    }

    fn text(&self, name: &'static str) -> Result<String, ConfigError> {
        self.optional(name).ok_or(ConfigError {
            name,
            problem: "is missing",
        })
    }

    fn origin(&self, name: &'static str) -> Result<String, ConfigError> {
        let text = self.text(name)?;
        if text.starts_with("http://") || text.starts_with("https://") {
            Ok(text.trim_end_matches('/').to_owned())
        } else {
            Err(ConfigError {
                name,
                problem: "must begin with http:// or https://",
            })
        }
    }

    fn key(&self, name: &'static str) -> Result<Key, ConfigError> {
        Key::new(&self.text(name)?).ok_or(ConfigError {
            name,
            problem: "must have at least 32 characters",
        })
    }

    fn seconds(&self, name: &'static str, default: i64) -> Result<i64, ConfigError> {
        let problem = ConfigError {
            name,
            problem: "must be a number of seconds",
        };
        self.optional(name)
            .map_or(Ok(default), |text| text.parse().map_err(|_| problem))
    }

    fn bytes(&self, name: &'static str, default: u64) -> Result<u64, ConfigError> {
        let problem = ConfigError {
            name,
            problem: "must be a number of bytes",
        };
        self.optional(name)
            .map_or(Ok(default), |text| text.parse().map_err(|_| problem))
    }

    fn sign_up(&self, name: &'static str) -> Result<SignUpMode, ConfigError> {
        let problem = ConfigError {
            name,
            problem: "must be open, invitation or closed",
        };
        self.optional(name).map_or(Ok(SignUpMode::default()), |text| {
            SignUpMode::parse(&text).ok_or(problem)
        })
    }

    fn delays(&self, name: &'static str) -> Result<Vec<u32>, ConfigError> {
        let Some(text) = self.optional(name) else {
            return Ok(RETRY_DELAYS.to_vec());
        };
        let delays: Result<Vec<u32>, _> = text.split(',').map(|part| part.trim().parse()).collect();
        delays.map_err(|_| ConfigError {
            name,
            problem: "must be seconds separated by commas",
        })
    }
}

impl Config {
    /// Reads and checks every variable; `get` gives one by its name.
    ///
    /// # Errors
    /// The first variable that is missing or wrong, by name.
    pub fn read(get: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let source = Source(get);
        Ok(Self {
            site_name: source.text("SITE_NAME")?,
            site_origin: source.origin("SITE_ORIGIN")?,
            media_origin: source
                .optional("MEDIA_ORIGIN")
                .map(|_| source.origin("MEDIA_ORIGIN"))
                .transpose()?,
            images_url: source.origin("IMAGES_URL")?,
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
            .ok_or(ConfigError {
                name: "S3_ENDPOINT",
                problem: "must be a URL",
            })?,
            retry_delays: source.delays("RETRY_DELAYS")?,
            lease_seconds: source.seconds("LEASE_SECONDS", 180)?,
            sweep_after_seconds: source.seconds("SWEEP_AFTER_SECONDS", 300)?,
            upload_expires_seconds: source.seconds("UPLOAD_EXPIRES_SECONDS", 3600)?,
            export_max_bytes: source.bytes("EXPORT_MAX_BYTES", EXPORT_MAX_BYTES)?,
            assets_version: source.text("ASSETS_VERSION")?,
            reload_port: source.optional("RELOAD_PORT").and_then(|port| port.parse().ok()),
        })
    }
}
