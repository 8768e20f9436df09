//! Passwords as they arrive, stretched by the browser, and as they are kept: under a salt of their own and the site's pepper.
//! Those of accounts and those of share links alike.

use crate::{Result, World};
use domain::{
    account::{AccountError, STRETCHED_BYTES, password_hash},
    seal::{from_hex, to_hex},
};

/// Salt and hash, as bytes.
pub(crate) type Kept = ([u8; 16], [u8; 32]);

/// What the browser's stretching gave, from its hexadecimal digits.
///
/// # Errors
/// [`AccountError::Password`] for what no browser makes of a password.
pub(crate) fn stretched(hex: &str) -> Result<[u8; STRETCHED_BYTES]> {
    let bytes = from_hex(hex).ok_or(AccountError::Password)?;
    Ok(bytes.try_into().map_err(|_| AccountError::Password)?)
}

/// What is stored of a new password: salt and hash, hexadecimal.
///
/// # Errors
/// As [`stretched`].
pub(crate) fn to_store(world: &World, hex: &str) -> Result<(String, String)> {
    let stretched = stretched(hex)?;
    let salt = world.random.bytes();
    Ok((to_hex(&salt), password_hash(&world.config.pepper, &salt, &stretched)))
}

/// What is kept in these columns, hexadecimal; `None` if there is no password.
pub(crate) fn kept(salt: Option<&str>, hash: Option<&str>) -> Option<Kept> {
    let salt = from_hex(salt?)?.try_into().ok()?;
    let hash = from_hex(hash?)?.try_into().ok()?;
    Some((salt, hash))
}
