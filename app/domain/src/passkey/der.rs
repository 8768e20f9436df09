//! Signatures of ES256 as authenticators write them (ASN.1 DER, two integers), for libraries that want the two numbers side by
//! side (IEEE P1363): `WebCrypto` does.

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;

/// Both numbers of a signature, 32 bytes each. Nothing if it is written in any other way than DER prescribes.
#[must_use]
pub fn both_numbers(signature: &[u8]) -> Option<[u8; 64]> {
    let (content, rest) = element(SEQUENCE, signature)?;
    let (r, content) = element(INTEGER, content)?;
    let (s, content) = element(INTEGER, content)?;
    let mut both = [0; 64];
    let (first, second) = both.split_at_mut(32);
    put(r, first)?;
    put(s, second)?;
    (content.is_empty() && rest.is_empty()).then_some(both)
}

/// What an element holds, and what follows it. A signature has at most 72 bytes: lengths are one byte.
fn element(kind: u8, from: &[u8]) -> Option<(&[u8], &[u8])> {
    let [found, length @ 0..0x80, rest @ ..] = from else {
        return None;
    };
    if *found != kind {
        return None;
    }
    rest.split_at_checked(usize::from(*length))
}

/// Writes a positive integer to the end of its place. It has a leading zero where its first bit would read as a sign, and
/// nowhere else.
fn put(integer: &[u8], to: &mut [u8]) -> Option<()> {
    let digits = match *integer {
        [] | [0x80..=0xff, ..] => return None,
        [0] => return None,
        [0, 0..0x80, ..] => return None,
        [0, ..] => integer.get(1..)?,
        _ => integer,
    };
    let start = to.len().checked_sub(digits.len())?;
    to.get_mut(start..)?.copy_from_slice(digits);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_their_places_do() {
        let signature = [&[0x30, 39, 2, 33, 0, 0x80][..], &[7; 31], &[2, 2, 1, 2]].concat();
        let both = both_numbers(&signature).unwrap();
        assert_eq!((both[0], both[1], &both[61..]), (0x80, 7, &[0, 1, 2][..]));
    }

    #[test]
    fn anything_but_der_is_nothing() {
        for signature in [
            &[][..],
            &[0x30],
            &[0x31, 6, 2, 1, 1, 2, 1, 1],
            // a negative number, zero, a needless zero
            &[0x30, 6, 2, 1, 0x80, 2, 1, 1],
            &[0x30, 6, 2, 1, 0, 2, 1, 1],
            &[0x30, 7, 2, 2, 0, 1, 2, 1, 1],
            // too short, too long, something behind, a length in two bytes
            &[0x30, 6, 2, 1, 1, 2, 2, 1],
            &[0x30, 7, 2, 1, 1, 2, 1, 1, 9],
            &[0x30, 6, 2, 1, 1, 2, 1, 1, 9],
            &[0x30, 0x81, 6, 2, 1, 1, 2, 1, 1],
        ] {
            assert_eq!(both_numbers(signature), None, "{signature:?}");
        }
        let long = [&[0x30, 38, 2, 33, 1][..], &[7; 32], &[2, 1, 1]].concat();
        assert_eq!(both_numbers(&long), None);
    }
}
