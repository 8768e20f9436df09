//! Keyed hashes (HMAC-SHA-256, RFC 2104), and their comparison in constant time.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;

/// A secret key. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Vec<u8>);

/// The shortest key that is accepted, in bytes.
pub const MIN_KEY_BYTES: usize = 32;

impl Key {
    /// Takes the bytes of a secret's text. `None` if it is shorter than [`MIN_KEY_BYTES`].
    #[must_use]
    pub fn new(secret: &str) -> Option<Self> {
        (secret.len() >= MIN_KEY_BYTES).then(|| Self(secret.as_bytes().to_vec()))
    }

    /// HMAC-SHA-256 over the parts, one after the other. Callers make the parts unambiguous: fixed lengths or a separator.
    #[must_use]
    pub fn seal(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(parts).finalize().into_bytes().into()
    }

    /// Whether `tag` is what [`Self::seal`] gives for these parts; takes the same time wherever they differ.
    #[must_use]
    pub fn verify(&self, parts: &[&[u8]], tag: &[u8]) -> bool {
        self.mac(parts).verify_slice(tag).is_ok()
    }

    /// Whether what [`Self::seal`] gives for these parts begins with the sixteen bytes of `tag`; in constant time as well.
    #[must_use]
    pub fn verify_half(&self, parts: &[&[u8]], tag: &[u8; 16]) -> bool {
        self.mac(parts).verify_truncated_left(tag).is_ok()
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        // HMAC takes keys of any length; the fallback cannot be reached
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.0).unwrap_or_else(|_| Hmac::new(&Default::default()));
        for part in parts {
            mac.update(part);
        }
        mac
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of a text, as lower-case hexadecimal digits: what is stored of a random secret.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    to_hex(&sha256(text.as_bytes()))
}

/// The first bytes of more.
#[must_use]
pub fn first<const FEWER: usize, const MORE: usize>(bytes: [u8; MORE]) -> [u8; FEWER] {
    const { assert!(FEWER <= MORE, "there are not so many") };
    let mut first = [0; FEWER];
    first.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    first
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Reads what [`to_hex`] writes. `None` for an odd length or another character.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits?;
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    Some(
        pairs
            .iter()
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_only_for_its_key_and_parts() {
        let key = Key::new(&"k".repeat(32)).unwrap();
        let tag = key.seal(&[b"one", b"two"]);
        assert!(key.verify(&[b"one", b"two"], &tag));
        assert!(!key.verify(&[b"one", b"twO"], &tag));
        assert!(!key.verify(&[b"one", b"two"], &tag[..31]));
        assert!(!Key::new(&"x".repeat(32)).unwrap().verify(&[b"one", b"two"], &tag));
    }

    #[test]
    fn a_short_key_is_refused() {
        assert!(Key::new("short").is_none());
    }

    #[test]
    fn hexadecimal_reads_back() {
        assert_eq!(from_hex(&to_hex(&[0, 1, 254])), Some(vec![0, 1, 254]));
        assert_eq!(from_hex("abc"), None);
        assert_eq!(from_hex("zz"), None);
    }
}
