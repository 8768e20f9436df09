//! Stretches a password with Argon2id, off the main thread, so that the password itself never leaves the browser.

use argon2::{Algorithm, Argon2, Error, Params, Version};
use domain::account::{ARGON2_LANES, ARGON2_MEMORY_KIB, ARGON2_PASSES, STRETCHED_BYTES};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Stretches a password with a salt of at least 8 bytes; takes a noticeable part of a second.
///
/// # Errors
/// If the salt is shorter.
#[wasm_bindgen]
pub fn stretch(password: &str, salt: &[u8]) -> Result<Vec<u8>, JsError> {
    argon2id(password.as_bytes(), salt).map_err(|error| JsError::new(&error.to_string()))
}

fn argon2id(password: &[u8], salt: &[u8]) -> Result<Vec<u8>, Error> {
    let params = Params::new(ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES, Some(STRETCHED_BYTES))?;
    let mut stretched = vec![0; STRETCHED_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(password, salt, &mut stretched)?;
    Ok(stretched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Computed with OpenSSL, through Node's `crypto.argon2Sync`.
    #[test]
    fn it_agrees_with_openssl() {
        let stretched = argon2id(b"correct horse battery staple", b"0123456789abcdef").unwrap();
        assert_eq!(
            hex(&stretched),
            "832e52b959b967b570ee4781f6c7bda7ced019ca266ac781fd2d94d4e853b0cd"
        );
    }

    /// Nothing is cut off, folded or trimmed.
    #[test]
    fn every_character_counts() {
        let long = "quicksilver and seven suns ".repeat(10);
        let typed = [
            long.clone(),
            format!("{long}x"),
            format!("{long} "),
            long.to_uppercase(),
            long.trim_end().to_owned(),
            long.replace('v', "ѵ"),
        ];
        let mut stretched: Vec<_> = typed
            .iter()
            .map(|password| argon2id(password.as_bytes(), b"0123456789abcdef").unwrap())
            .collect();
        stretched.sort();
        stretched.dedup();
        assert_eq!(stretched.len(), typed.len());
    }

    #[test]
    fn a_short_salt_is_refused() {
        assert!(argon2id(b"password", b"1234567").is_err());
    }
}
