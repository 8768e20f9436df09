//! Signing up, in and out.

use crate::{
    Error, Result, World,
    error::Conflict,
    ports::{Limited, PortError},
    sql,
};
use domain::{
    account::{AccountError, STRETCHED_BYTES, normal_email, normal_handle, normal_name, password_hash},
    id::{SessionId, UserId},
    seal::{from_hex, to_hex},
    session::{self, SESSION_SECONDS, Session},
};
use sql::users::{NewUser, UserRow};

/// A sign-up form.
#[derive(Debug, Clone)]
pub struct SignUp {
    /// E-mail.
    pub email: String,
    /// Display name.
    pub name: String,
    /// Handle.
    pub handle: String,
    /// The stretched password, hexadecimal.
    pub stretched: String,
}

/// Somebody who is now signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Its token, for the cookie.
    pub token: String,
}

/// Makes an account and signs its owner in.
///
/// # Errors
/// A field that cannot be taken, an e-mail or a handle that is taken, or too many sign-ups from this address.
pub async fn sign_up(world: &World, client_ip: &str, form: SignUp) -> Result<SignedIn> {
    allow(world, Limited::SignUp, client_ip).await?;
    let (email, handle, name) = (
        normal_email(&form.email)?,
        normal_handle(&form.handle)?,
        normal_name(&form.name)?,
    );
    let stretched = stretched_bytes(&form.stretched)?;
    let salt = world.random.bytes();
    let hash = password_hash(&world.config.pepper, &salt, &stretched);
    let id = UserId::new(world.uuid());
    let user = NewUser {
        id,
        email,
        handle: handle.clone(),
        name: name.clone(),
        password: Some((to_hex(&salt), hash)),
        created_at: world.now(),
    };
    match world.db.run(sql::users::insert(user)).await {
        Ok(_) => Ok(open_session(world, id, handle, name)),
        Err(error) => Err(explain_taken(error)),
    }
}

/// Signs somebody in.
///
/// # Errors
/// [`Error::WrongPassword`], alike for an unknown e-mail; or too many attempts on this address from this place.
pub async fn sign_in(world: &World, client_ip: &str, email: &str, stretched: &str) -> Result<SignedIn> {
    let email = normal_email(email)?;
    allow(world, Limited::SignInFromAddress, client_ip).await?;
    allow(world, Limited::SignIn, &format!("{client_ip} {email}")).await?;
    let stretched = stretched_bytes(stretched)?;
    let user: Option<UserRow> = world.db.run(sql::users::by_email(&email)).await?.first()?;
    // the same work for an e-mail that nobody has, so that the time tells nothing either
    let (salt, hash) = user.as_ref().and_then(password_of).unwrap_or(([0; 16], [0; 32]));
    let fits = world.config.pepper.verify(&[&salt, &stretched], &hash);
    match user {
        Some(user) if fits => Ok(open_session(world, user.id, user.handle, user.name)),
        _ => Err(Error::WrongPassword),
    }
}

/// Signs somebody out: the session's id goes on the list of those that no longer hold.
///
/// # Errors
/// If the list cannot be written.
pub async fn sign_out(world: &World, session: &Session) -> Result<()> {
    Ok(world.revocations.revoke(session.id, session.expires).await?)
}

async fn allow(world: &World, what: Limited, key: &str) -> Result<()> {
    if world.limits.allow(what, key).await? {
        Ok(())
    } else {
        Err(Error::TooOften)
    }
}

fn stretched_bytes(hex: &str) -> Result<[u8; STRETCHED_BYTES]> {
    let bytes = from_hex(hex).ok_or(AccountError::Password)?;
    Ok(bytes.try_into().map_err(|_| AccountError::Password)?)
}

fn password_of(user: &UserRow) -> Option<([u8; 16], [u8; 32])> {
    let salt = from_hex(user.password_salt.as_deref()?)?.try_into().ok()?;
    let hash = from_hex(user.password_hash.as_deref()?)?.try_into().ok()?;
    Some((salt, hash))
}

fn explain_taken(error: PortError) -> Error {
    if !error.is_unique_violation() {
        return error.into();
    }
    if error.cause.contains("users.handle") {
        return Conflict::HandleTaken.into();
    }
    Conflict::EmailTaken.into()
}

fn open_session(world: &World, user: UserId, handle: String, name: String) -> SignedIn {
    let session = Session {
        id: SessionId::new(world.uuid()),
        user,
        handle,
        name,
        expires: world.now().plus_seconds(SESSION_SECONDS),
    };
    let token = session::issue(&world.config.session_key, &session);
    SignedIn { session, token }
}
