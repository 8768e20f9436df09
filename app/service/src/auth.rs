//! Who is asking: from a session cookie, or from an API token.

use crate::{
    Error, Result, World,
    sql::{self, tokens::Bearer},
};
use domain::{
    access::{Member, Scope, Viewer},
    id::UserId,
    seal::sha256_hex,
    session::Session,
};

/// What an API token begins with, so that people and scanners recognise one.
pub const TOKEN_PREFIX: &str = "hg_";

/// Whether a session is not on the list of those that were signed out. The list may lag; a request that asks the database
/// for anything finds out there ([`crate::guard`]). If the list cannot be read, the database is asked.
///
/// # Errors
/// If neither answers: then nobody is taken for signed in.
pub async fn holds(world: &World, session: &Session) -> Result<bool> {
    if let Ok(revoked) = world.revocations.is_revoked(session.id).await {
        return Ok(!revoked);
    }
    let holder = sql::sessions::holder(session.id, session.user, world.now());
    Ok(!world.db.run(holder).await?.rows.is_empty())
}

/// Who somebody is who wants to do something of this kind.
///
/// # Errors
/// [`Error::SignInFirst`] if it is nobody in particular, [`Error::OutOfScope`] if they came with a token for other things.
pub fn require(viewer: Viewer, scope: Scope) -> Result<UserId> {
    match viewer {
        Viewer::Anonymous => Err(Error::SignInFirst),
        Viewer::User(_) => viewer.with(scope).ok_or(Error::OutOfScope),
    }
}

/// The user of a bearer token.
///
/// # Errors
/// [`Error::SignInFirst`] if nobody has this token, or it has ended.
pub async fn bearer(world: &World, token: &str) -> Result<Viewer> {
    if !token.starts_with(TOKEN_PREFIX) {
        return Err(Error::SignInFirst);
    }
    let (hash, now) = (token_hash(token), world.now());
    let statements = vec![sql::tokens::bearer(&hash, now), sql::tokens::used(&hash, now)];
    let rows = world.db.batch(statements).await?.into_iter().next().unwrap_or_default();
    let bearer: Option<Bearer> = rows.first()?;
    let member = |bearer: Bearer| Member {
        id: bearer.user_id,
        role: bearer.role,
        scopes: bearer.scopes,
    };
    bearer
        .map(|bearer| Viewer::User(member(bearer)))
        .ok_or(Error::SignInFirst)
}

/// What is stored of a token.
#[must_use]
pub fn token_hash(token: &str) -> String {
    sha256_hex(token)
}
