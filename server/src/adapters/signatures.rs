//! Signatures of passkeys, by the runtime's `WebCrypto`: that is native code, and none of ours to download or to trust.

use super::js;
use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::passkey::{cose::PublicKey, der};
use js_sys::{Array, Object, Reflect, Uint8Array};
use service::ports::{PortError, Signatures};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};
use worker::send::SendFuture;

pub(super) struct WebCrypto;

/// How `WebCrypto` is told of a key: the form of its data, the data, and the algorithm.
type Import = (&'static str, Object, Object);

#[async_trait]
impl Signatures for WebCrypto {
    async fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<bool, PortError> {
        // of ES256 it wants the two numbers side by side
        let signature = match key {
            PublicKey::Es256 { .. } => match der::both_numbers(signature) {
                Some(numbers) => numbers.to_vec(),
                None => return Ok(false),
            },
            PublicKey::EdDsa { .. } | PublicKey::Rs256 { .. } => signature.to_vec(),
        };
        SendFuture::new(async { verify(key, message, &signature).await.map_err(js("verify a signature")) }).await
    }
}

async fn verify(key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<bool, JsValue> {
    let subtle = subtle()?;
    let (form, data, algorithm) = import(key)?;
    let usages = Array::of1(&"verify".into());
    let imported = subtle.import_key_with_object(form, &data, &algorithm, false, &usages)?;
    let Ok(imported) = JsFuture::from(imported).await else {
        // a key that is none: a point that is not on its curve, for example
        return Ok(false);
    };
    let imported: CryptoKey = imported.unchecked_into();
    let verified = subtle.verify_with_object_and_buffer_source_and_buffer_source(
        &algorithm,
        &imported,
        &Uint8Array::from(signature),
        &Uint8Array::from(message),
    )?;
    Ok(JsFuture::from(verified).await?.is_truthy())
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    let crypto: Crypto = Reflect::get(&js_sys::global(), &"crypto".into())?.unchecked_into();
    Ok(crypto.subtle())
}

fn import(key: &PublicKey) -> Result<Import, JsValue> {
    match key {
        PublicKey::Es256 { x, y } => {
            // an uncompressed point (SEC 1, 2.3.3)
            let point = [&[4][..], x, y].concat();
            let algorithm = object(&[("name", "ECDSA"), ("namedCurve", "P-256"), ("hash", "SHA-256")])?;
            Ok(("raw", Uint8Array::from(point.as_slice()).into(), algorithm))
        }
        PublicKey::EdDsa { x } => Ok((
            "raw",
            Uint8Array::from(x.as_slice()).into(),
            object(&[("name", "Ed25519")])?,
        )),
        PublicKey::Rs256 { n, e } => {
            let (n, e) = (URL_SAFE_NO_PAD.encode(n), URL_SAFE_NO_PAD.encode(e));
            let key = object(&[("kty", "RSA"), ("n", &n), ("e", &e)])?;
            let algorithm = object(&[("name", "RSASSA-PKCS1-v1_5"), ("hash", "SHA-256")])?;
            Ok(("jwk", key, algorithm))
        }
    }
}

fn object(entries: &[(&str, &str)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), &(*value).into())?;
    }
    Ok(object)
}
