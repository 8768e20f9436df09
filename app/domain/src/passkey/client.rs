//! What the browser says it did (level 3, 5.8.1): the part of an answer that names challenge and origin.

use super::{Refusal, RelyingParty, sized};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

/// The members that are checked. Browsers add others, and more of them over time.
#[derive(Debug, Deserialize)]
pub(super) struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
    #[serde(rename = "topOrigin")]
    top_origin: Option<String>,
}

impl ClientData {
    pub(super) fn read(json: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(sized(json)?).map_err(|_| Refusal::Malformed)
    }

    pub(super) fn challenge(&self) -> Result<Vec<u8>, Refusal> {
        URL_SAFE_NO_PAD.decode(&self.challenge).map_err(|_| Refusal::Malformed)
    }

    pub(super) fn check(&self, site: &RelyingParty<'_>, kind: &str, challenge: &[u8]) -> Result<(), Refusal> {
        if self.kind != kind {
            return Err(Refusal::WrongType);
        }
        if self.challenge != URL_SAFE_NO_PAD.encode(challenge) {
            return Err(Refusal::WrongChallenge);
        }
        if self.origin != site.origin || self.cross_origin || self.top_origin.is_some() {
            return Err(Refusal::WrongOrigin);
        }
        Ok(())
    }
}
