//! API tokens: making, listing and revoking them; and, for `make token`, the user they belong to where there is none yet.

use crate::{
    Error, Result, World,
    auth::{TOKEN_PREFIX, token_hash},
    confirm,
    error::{Conflict, Invalid},
    ports::Statement,
    sql::{
        self,
        tokens::{NewToken, TokenRow},
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    access::{Role, Scopes},
    account::{normal_email, normal_handle, normal_name},
    id::{TokenId, UserId},
    seal::{first, sha256},
    session::Session,
    time::Timestamp,
};
use uuid::Uuid;

/// How many days a token may last; nothing stands for no end.
pub const DAYS: [u32; 4] = [7, 30, 90, 365];

/// What somebody wants of a new token.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What it is called: one line of 1 to 60 characters.
    pub name: String,
    /// What it is for: at least one scope.
    pub scopes: Scopes,
    /// How many days it lasts: one of [`DAYS`], or nothing for no end.
    pub days: Option<u32>,
}

/// Makes a token of somebody who has just shown that it is them. It is the only time that anybody sees it.
///
/// # Errors
/// [`Error::ConfirmFirst`]; no name, no scope, a time that is not offered, or too many tokens.
pub async fn create(world: &World, session: &Session, wanted: Wanted) -> Result<String> {
    let secret = [world.random.bytes(), world.random.bytes()].concat();
    let token = written(&secret);
    let row = NewToken {
        name: normal_name(&wanted.name).map_err(|_| Invalid::TokenName)?,
        scopes: Some(wanted.scopes)
            .filter(|scopes| !scopes.is_empty())
            .ok_or(Invalid::NoScope)?,
        expires_at: wanted.days.map(|days| end(world.now(), days)).transpose()?,
        ..row(&token, world.now())
    };
    confirm::require(world, session).await?;
    let inserted = world.db.run(sql::tokens::insert(row, session.user)).await?;
    if inserted.changes == 1 {
        Ok(token)
    } else {
        Err(Conflict::TooManyTokens.into())
    }
}

fn end(now: Timestamp, days: u32) -> Result<Timestamp> {
    if DAYS.contains(&days) {
        Ok(now.plus_days(days.into()))
    } else {
        Err(Error::from(Invalid::TokenDays))
    }
}

/// Somebody's tokens, the newest first.
///
/// # Errors
/// If the database does not answer.
pub async fn list(world: &World, user: UserId) -> Result<Vec<TokenRow>> {
    Ok(world.db.run(sql::tokens::of_user(user)).await?.all()?)
}

/// Revokes one of somebody's tokens: from now on nobody has it. One that is revoked already stays so.
///
/// # Errors
/// If the database does not answer.
pub async fn revoke(world: &World, user: UserId, token: TokenId) -> Result<()> {
    world.db.run(sql::tokens::delete(token, user)).await?;
    Ok(())
}

fn written(secret: &[u8]) -> String {
    format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(secret))
}

/// A token for everything that does not end.
fn row(token: &str, now: Timestamp) -> NewToken {
    let hash = token_hash(token);
    NewToken {
        id: TokenId::new(Uuid::from_bytes(first(sha256(hash.as_bytes())))),
        sha256: hash,
        name: "make token".to_owned(),
        scopes: Scopes::ALL,
        created_at: now,
        expires_at: None,
    }
}

/// How a new user is called.
#[derive(Debug, Clone, Copy)]
pub struct Profile<'a> {
    /// In addresses.
    pub handle: &'a str,
    /// As shown.
    pub name: &'a str,
}

/// A token and the statements that make it valid, for whoever can run them on the site's database.
///
/// Without a profile, a new user gets the handle `u` and the first twelve digits of their id, and the part of the e-mail
/// before the `@` as name. They have no password. Somebody who is known already stays as they are, but for the role, if one is
/// given: who becomes something else by it is signed out everywhere.
///
/// # Errors
/// If this is no e-mail address, no handle or no name.
pub fn issue(
    email: &str,
    profile: Option<Profile<'_>>,
    user: Uuid,
    secret: [u8; 32],
    now: Timestamp,
    role: Option<Role>,
) -> Result<(String, Vec<Statement>)> {
    let email = normal_email(email)?;
    let token = written(&secret);
    let id = UserId::new(user);
    let (handle, name) = match profile {
        Some(Profile { handle, name }) => (normal_handle(handle)?, normal_name(name)?),
        None => {
            let handle = format!("u{id}").chars().take(13).collect();
            (handle, email.split('@').next().unwrap_or_default().to_owned())
        }
    };
    let user = sql::users::NewUser {
        id,
        email: email.clone(),
        handle,
        name,
        password: None,
        created_at: now,
    };
    let mut statements = vec![
        sql::users::insert_unless_known(user),
        sql::tokens::insert_for_email(row(&token, now), &email),
    ];
    if let Some(role) = role {
        statements.extend(sql::people::set_role_of_email(&email, role));
    }
    Ok((token, statements))
}
