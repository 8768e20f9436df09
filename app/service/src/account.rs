//! Signing up and in.

use crate::{
    Error, Result, World,
    error::Conflict,
    invitations,
    ports::{Limited, PortError},
    sessions::{Client, SignedIn},
    sql::{
        self,
        sessions::Holder,
        users::{NewUser, UserRow},
    },
};
use domain::{
    access::Role,
    account::{AccountError, STRETCHED_BYTES, normal_email, normal_handle, normal_name, password_hash},
    id::UserId,
    leaving::is_over,
    seal::{from_hex, to_hex},
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
    /// The secret of an invitation's link, if they came by one.
    pub invitation: Option<String>,
}

/// Makes an account and signs its owner in. An invitation is used up by it.
///
/// # Errors
/// A field that cannot be taken, an e-mail or a handle that is taken, too many sign-ups from this address, or this site takes
/// nobody new, or nobody without an invitation.
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
    let holder = Holder {
        handle,
        name,
        role: Role::Member,
        leaving_at: None,
    };
    let signed_in = SignedIn::new(world, id, holder);
    let statements = invitations::admit(world, user, form.invitation.as_deref(), signed_in.row(world, client))?;
    let rows = world.db.batch(statements).await.map_err(explain_taken)?;
    match rows.first() {
        Some(made) if made.changes == 1 => Ok(signed_in),
        // somebody else was faster with the same invitation, or it never was one
        _ => Err(Error::InvitationNeeded),
    }
}

/// Signs somebody in. Somebody who is leaving can do nothing then but stay after all.
///
/// # Errors
/// [`Error::WrongPassword`], alike for an unknown e-mail and for somebody who can no longer stay; [`Error::Suspended`], to nobody
/// without the password; or too many attempts on this address from this place.
pub async fn sign_in(world: &World, client: Client<'_>, email: &str, stretched: &str) -> Result<SignedIn> {
    let email = normal_email(email)?;
    allow(world, Limited::SignInFromAddress, client.ip).await?;
    allow(world, Limited::SignIn, &format!("{} {email}", client.ip)).await?;
    let stretched = stretched_bytes(stretched)?;
    let user: Option<UserRow> = world.db.run(sql::users::by_email(&email)).await?.first()?;
    // the same work for an e-mail that nobody has, so that the time tells nothing either
    let (salt, hash) = user.as_ref().and_then(password_of).unwrap_or(([0; 16], [0; 32]));
    let fits = world.config.pepper.verify(&[&salt, &stretched], &hash);
    let gone = |user: &UserRow| user.leaving_at.is_some_and(|asked| is_over(asked, world.now()));
    match user {
        Some(user) if fits && user.suspended_at.is_some() => Err(Error::Suspended),
        Some(user) if fits && !gone(&user) => {
            let signed_in = SignedIn::new(world, user.id, user.into());
            let row = world.db.run(signed_in.row(world, client)).await?;
            // suspended this very moment
            if row.changes == 1 {
                Ok(signed_in)
            } else {
                Err(Error::Suspended)
            }
        }
        _ => Err(Error::WrongPassword),
    }
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
