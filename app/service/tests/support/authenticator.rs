//! An authenticator, and a browser in front of it: makes passkeys of three algorithms and answers challenges, also badly.

use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ciborium::{Value, cbor};
use domain::{passkey::cose::PublicKey, seal::sha256};
use ring::{
    rand::SystemRandom,
    signature::{
        self, ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
        RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, RsaPublicKeyComponents, UnparsedPublicKey,
    },
};
use serde_json::json;
use service::{
    passkeys::Answer,
    ports::{PortError, Signatures},
};

/// Which algorithm it signs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    Es256,
    EdDsa,
    Rs256,
}

enum Keys {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Rs256(RsaKeyPair),
}

/// An authenticator with one passkey.
pub struct Authenticator {
    keys: Keys,
    pub id: Vec<u8>,
    pub counter: u32,
    /// What it says of who was there: present and verified, unless a test says otherwise.
    pub flags: u8,
    /// On whose page the browser is.
    pub origin: String,
    /// For which site it signs.
    pub site: String,
}

impl Authenticator {
    pub fn new(algorithm: Algorithm) -> Self {
        let random = SystemRandom::new();
        let keys = match algorithm {
            Algorithm::Es256 => {
                let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random);
                Keys::Es256(pair.unwrap())
            }
            Algorithm::EdDsa => {
                let document = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
                Keys::EdDsa(Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap())
            }
            // made once with openssl, for these tests alone
            Algorithm::Rs256 => Keys::Rs256(RsaKeyPair::from_pkcs8(include_bytes!("authenticator.rsa.der")).unwrap()),
        };
        let mut id = vec![0; 16];
        ring::rand::SecureRandom::fill(&random, &mut id).unwrap();
        Self {
            keys,
            id,
            counter: 1,
            flags: 0b101,
            origin: "http://localhost:1".into(),
            site: "localhost".into(),
        }
    }

    fn cose(&self) -> Value {
        let bytes = |bytes: &[u8]| Value::Bytes(bytes.to_vec());
        match &self.keys {
            Keys::Es256(pair) => {
                let point = pair.public_key().as_ref();
                cbor!({1 => 2, 3 => -7, -1 => 1, -2 => bytes(&point[1..33]), -3 => bytes(&point[33..])})
            }
            Keys::EdDsa(pair) => cbor!({1 => 1, 3 => -8, -1 => 6, -2 => bytes(pair.public_key().as_ref())}),
            Keys::Rs256(pair) => {
                let parts: RsaPublicKeyComponents<Vec<u8>> = pair.public().into();
                cbor!({1 => 3, 3 => -257, -1 => bytes(&parts.n), -2 => bytes(&parts.e)})
            }
        }
        .unwrap()
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.keys {
            Keys::Es256(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            Keys::EdDsa(pair) => pair.sign(message).as_ref().to_vec(),
            Keys::Rs256(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&signature::RSA_PKCS1_SHA256, &random, message, &mut signature)
                    .unwrap();
                signature
            }
        }
    }

    fn client_data(&self, kind: &str, options: &serde_json::Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin })
            .to_string()
            .into_bytes()
    }

    fn data(&self, more: &[u8], flags: u8) -> Vec<u8> {
        let site = sha256(self.site.as_bytes());
        [&site[..], &[self.flags | flags], &self.counter.to_be_bytes(), more].concat()
    }

    /// Makes its passkey.
    pub fn create(&self, options: &serde_json::Value) -> Answer {
        let mut key = Vec::new();
        ciborium::into_writer(&self.cose(), &mut key).unwrap();
        let length = (self.id.len() as u16).to_be_bytes();
        let data = self.data(&[&[0; 16][..], &length, &self.id, &key].concat(), 0x40);
        let nothing = Value::Map(vec![]);
        let object = cbor!({"fmt" => "none", "attStmt" => nothing, "authData" => Value::Bytes(data)}).unwrap();
        let mut attestation = Vec::new();
        ciborium::into_writer(&object, &mut attestation).unwrap();
        self.answer(&json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(self.client_data("webauthn.create", options)),
            "attestationObject": URL_SAFE_NO_PAD.encode(attestation),
        }))
    }

    /// Uses its passkey; `change` may spoil the signature.
    pub fn get_with(&self, options: &serde_json::Value, user: &str, change: impl Fn(&mut Vec<u8>)) -> Answer {
        let (client_data, data) = (self.client_data("webauthn.get", options), self.data(&[], 0));
        let mut signature = self.sign(&[&data[..], &sha256(&client_data)].concat());
        change(&mut signature);
        self.answer(&json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(signature),
            "userHandle": URL_SAFE_NO_PAD.encode(user),
        }))
    }

    /// Uses its passkey, once more than before.
    pub fn get(&mut self, options: &serde_json::Value, user: &str) -> Answer {
        self.counter += 1;
        self.get_with(options, user, |_| {})
    }

    fn answer(&self, response: &serde_json::Value) -> Answer {
        let id = URL_SAFE_NO_PAD.encode(&self.id);
        Answer::read(&json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()).unwrap()
    }
}

/// Verifies as the runtime's `WebCrypto` does.
pub struct Verifier;

#[async_trait]
impl Signatures for Verifier {
    async fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<bool, PortError> {
        let verified = match key {
            PublicKey::Es256 { x, y } => {
                let point = [&[4][..], x, y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            PublicKey::EdDsa { x } => UnparsedPublicKey::new(&ED25519, x).verify(message, signature),
            PublicKey::Rs256 { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
        };
        Ok(verified.is_ok())
    }
}
