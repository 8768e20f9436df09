//! Answers as authenticators give them, and as they must not be.

use super::{Assertion, NewPasskey, Refusal, Registration, RelyingParty, asserted, cose::PublicKey, registered};
use crate::seal::sha256;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ciborium::{Value, cbor};

const SITE: RelyingParty<'static> = RelyingParty {
    id: "photos.example",
    origin: "https://photos.example",
};

const CHALLENGE: [u8; 32] = [7; 32];

/// Present, verified.
const THERE: u8 = 0b101;

fn bytes(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

fn client_data(kind: &str, challenge: &[u8], origin: &str, more: &str) -> Vec<u8> {
    let challenge = URL_SAFE_NO_PAD.encode(challenge);
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}"{more}}}"#).into_bytes()
}

fn es256() -> Value {
    cbor!({1 => 2, 3 => -7, -1 => 1, -2 => Value::Bytes(vec![1; 32]), -3 => Value::Bytes(vec![2; 32])}).unwrap()
}

/// The authenticator's data; with a credential if there is a key.
fn data(id: &str, flags: u8, counter: u32, key: Option<&Value>) -> Vec<u8> {
    let flags = flags | if key.is_some() { 0x40 } else { 0 };
    let mut data = [&sha256(id.as_bytes())[..], &[flags], &counter.to_be_bytes()].concat();
    if let Some(key) = key {
        data.extend([&[0; 16][..], &[0, 4], b"abcd", &bytes(key)].concat());
    }
    data
}

fn attestation(data: Vec<u8>) -> Vec<u8> {
    let nothing = Value::Map(vec![]);
    bytes(&cbor!({"fmt" => "none", "attStmt" => nothing, "authData" => Value::Bytes(data)}).unwrap())
}

fn register(client_data: &[u8], attestation: &[u8]) -> Result<NewPasskey, Refusal> {
    let answer = Registration {
        client_data,
        attestation,
    };
    registered(&SITE, &CHALLENGE, &answer)
}

fn create() -> Vec<u8> {
    client_data("webauthn.create", &CHALLENGE, SITE.origin, "")
}

fn get() -> Vec<u8> {
    client_data(
        "webauthn.get",
        &CHALLENGE,
        SITE.origin,
        r#","crossOrigin":false,"other":[1]"#,
    )
}

#[test]
fn a_new_passkey_is_taken_with_its_key() {
    let made = register(&create(), &attestation(data(SITE.id, THERE | 8, 5, Some(&es256()))));
    let expected = NewPasskey {
        id: b"abcd".to_vec(),
        key: PublicKey::Es256 { x: [1; 32], y: [2; 32] },
        counter: 5,
        may_be_backed_up: true,
    };
    assert_eq!(made, Ok(expected));
}

#[test]
fn keys_of_three_algorithms_are_read_and_others_are_not() {
    let x = || Value::Bytes(vec![1; 32]);
    let rsa = |n: usize, e: &[u8]| {
        let (n, e) = (Value::Bytes(vec![1; n]), Value::Bytes(e.to_vec()));
        cbor!({1 => 3, 3 => -257, -1 => n, -2 => e}).unwrap()
    };
    for (key, expected) in [
        (cbor!({1 => 1, 3 => -8, -1 => 6, -2 => x()}), Ok(())),
        (Ok(rsa(256, &[1, 0, 1])), Ok(())),
        (Ok(rsa(128, &[1, 0, 1])), Err(Refusal::Malformed)),
        (Ok(rsa(256, &[0, 0, 1])), Err(Refusal::Malformed)),
        (Ok(rsa(256, &[1, 0, 0])), Err(Refusal::Malformed)),
        (Ok(rsa(256, &[1, 0, 0, 0, 1])), Err(Refusal::Malformed)),
        // P-384 with its own algorithm; P-256's algorithm on another curve; a short coordinate; no key at all
        (
            cbor!({1 => 2, 3 => -35, -1 => 2, -2 => x(), -3 => x()}),
            Err(Refusal::WrongAlgorithm),
        ),
        (
            cbor!({1 => 2, 3 => -7, -1 => 2, -2 => x(), -3 => x()}),
            Err(Refusal::Malformed),
        ),
        (
            cbor!({1 => 2, 3 => -7, -1 => 1, -2 => Value::Bytes(vec![1; 31]), -3 => x()}),
            Err(Refusal::Malformed),
        ),
        (cbor!([1, 2]), Err(Refusal::Malformed)),
    ] {
        let key = key.unwrap();
        let made = register(&create(), &attestation(data(SITE.id, THERE, 0, Some(&key))));
        assert_eq!(made.map(|_| ()), expected, "{key:?}");
    }
}

#[test]
fn what_is_signed_is_the_data_and_the_hash_of_what_the_browser_said() {
    let (client_data, authenticator_data) = (get(), data(SITE.id, THERE, 6, None));
    let answer = Assertion {
        client_data: &client_data,
        authenticator_data: &authenticator_data,
        signature: b"signature",
    };
    let signed = asserted(&SITE, &CHALLENGE, &answer, 5).unwrap();
    assert_eq!(
        signed.message,
        [&authenticator_data[..], &sha256(&client_data)].concat()
    );
    assert_eq!((signed.signature, signed.counter), (&b"signature"[..], 6));
}

/// Every answer with one thing wrong.
#[test]
fn an_answer_with_anything_wrong_is_refused() {
    let good = data(SITE.id, THERE, 6, None);
    let said = |kind: &str, challenge: &[u8], origin: &str, more: &str| client_data(kind, challenge, origin, more);
    let kind = "webauthn.get";
    let other_origins = [
        "https://evil.example",
        "http://photos.example",
        "https://photos.example:444",
        "https://x.photos.example",
    ];
    let mut table = vec![
        (
            said("webauthn.create", &CHALLENGE, SITE.origin, ""),
            good.clone(),
            Refusal::WrongType,
        ),
        (
            said(kind, &[8; 32], SITE.origin, ""),
            good.clone(),
            Refusal::WrongChallenge,
        ),
        (said(kind, &[], SITE.origin, ""), good.clone(), Refusal::WrongChallenge),
        (
            said(kind, &CHALLENGE, SITE.origin, r#","crossOrigin":true"#),
            good.clone(),
            Refusal::WrongOrigin,
        ),
        (
            said(kind, &CHALLENGE, SITE.origin, r#","topOrigin":"https://evil.example""#),
            good.clone(),
            Refusal::WrongOrigin,
        ),
        (b"{}".to_vec(), good.clone(), Refusal::Malformed),
        (b"\xff".to_vec(), good.clone(), Refusal::Malformed),
        (vec![b' '; 20_000], good.clone(), Refusal::Malformed),
        (get(), data("evil.example", THERE, 6, None), Refusal::WrongRelyingParty),
        (get(), data(SITE.id, 0b100, 6, None), Refusal::NotPresent),
        (get(), data(SITE.id, 0b001, 6, None), Refusal::NotVerified),
        (get(), data(SITE.id, THERE | 0x10, 6, None), Refusal::Malformed),
        (get(), data(SITE.id, THERE, 5, None), Refusal::CounterWentBack),
        (get(), data(SITE.id, THERE, 0, None), Refusal::CounterWentBack),
        (get(), [good.clone(), vec![0]].concat(), Refusal::Malformed),
        (get(), good[..36].to_vec(), Refusal::Malformed),
    ];
    table.extend(other_origins.map(|origin| (said(kind, &CHALLENGE, origin, ""), good.clone(), Refusal::WrongOrigin)));
    for (client_data, authenticator_data, expected) in table {
        let answer = Assertion {
            client_data: &client_data,
            authenticator_data: &authenticator_data,
            signature: b"",
        };
        let what = String::from_utf8_lossy(&client_data);
        assert_eq!(asserted(&SITE, &CHALLENGE, &answer, 5), Err(expected), "{what}");
    }
}

#[test]
fn an_authenticator_that_never_counts_is_taken() {
    let (client_data, authenticator_data) = (get(), data(SITE.id, THERE, 0, None));
    let answer = Assertion {
        client_data: &client_data,
        authenticator_data: &authenticator_data,
        signature: b"",
    };
    assert!(asserted(&SITE, &CHALLENGE, &answer, 0).is_ok());
}

#[test]
fn a_new_passkey_that_stops_anywhere_or_goes_on_is_refused() {
    let whole = data(SITE.id, THERE, 0, Some(&es256()));
    for length in 0..whole.len() {
        assert!(
            register(&create(), &attestation(whole[..length].to_vec())).is_err(),
            "{length}"
        );
    }
    let object = attestation(whole.clone());
    for length in 0..object.len() {
        assert!(register(&create(), &object[..length]).is_err(), "{length}");
    }
    let longer = [object, vec![0]].concat();
    assert_eq!(register(&create(), &longer), Err(Refusal::Malformed));
    assert_eq!(
        register(&create(), &attestation(data(SITE.id, THERE, 0, None))),
        Err(Refusal::Malformed)
    );
    // extensions that nobody asked for
    let mut extended = whole;
    extended[32] |= 0x80;
    assert_eq!(
        register(&create(), &attestation(extended.clone())),
        Err(Refusal::Malformed)
    );
    extended.extend(bytes(&cbor!({"credProps" => true}).unwrap()));
    assert!(register(&create(), &attestation(extended)).is_ok());
}

#[test]
fn nesting_without_end_is_refused() {
    let nested = [&[0x81; 10_000][..], &[0]].concat();
    assert_eq!(register(&create(), &nested), Err(Refusal::Malformed));
}
