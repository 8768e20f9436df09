//! What the authenticator says (level 3, 6.1): for whom, whether somebody was there, how often it signed, and, of a new
//! passkey, its id and key.

use super::{MAX_ID_BYTES, Refusal, RelyingParty, cose::PublicKey, sized};
use crate::seal::sha256;

/// One byte of yes and no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flags(u8);

impl Flags {
    const PRESENT: u8 = 1;
    const VERIFIED: u8 = 1 << 2;
    const BACKUP_ELIGIBLE: u8 = 1 << 3;
    const BACKED_UP: u8 = 1 << 4;
    const HAS_CREDENTIAL: u8 = 1 << 6;
    const HAS_EXTENSIONS: u8 = 1 << 7;

    const fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    pub(super) const fn backup_eligible(self) -> bool {
        self.has(Self::BACKUP_ELIGIBLE)
    }
}

/// A new passkey's id and key.
#[derive(Debug)]
pub(super) struct Credential<'a> {
    pub(super) id: &'a [u8],
    pub(super) key: PublicKey,
}

#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    relying_party: [u8; 32],
    pub(super) flags: Flags,
    pub(super) counter: u32,
    pub(super) credential: Option<Credential<'a>>,
}

impl<'a> AuthenticatorData<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let malformed = Refusal::Malformed;
        let (relying_party, rest) = sized(bytes)?.split_first_chunk().ok_or(malformed)?;
        let (flags, rest) = rest.split_first().ok_or(malformed)?;
        let (counter, mut rest) = rest.split_first_chunk().ok_or(malformed)?;
        let flags = Flags(*flags);
        let credential = if flags.has(Flags::HAS_CREDENTIAL) {
            Some(credential(&mut rest)?)
        } else {
            None
        };
        if flags.has(Flags::HAS_EXTENSIONS) {
            // none was asked for, and none changes anything here
            let _: ciborium::Value = ciborium::from_reader(&mut rest).map_err(|_| malformed)?;
        }
        if !rest.is_empty() {
            return Err(malformed);
        }
        Ok(Self {
            relying_party: *relying_party,
            flags,
            counter: u32::from_be_bytes(*counter),
            credential,
        })
    }

    pub(super) fn check(&self, site: &RelyingParty<'_>) -> Result<(), Refusal> {
        if self.relying_party != sha256(site.id.as_bytes()) {
            Err(Refusal::WrongRelyingParty)
        } else if !self.flags.has(Flags::PRESENT) {
            Err(Refusal::NotPresent)
        } else if !self.flags.has(Flags::VERIFIED) {
            Err(Refusal::NotVerified)
        } else if self.flags.has(Flags::BACKED_UP) && !self.flags.backup_eligible() {
            Err(Refusal::Malformed)
        } else {
            Ok(())
        }
    }
}

/// Sixteen bytes of the authenticator's make, the id behind its length, the key as COSE.
fn credential<'a>(rest: &mut &'a [u8]) -> Result<Credential<'a>, Refusal> {
    let (_make, after) = rest.split_first_chunk::<16>().ok_or(Refusal::Malformed)?;
    let (length, after) = after.split_first_chunk().ok_or(Refusal::Malformed)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (id, after) = after.split_at_checked(length).ok_or(Refusal::Malformed)?;
    if id.is_empty() || length > MAX_ID_BYTES {
        return Err(Refusal::Malformed);
    }
    *rest = after;
    let key = PublicKey::read(rest)?;
    Ok(Credential { id, key })
}
