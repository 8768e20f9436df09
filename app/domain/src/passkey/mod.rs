//! Passkeys (W3C Web Authentication, level 3): whether an authenticator's answer is one to the challenge that this site gave.
//!
//! Nothing here checks a signature: that takes a library (on the Worker, the runtime's `WebCrypto`), which is told what was
//! signed and with which key ([`Signed`]). Everything else about an answer is decided here.
//!
//! Attestation is not asked for, and what is sent of it is not looked at: which make an authenticator is decides nothing.

mod authenticator;
pub mod challenge;
mod client;
pub mod cose;
pub mod der;
#[cfg(test)]
mod tests;

use authenticator::AuthenticatorData;
use ciborium::Value;
use client::ClientData;
use cose::PublicKey;

/// How many bytes a challenge has.
pub const CHALLENGE_BYTES: usize = 32;

/// How long a challenge may be answered, in seconds.
pub const CHALLENGE_SECONDS: i64 = 300;

/// The longest id of a credential, in bytes (level 3, 7.1, step 25).
pub const MAX_ID_BYTES: usize = 1023;

/// The longest part of an answer, in bytes: far more than any authenticator sends without attestation.
pub const MAX_PART_BYTES: usize = 16 * 1024;

/// The site that asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty<'a> {
    /// Its id: the host's name.
    pub id: &'a str,
    /// Its origin: `https://photos.example`.
    pub origin: &'a str,
}

/// What a browser sends when a passkey was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration<'a> {
    /// What the browser says it did (`clientDataJSON`).
    pub client_data: &'a [u8],
    /// What the authenticator says (`attestationObject`, CBOR).
    pub attestation: &'a [u8],
}

/// What a browser sends when a passkey was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assertion<'a> {
    /// What the browser says it did (`clientDataJSON`).
    pub client_data: &'a [u8],
    /// What the authenticator says (`authenticatorData`).
    pub authenticator_data: &'a [u8],
    /// Its signature.
    pub signature: &'a [u8],
}

/// A new passkey, to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPasskey {
    /// Its id, up to [`MAX_ID_BYTES`].
    pub id: Vec<u8>,
    /// Its public key.
    pub key: PublicKey,
    /// How often it signed. Many authenticators always say 0.
    pub counter: u32,
    /// Whether it may be copied to the owner's other devices.
    pub may_be_backed_up: bool,
}

/// What a stored passkey's answer needs to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<'a> {
    /// What was signed.
    pub message: Vec<u8>,
    /// The signature, as the algorithm of the key writes it.
    pub signature: &'a [u8],
    /// The counter to be stored once the signature holds.
    pub counter: u32,
}

/// The challenge that an answer is to, as the browser says; whether it is one of ours, its seal says ([`challenge::ends`]).
///
/// # Errors
/// [`Refusal::Malformed`].
pub fn challenge_in(client_data: &[u8]) -> Result<Vec<u8>, Refusal> {
    ClientData::read(client_data)?.challenge()
}

/// Why an answer does not count. For the log: a visitor reads that it did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has not the form that the standard prescribes.
    #[error("the answer is malformed")]
    Malformed,
    /// It was given for something else (making instead of using, or the other way round).
    #[error("the answer is of another type")]
    WrongType,
    /// It answers another challenge.
    #[error("the answer is to another challenge")]
    WrongChallenge,
    /// It was given on another page, or within a frame of another site.
    #[error("the answer was given to another origin")]
    WrongOrigin,
    /// It was given for another relying party.
    #[error("the answer is for another relying party")]
    WrongRelyingParty,
    /// Nobody touched the authenticator.
    #[error("nobody was present")]
    NotPresent,
    /// The authenticator did not make sure who it was.
    #[error("the user was not verified")]
    NotVerified,
    /// Its key is of an algorithm that was not asked for.
    #[error("the key's algorithm was not asked for")]
    WrongAlgorithm,
    /// Its challenge was answered before.
    #[error("the challenge was answered before")]
    Replayed,
    /// Its signature is not that of the key.
    #[error("the signature does not fit")]
    WrongSignature,
    /// Nobody has this passkey here, or somebody else has.
    #[error("the passkey is not known")]
    Unknown,
    /// It signed less often than it said before: there may be a copy of it.
    #[error("the counter went back")]
    CounterWentBack,
}

/// A passkey that was just made (level 3, 7.1).
///
/// # Errors
/// [`Refusal`] says which check failed.
pub fn registered(site: &RelyingParty<'_>, challenge: &[u8], answer: &Registration<'_>) -> Result<NewPasskey, Refusal> {
    ClientData::read(answer.client_data)?.check(site, "webauthn.create", challenge)?;
    let data = attested(answer.attestation)?;
    let data = AuthenticatorData::read(&data)?;
    data.check(site)?;
    let credential = data.credential.ok_or(Refusal::Malformed)?;
    Ok(NewPasskey {
        id: credential.id.to_vec(),
        key: credential.key,
        counter: data.counter,
        may_be_backed_up: data.flags.backup_eligible(),
    })
}

/// What a stored passkey signed (level 3, 7.2), to be checked with its key. `counter` is what it said last.
///
/// # Errors
/// [`Refusal`] says which check failed.
pub fn asserted<'a>(
    site: &RelyingParty<'_>,
    challenge: &[u8],
    answer: &Assertion<'a>,
    counter: u32,
) -> Result<Signed<'a>, Refusal> {
    ClientData::read(answer.client_data)?.check(site, "webauthn.get", challenge)?;
    let data = AuthenticatorData::read(answer.authenticator_data)?;
    data.check(site)?;
    if (data.counter, counter) != (0, 0) && data.counter <= counter {
        return Err(Refusal::CounterWentBack);
    }
    let hash = crate::seal::sha256(answer.client_data);
    Ok(Signed {
        message: [answer.authenticator_data, &hash].concat(),
        signature: answer.signature,
        counter: data.counter,
    })
}

/// The authenticator data in an attestation object (level 3, 6.5.4): `{"fmt": …, "attStmt": …, "authData": …}`.
fn attested(object: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = sized(object)?;
    let object: Value = ciborium::from_reader(&mut rest).map_err(|_| Refusal::Malformed)?;
    if !rest.is_empty() {
        return Err(Refusal::Malformed);
    }
    let entries = object.into_map().map_err(|_| Refusal::Malformed)?;
    let data = entries.into_iter().find(|(name, _)| name.as_text() == Some("authData"));
    data.and_then(|(_, value)| value.into_bytes().ok())
        .ok_or(Refusal::Malformed)
}

/// Nothing long is read.
fn sized(part: &[u8]) -> Result<&[u8], Refusal> {
    if part.len() <= MAX_PART_BYTES {
        Ok(part)
    } else {
        Err(Refusal::Malformed)
    }
}
