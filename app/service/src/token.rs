//! Making API tokens (`make token`), and the user they belong to where there is none yet.

use crate::{
    Result,
    auth::{TOKEN_PREFIX, token_hash},
    ports::Statement,
    sql,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    account::{normal_email, normal_handle, normal_name},
    id::UserId,
    time::Timestamp,
};
use uuid::Uuid;

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
/// before the `@` as name. They have no password. Somebody who is known already stays as they are.
///
/// # Errors
/// If this is no e-mail address, no handle or no name.
pub fn issue(
    email: &str,
    profile: Option<Profile<'_>>,
    user: Uuid,
    secret: [u8; 32],
    now: Timestamp,
) -> Result<(String, Vec<Statement>)> {
    let email = normal_email(email)?;
    let token = format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(secret));
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
    let statements = vec![
        sql::users::insert_unless_known(user),
        sql::tokens::insert_for_email(&token_hash(&token), &email, now),
    ];
    Ok((token, statements))
}
