//! Public keys as authenticators write them: COSE (RFC 9052, 7; RFC 9053, 7; RFC 8230, 4), of three algorithms.

use super::Refusal;
use ciborium::Value;
use serde::{Deserialize, Serialize};

/// What may sign, in the order of preference, as COSE numbers it.
pub const ALGORITHMS: [i64; 3] = [ES256, ED_DSA, RS256];

const ES256: i64 = -7;
const ED_DSA: i64 = -8;
const RS256: i64 = -257;

/// The largest modulus that is taken, in bytes (4096 bits), and the smallest (2048 bits).
const MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=512;

/// A passkey's public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "algorithm", rename_all = "lowercase")]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256: a point. Signatures are written in ASN.1 DER.
    Es256 {
        /// The point's first coordinate.
        x: [u8; 32],
        /// Its second.
        y: [u8; 32],
    },
    /// Ed25519. Signatures have 64 bytes.
    EdDsa {
        /// The key.
        x: [u8; 32],
    },
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256 {
        /// The modulus, the highest byte first.
        n: Vec<u8>,
        /// The exponent, the highest byte first.
        e: Vec<u8>,
    },
}

impl PublicKey {
    /// Reads a key and leaves what follows it.
    pub(super) fn read(from: &mut &[u8]) -> Result<Self, Refusal> {
        let value: Value = ciborium::from_reader(from).map_err(|_| Refusal::Malformed)?;
        let entries = Entries(value.into_map().map_err(|_| Refusal::Malformed)?);
        let kind = (entries.number(1), entries.number(3), entries.number(-1));
        match kind {
            // EC2 on P-256
            (Some(2), Some(ES256), Some(1)) => Ok(Self::Es256 {
                x: entries.array(-2)?,
                y: entries.array(-3)?,
            }),
            // OKP on Ed25519
            (Some(1), Some(ED_DSA), Some(6)) => Ok(Self::EdDsa { x: entries.array(-2)? }),
            (Some(3), Some(RS256), _) => entries.rsa(),
            (_, Some(algorithm), _) if !ALGORITHMS.contains(&algorithm) => Err(Refusal::WrongAlgorithm),
            _ => Err(Refusal::Malformed),
        }
    }
}

/// A key's map from numbers to values.
struct Entries(Vec<(Value, Value)>);

impl Entries {
    fn get(&self, label: i64) -> Option<&Value> {
        let is_label = |(name, _): &&(Value, Value)| name.as_integer() == Some(label.into());
        self.0.iter().find(is_label).map(|(_, value)| value)
    }

    fn number(&self, label: i64) -> Option<i64> {
        self.get(label)?.as_integer()?.try_into().ok()
    }

    fn bytes(&self, label: i64) -> Result<&[u8], Refusal> {
        let bytes = self.get(label).and_then(Value::as_bytes);
        bytes.map(Vec::as_slice).ok_or(Refusal::Malformed)
    }

    fn array(&self, label: i64) -> Result<[u8; 32], Refusal> {
        self.bytes(label)?.try_into().map_err(|_| Refusal::Malformed)
    }

    fn rsa(&self) -> Result<PublicKey, Refusal> {
        let (n, e) = (self.bytes(-1)?, self.bytes(-2)?);
        // with an exponent of 1 anybody could sign
        let exponent = e.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let sensible = e.len() <= 4 && exponent >= 3 && exponent % 2 == 1;
        if MODULUS_BYTES.contains(&n.len()) && sensible {
            Ok(PublicKey::Rs256 {
                n: n.to_vec(),
                e: e.to_vec(),
            })
        } else {
            Err(Refusal::Malformed)
        }
    }
}
