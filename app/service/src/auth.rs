//! Who is asking: from a session cookie, or from an API token.

use crate::{Error, Result, World, sql};
use domain::{
    access::Viewer,
    seal::{sha256, to_hex},
    session::{self, Session},
};
use sql::users::UserRow;

/// What an API token begins with, so that people and scanners recognise one.
pub const TOKEN_PREFIX: &str = "hg_";

/// The session in a cookie's value: seal and expiry are checked without a look-up, the list of signed-out sessions with one
/// in KV. `None` for anything that does not hold.
///
/// # Errors
/// If the list cannot be read: then nobody is taken for signed in.
pub async fn session(world: &World, token: &str) -> Result<Option<Session>> {
    let Some(session) = sealed(world, token) else {
        return Ok(None);
    };
    let revoked = world.revocations.is_revoked(session.id).await?;
    Ok((!revoked).then_some(session))
}

/// The session in a cookie's value, by its seal and expiry alone.
#[must_use]
pub fn sealed(world: &World, token: &str) -> Option<Session> {
    session::open(&world.config.session_key, world.now(), token)
}

/// The user of a bearer token.
///
/// # Errors
/// [`Error::SignInFirst`] if nobody has this token.
pub async fn bearer(world: &World, token: &str) -> Result<Viewer> {
    if !token.starts_with(TOKEN_PREFIX) {
        return Err(Error::SignInFirst);
    }
    let user = world
        .db
        .run(sql::tokens::user(&token_hash(token)))
        .await?
        .first::<UserRow>()?;
    user.map(|user| Viewer::User(user.id)).ok_or(Error::SignInFirst)
}

/// What is stored of a token.
#[must_use]
pub fn token_hash(token: &str) -> String {
    to_hex(&sha256(token.as_bytes()))
}
