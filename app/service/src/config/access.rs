//! What Cloudflare Access knows the Worker by, where it guards the image service's tunnel.

use super::{ConfigError, Source};
use std::fmt;

const ID: &str = "ACCESS_CLIENT_ID";
const SECRET: &str = "ACCESS_CLIENT_SECRET";

/// A service token of Cloudflare Access. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    id: String,
    secret: String,
}

impl AccessToken {
    /// Both halves, for the headers of a request.
    #[must_use]
    pub fn headers(&self) -> [(&'static str, &str); 2] {
        [
            ("CF-Access-Client-Id", self.id.as_str()),
            ("CF-Access-Client-Secret", self.secret.as_str()),
        ]
    }

    /// Reads both halves, or finds neither.
    ///
    /// # Errors
    /// One of them is missing, or is no token.
    pub(super) fn read(source: &Source<'_>) -> Result<Option<Self>, ConfigError> {
        match (half(source, ID)?, half(source, SECRET)?) {
            (Some(id), Some(secret)) => Ok(Some(Self { id, secret })),
            (Some(_), None) => Err(ConfigError::new(SECRET, "is missing, and ACCESS_CLIENT_ID is set")),
            (None, Some(_)) => Err(ConfigError::new(ID, "is missing, and ACCESS_CLIENT_SECRET is set")),
            (None, None) => Ok(None),
        }
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

/// Cloudflare shows each as a whole header, name included, and it is easy to copy too much.
fn half(source: &Source<'_>, name: &'static str) -> Result<Option<String>, ConfigError> {
    match source.optional(name) {
        Some(text) if !text.bytes().all(|byte| byte.is_ascii_graphic()) => Err(ConfigError::new(
            name,
            "must be what stands behind the header's name, without spaces",
        )),
        half => Ok(half),
    }
}
