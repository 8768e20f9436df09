//! Handles, names and e-mail addresses, and what becomes of a password.
//!
//! The browser stretches a password with Argon2id; the Worker keeps a keyed hash of the result. Neither half is here:
//! this module says with which parameters and salts, and what a stored hash is.

use crate::seal::{Key, first, sha256, to_hex};

/// Argon2id memory in KiB (19 MiB, OWASP's first choice).
pub const ARGON2_MEMORY_KIB: u32 = 19 * 1024;
/// Argon2id passes.
pub const ARGON2_PASSES: u32 = 2;
/// Argon2id lanes.
pub const ARGON2_LANES: u32 = 1;
/// Bytes of a stretched password.
pub const STRETCHED_BYTES: usize = 32;
/// The shortest password, in characters.
pub const MIN_PASSWORD: usize = 12;

/// The longest display name, in characters; also that of what people name for themselves, such as a token.
pub const MAX_NAME: usize = 60;

/// Handles that would be mistaken for the site itself, or for a page of it.
const RESERVED_HANDLES: [&str; 12] = [
    "about",
    "admin",
    "api",
    "everyone",
    "heliograph",
    "help",
    "me",
    "moderator",
    "null",
    "root",
    "support",
    "system",
];

/// Something in a sign-up form that cannot be taken. Displays as a sentence for the visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Not an address.
    #[error("This does not look like an e-mail address.")]
    Email,
    /// Not a handle.
    #[error("A handle has 3 to 30 letters, digits or underscores, and begins with a letter.")]
    Handle,
    /// A handle that is kept back.
    #[error("This handle is reserved. Please choose another.")]
    ReservedHandle,
    /// No name, or a very long one.
    #[error("Please give a name of 1 to 60 characters.")]
    Name,
    /// Not what the browser's stretching gives.
    #[error("The password arrived in a form that cannot be used. Please reload the page and try again.")]
    Password,
}

/// An e-mail address as it is stored and compared: trimmed, lower case.
///
/// # Errors
/// [`AccountError::Email`] unless it is `something@something.something`, 254 characters at most, without spaces.
pub fn normal_email(text: &str) -> Result<String, AccountError> {
    let email = text.trim().to_lowercase();
    let plausible = email.len() <= 254
        && !email.chars().any(|c| c.is_whitespace() || c.is_control())
        && email.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && host.split('.').all(|label| !label.is_empty())
        });
    plausible.then_some(email).ok_or(AccountError::Email)
}

/// Whether a letter can be sent to this address as it stands: nothing in it would be read as a name, a comment or a second
/// address (RFC 5322, 3.2.3 and 3.4).
#[must_use]
pub fn is_mailable(email: &str) -> bool {
    let special = |c| matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ':' | ';' | ',' | '\\' | '"');
    normal_email(email).is_ok() && !email.contains(special)
}

/// A handle as it is stored and shown: lower case, in `/users/{handle}`.
///
/// # Errors
/// [`AccountError::Handle`] or [`AccountError::ReservedHandle`].
pub fn normal_handle(text: &str) -> Result<String, AccountError> {
    let handle = text.trim().trim_start_matches('@').to_ascii_lowercase();
    let plausible = (3..=30).contains(&handle.len())
        && handle.starts_with(|c: char| c.is_ascii_lowercase())
        && handle
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !plausible {
        return Err(AccountError::Handle);
    }
    if RESERVED_HANDLES.contains(&handle.as_str()) {
        return Err(AccountError::ReservedHandle);
    }
    Ok(handle)
}

/// A display name as it is stored: one line, trimmed.
///
/// # Errors
/// [`AccountError::Name`] if nothing is left, or over [`MAX_NAME`] characters.
pub fn normal_name(text: &str) -> Result<String, AccountError> {
    let name = crate::photo::clean_title(text);
    if name.is_empty() || name.chars().count() > MAX_NAME {
        Err(AccountError::Name)
    } else {
        Ok(name)
    }
}

/// The salt for Argon2id in the browser: the first 16 bytes of SHA-256 over `heliograph:`, the site's name, `:` and the
/// normal e-mail. It needs no round trip, and differs between sites and people.
#[must_use]
pub fn stretch_salt(site: &str, normal_email: &str) -> [u8; 16] {
    first(sha256(format!("heliograph:{site}:{normal_email}").as_bytes()))
}

/// What is stored of a password: HMAC-SHA-256 with the pepper, over the user's random salt and the stretched password, as
/// hexadecimal digits. A copy of the database alone neither signs anybody in nor can be searched for passwords.
#[must_use]
pub fn password_hash(pepper: &Key, salt: &[u8; 16], stretched: &[u8; STRETCHED_BYTES]) -> String {
    to_hex(&pepper.seal(&[salt, stretched]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised_or_refused() {
        assert_eq!(normal_email(" Ada@Example.ORG ").as_deref(), Ok("ada@example.org"));
        for bad in [
            "",
            "ada",
            "ada@",
            "@example.org",
            "ada@example",
            "a b@example.org",
            "a@b@c.org",
            "a@b..org",
        ] {
            assert_eq!(normal_email(bad), Err(AccountError::Email), "{bad}");
        }
    }

    #[test]
    fn letters_go_to_one_plain_address() {
        assert!(is_mailable("ada+photos@example.org"));
        for odd in [
            "ada",
            "ada<eve@evil.example>",
            "ada,eve@evil.example",
            "\"ada\"@example.org",
            "ada@example.org\r\nbcc:x",
            "(ada)eve@evil.example",
        ] {
            assert!(!is_mailable(odd), "{odd}");
        }
    }

    #[test]
    fn handles_are_normalised_or_refused() {
        assert_eq!(normal_handle("@Ada_L").as_deref(), Ok("ada_l"));
        for bad in ["ab", "1ada", "ada-l", "ada/../x", "ädä", &"a".repeat(31)] {
            assert_eq!(normal_handle(bad), Err(AccountError::Handle), "{bad}");
        }
        assert_eq!(normal_handle("Admin"), Err(AccountError::ReservedHandle));
    }

    #[test]
    fn a_hash_depends_on_pepper_salt_and_password() {
        let pepper = Key::new(&"p".repeat(32)).unwrap();
        let other = Key::new(&"q".repeat(32)).unwrap();
        let hash = password_hash(&pepper, &[1; 16], &[2; 32]);
        assert_eq!(hash.len(), 64);
        assert_ne!(hash, password_hash(&other, &[1; 16], &[2; 32]));
        assert_ne!(hash, password_hash(&pepper, &[3; 16], &[2; 32]));
        assert_ne!(hash, password_hash(&pepper, &[1; 16], &[4; 32]));
    }

    #[test]
    fn salts_differ_between_sites_and_people() {
        assert_ne!(stretch_salt("a", "x@y.z"), stretch_salt("b", "x@y.z"));
        assert_ne!(stretch_salt("a", "x@y.z"), stretch_salt("a", "z@y.x"));
    }
}
