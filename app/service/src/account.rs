//! Signing up, in and out.

use crate::{
    Error, Result, World,
    error::Conflict,
    ports::{Limited, PortError, Statement},
    sql,
};
use domain::{
    account::{AccountError, STRETCHED_BYTES, normal_email, normal_handle, normal_name, password_hash},
    id::{SessionId, UserId},
    seal::{from_hex, to_hex},
    session::{self, SESSION_SECONDS, Session},
};
use sql::{
    sessions::SessionRow,
    users::{NewUser, UserRow},
};

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

/// Who asks, as far as the network tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client<'a> {
    /// Its address.
    pub ip: &'a str,
    /// What the browser calls itself (`User-Agent`).
    pub device: &'a str,
}

/// The longest name of a device that is kept, in characters.
const MAX_DEVICE: usize = 200;

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
pub async fn sign_up(world: &World, client: Client<'_>, form: SignUp) -> Result<SignedIn> {
    allow(world, Limited::SignUp, client.ip).await?;
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
    let signed_in = open_session(world, id, handle, name);
    let statements = vec![sql::users::insert(user), kept(world, client, &signed_in)];
    match world.db.batch(statements).await {
        Ok(_) => Ok(signed_in),
        Err(error) => Err(explain_taken(error)),
    }
}

/// Signs somebody in.
///
/// # Errors
/// [`Error::WrongPassword`], alike for an unknown e-mail; or too many attempts on this address from this place.
pub async fn sign_in(world: &World, client: Client<'_>, email: &str, stretched: &str) -> Result<SignedIn> {
    let email = normal_email(email)?;
    allow(world, Limited::SignInFromAddress, client.ip).await?;
    allow(world, Limited::SignIn, &format!("{} {email}", client.ip)).await?;
    let stretched = stretched_bytes(stretched)?;
    let user: Option<UserRow> = world.db.run(sql::users::by_email(&email)).await?.first()?;
    // the same work for an e-mail that nobody has, so that the time tells nothing either
    let (salt, hash) = user.as_ref().and_then(password_of).unwrap_or(([0; 16], [0; 32]));
    let fits = world.config.pepper.verify(&[&salt, &stretched], &hash);
    match user {
        Some(user) if fits => {
            let signed_in = open_session(world, user.id, user.handle, user.name);
            world.db.run(kept(world, client, &signed_in)).await?;
            Ok(signed_in)
        }
        _ => Err(Error::WrongPassword),
    }
}

/// Signs somebody out: the session's row goes, and its id goes on the list of those that no longer hold.
///
/// # Errors
/// If either cannot be written.
pub async fn sign_out(world: &World, session: &Session) -> Result<()> {
    world.db.run(sql::sessions::delete(session.id, session.user)).await?;
    Ok(world.revocations.revoke(session.id, session.expires).await?)
}

/// Everywhere that somebody is signed in, the session used last first.
///
/// # Errors
/// If the database does not answer.
pub async fn sessions(world: &World, user: UserId) -> Result<Vec<SessionRow>> {
    Ok(world.db.run(sql::sessions::of_user(user, world.now())).await?.all()?)
}

/// Signs somebody out on one of their devices. One that is signed out already stays so.
///
/// # Errors
/// If the row or the list cannot be written.
pub async fn sign_out_of(world: &World, session: &Session, other: SessionId) -> Result<()> {
    let gone = world.db.run(sql::sessions::delete(other, session.user)).await?;
    if gone.changes > 0 {
        world.revocations.revoke(other, world.now().plus_seconds(SESSION_SECONDS)).await?;
    }
    Ok(())
}

/// Signs somebody out everywhere else. Their rows are gone at once; KV need not be told, which is written rarely.
///
/// # Errors
/// If the database does not answer.
pub async fn sign_out_elsewhere(world: &World, session: &Session) -> Result<()> {
    world.db.run(sql::sessions::delete_others(session.id, session.user)).await?;
    Ok(())
}

/// The row of a new session.
fn kept(world: &World, client: Client<'_>, signed_in: &SignedIn) -> Statement {
    let device: String = client.device.chars().filter(|c| !c.is_control()).take(MAX_DEVICE).collect();
    sql::sessions::insert(&signed_in.session, &device, world.now())
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
