//! Recovery codes: what lets somebody in who lost their password and their passkeys.
//!
//! A code has 80 random bits, written as 16 letters and digits in four groups (Crockford's Base32, which leaves out I, L, O and
//! U). Nobody can guess one, so a keyed hash is enough to keep it by.

use crate::{
    id::UserId,
    seal::{Key, to_hex},
};

/// How many codes somebody gets at a time.
pub const CODES: usize = 8;

/// Random bytes of a code.
pub const CODE_BYTES: usize = 10;

/// Crockford's Base32 (<https://www.crockford.com/base32.html>).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const LETTERS: usize = CODE_BYTES * 8 / 5;

/// A code as people read it: `7KQ2-M0XB-9TZD-41RC`.
#[must_use]
pub fn write(bytes: [u8; CODE_BYTES]) -> String {
    let number = bytes
        .iter()
        .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let mut text = String::with_capacity(LETTERS + 3);
    for place in 0..LETTERS {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        let shift = 5 * (LETTERS - 1 - place);
        let letter = usize::try_from(number >> shift & 31).unwrap_or(0);
        text.push(ALPHABET.get(letter).map_or('0', |byte| char::from(*byte)));
    }
    text
}

/// What was typed, as a code is kept: without spaces and hyphens, in capitals, with look-alikes read as what they stand for.
/// Nothing if it cannot be one.
#[must_use]
pub fn normal(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let plausible = code.len() == LETTERS && code.bytes().all(|byte| ALPHABET.contains(&byte));
    plausible.then_some(code)
}

/// What is kept of a code in its [`normal`] form: HMAC-SHA-256 with the pepper, as hexadecimal digits.
#[must_use]
pub fn hash(pepper: &Key, user: UserId, normal: &str) -> String {
    to_hex(&pepper.seal(&[b"recovery code:", user.to_string().as_bytes(), normal.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_code_reads_back_as_it_was_written_and_as_people_type_it() {
        let code = write([0xff, 0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf1]);
        assert_eq!(code, "ZW01-4D2P-F2DB-SQQH");
        let kept = code.replace('-', "");
        for typed in [code.as_str(), &code.to_lowercase(), &kept, " zwO1 4d2p–f2db sqqh "] {
            assert_eq!(normal(typed).as_deref(), Some(kept.as_str()), "{typed}");
        }
        for bad in [
            "",
            "ZW01-4D2P-F2DB-SQQ",
            "ZW01-4D2P-F2DB-SQQU",
            "ZW01-4D2P-F2DB-SQQé",
            &"Z".repeat(1000),
        ] {
            assert_eq!(normal(bad), None, "{bad}");
        }
        assert_eq!(write([0; CODE_BYTES]), "0000-0000-0000-0000");
        assert_eq!(write([255; CODE_BYTES]), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    }

    #[test]
    fn a_hash_depends_on_pepper_person_and_code() {
        let (pepper, other) = (Key::new(&"p".repeat(32)).unwrap(), Key::new(&"q".repeat(32)).unwrap());
        let (ada, eve) = (UserId::new(Uuid::from_u128(1)), UserId::new(Uuid::from_u128(2)));
        let kept = hash(&pepper, ada, "ZZZZ");
        assert_eq!(kept.len(), 64);
        for different in [
            hash(&other, ada, "ZZZZ"),
            hash(&pepper, eve, "ZZZZ"),
            hash(&pepper, ada, "ZZZY"),
        ] {
            assert_ne!(kept, different);
        }
    }
}
