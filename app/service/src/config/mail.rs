//! How the site sends e-mail, if it does: through an HTTP API or through Cloudflare's binding, never both.

use super::{ConfigError, Source};
use domain::account::is_mailable;
use std::fmt;

/// How the site sends e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// `MAIL_FROM`: the address that letters come from.
    pub from: String,
    /// Who delivers them.
    pub way: MailWay,
}

/// Who delivers letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailWay {
    /// A provider's HTTP API.
    Http {
        /// `MAIL_URL`: where letters are posted to.
        url: String,
        /// `MAIL_KEY`: what the provider knows the site by.
        key: MailKey,
    },
    /// Cloudflare's e-mail binding, named `MAIL`.
    Binding,
}

/// A provider's key. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct MailKey(String);

impl MailKey {
    /// The key, for the request's header.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailKey(…)")
    }
}

impl Mail {
    /// Reads and checks what there is. The binding is no variable: whoever gives variables says something under its name.
    ///
    /// # Errors
    /// The variable that is missing, wrong, or too many.
    pub(super) fn read(source: &Source<'_>) -> Result<Option<Self>, ConfigError> {
        let (url, bound) = (source.optional("MAIL_URL"), source.optional("MAIL").is_some());
        let key = source.optional("MAIL_KEY");
        let way = match (url, key, bound) {
            (Some(_), _, true) => return wrong("MAIL_URL", "is set, and there is a binding MAIL as well: choose one"),
            (Some(url), Some(key), false) => MailWay::Http {
                url: confidential(url)?,
                key: MailKey(key),
            },
            (Some(_), None, false) => return wrong("MAIL_KEY", "is missing, and MAIL_URL is set"),
            // a key that was left when the address went does no harm
            (None, _, true) => MailWay::Binding,
            (None, _, false) if source.optional("MAIL_FROM").is_some() => {
                return wrong("MAIL_URL", "is missing, as is a binding MAIL, and MAIL_FROM is set");
            }
            (None, _, false) => return Ok(None),
        };
        let from = source.text("MAIL_FROM")?;
        if !is_mailable(&from) {
            return wrong("MAIL_FROM", "must be an e-mail address and nothing else");
        }
        Ok(Some(Self { from, way }))
    }
}

/// The key goes there, so nobody may listen; a developer's own machine is near enough.
fn confidential(url: String) -> Result<String, ConfigError> {
    let near = ["http://127.0.0.1:", "http://localhost:"];
    if url.starts_with("https://") || near.iter().any(|near| url.starts_with(near)) {
        Ok(url)
    } else {
        wrong("MAIL_URL", "must begin with https://")
    }
}

fn wrong<T>(name: &'static str, problem: &'static str) -> Result<T, ConfigError> {
    Err(ConfigError::new(name, problem))
}
