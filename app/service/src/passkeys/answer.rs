//! What a browser answers, as `PublicKeyCredential.toJSON()` writes it (level 3, 5.1), and whether it counts.

use crate::{
    Result, World,
    ports::Statement,
    sql::{self, passkeys::KeyRow},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::passkey::{
    self, Assertion, MAX_ID_BYTES, Refusal, Registration, RelyingParty,
    challenge::{self, Purpose},
};
use serde::Deserialize;

/// The longest answer that is read, in bytes of JSON.
const MAX_JSON: usize = 64 * 1024;

/// What a browser answers.
#[derive(Debug, Clone, Deserialize)]
pub struct Answer {
    /// The credential's id, base64url.
    pub(super) id: String,
    response: Response,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: Option<String>,
    authenticator_data: Option<String>,
    signature: Option<String>,
    user_handle: Option<String>,
}

/// A passkey that was just made.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) public_key: String,
    pub(super) counter: u32,
    /// Writes down that its challenge was answered.
    pub(super) answered: Statement,
}

/// An answer that counts, if its challenge was not answered before.
pub(super) struct Checked {
    pub(super) counter: u32,
    /// Writes down that its challenge was answered.
    pub(super) answered: Statement,
}

impl Answer {
    /// Reads one.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn read(json: &str) -> Result<Self> {
        let answer: Option<Self> = Some(json)
            .filter(|json| json.len() <= MAX_JSON)
            .and_then(|json| serde_json::from_str(json).ok());
        let answer = answer.ok_or(Refusal::Malformed)?;
        let id = bytes(&answer.id)?;
        // one spelling only: it is what the passkey is found by
        if id.is_empty() || id.len() > MAX_ID_BYTES || URL_SAFE_NO_PAD.encode(&id) != answer.id {
            return Err(Refusal::Malformed.into());
        }
        Ok(answer)
    }

    pub(super) fn registered(
        &self,
        world: &World,
        site: &RelyingParty<'_>,
        purpose: Purpose,
        subject: &str,
    ) -> Result<Made> {
        let client_data = bytes(&self.response.client_data)?;
        let (challenge, answered) = challenge_of(world, &client_data, purpose, subject)?;
        let answer = Registration {
            client_data: &client_data,
            attestation: &part(self.response.attestation_object.as_deref())?,
        };
        let made = passkey::registered(site, &challenge, &answer)?;
        Ok(Made {
            id: URL_SAFE_NO_PAD.encode(&made.id),
            public_key: serde_json::to_string(&made.key).map_err(|_| Refusal::Malformed)?,
            counter: made.counter,
            answered,
        })
    }

    pub(super) async fn asserted(
        &self,
        world: &World,
        site: &RelyingParty<'_>,
        purpose: Purpose,
        subject: &str,
        key: &KeyRow,
    ) -> Result<Checked> {
        let client_data = bytes(&self.response.client_data)?;
        let (challenge, answered) = challenge_of(world, &client_data, purpose, subject)?;
        // level 3, 7.2, step 6: whoever the authenticator says it is
        let said = self.response.user_handle.as_deref().map(bytes).transpose()?;
        if said.is_some_and(|said| !said.is_empty() && said != key.user_id.to_string().as_bytes()) {
            return Err(Refusal::Unknown.into());
        }
        let (data, signature) = (
            part(self.response.authenticator_data.as_deref())?,
            part(self.response.signature.as_deref())?,
        );
        let answer = Assertion {
            client_data: &client_data,
            authenticator_data: &data,
            signature: &signature,
        };
        let signed = passkey::asserted(site, &challenge, &answer, key.counter)?;
        let public_key = serde_json::from_str(&key.public_key).map_err(|_| Refusal::Unknown)?;
        if !world
            .signatures
            .verify(&public_key, &signed.message, signed.signature)
            .await?
        {
            return Err(Refusal::WrongSignature.into());
        }
        Ok(Checked {
            counter: signed.counter,
            answered,
        })
    }
}

/// The challenge that was answered, if it is one of ours and for this, and what writes that down.
fn challenge_of(world: &World, client_data: &[u8], purpose: Purpose, subject: &str) -> Result<(Vec<u8>, Statement)> {
    let challenge = passkey::challenge_in(client_data)?;
    let key = &world.config.session_key;
    let ends = challenge::ends(key, purpose, subject, world.now(), &challenge).ok_or(Refusal::WrongChallenge)?;
    let answered = sql::passkeys::answered(&URL_SAFE_NO_PAD.encode(&challenge), ends);
    Ok((challenge, answered))
}

fn part(base64: Option<&str>) -> Result<Vec<u8>> {
    bytes(base64.ok_or(Refusal::Malformed)?)
}

fn bytes(base64: &str) -> Result<Vec<u8>> {
    Ok(URL_SAFE_NO_PAD.decode(base64).map_err(|_| Refusal::Malformed)?)
}
