//! Signing up and in.

use crate::{
    Error, Result, World,
    error::Conflict,
    invitations, password,
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
    account::{normal_email, normal_handle, normal_name},
    id::UserId,
    leaving::is_over,
};

/// Who somebody new says they are.
#[derive(Debug, Clone)]
pub struct Profile {
    /// E-mail.
    pub email: String,
    /// Display name.
    pub name: String,
    /// Handle.
    pub handle: String,
}

impl Profile {
    /// As it is kept.
    pub(crate) fn normal(self) -> Result<Self> {
        Ok(Self {
            email: normal_email(&self.email)?,
            handle: normal_handle(&self.handle)?,
            name: normal_name(&self.name)?,
        })
    }

    /// What a new member's session says of them.
    pub(crate) fn holder(&self) -> Holder {
        Holder {
            handle: self.handle.clone(),
            name: self.name.clone(),
            role: Role::Member,
            leaving_at: None,
        }
    }

    /// The new user's row; `password` is salt and hash.
    pub(crate) fn row(self, world: &World, id: UserId, password: Option<(String, String)>) -> NewUser {
        NewUser {
            id,
            email: self.email,
            handle: self.handle,
            name: self.name,
            password,
            created_at: world.now(),
        }
    }
}

/// A sign-up form.
#[derive(Debug, Clone)]
pub struct SignUp {
    /// Who they say they are.
    pub profile: Profile,
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
    world.allow(Limited::SignUp, client.ip).await?;
    let profile = form.profile.normal()?;
    let password = password::to_store(world, &form.stretched)?;
    let id = UserId::new(world.uuid());
    let signed_in = SignedIn::new(world, id, profile.holder());
    let user = profile.row(world, id, Some(password));
    let statements = invitations::admit(world, user, form.invitation.as_deref(), signed_in.row(world, client));
    let rows = world.db.batch(statements).await.map_err(explain_taken)?;
    match rows.first() {
        Some(made) if made.changes == 1 => Ok(signed_in),
        _ => Err(invitations::not_admitted(world).await),
    }
}

/// Signs somebody in. Somebody who is leaving can do nothing then but stay after all.
///
/// # Errors
/// [`Error::WrongPassword`], alike for an unknown e-mail and for somebody who can no longer stay; [`Error::Suspended`], to nobody
/// without the password; or too many attempts on this address from this place.
pub async fn sign_in(world: &World, client: Client<'_>, email: &str, stretched: &str) -> Result<SignedIn> {
    let email = normal_email(email)?;
    allow_attempt(world, client, &email).await?;
    let user: Option<UserRow> = world.db.run(sql::users::by_email(&email)).await?.first()?;
    let fits = password_fits(world, user.as_ref(), stretched)?;
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

/// Whether this is somebody's password. It takes the same work for nobody, and for somebody without one, so that the time tells
/// nothing.
pub(crate) fn password_fits(world: &World, user: Option<&UserRow>, stretched: &str) -> Result<bool> {
    let stretched = password::stretched(stretched)?;
    let stored = user.and_then(|user| password::kept(user.password_salt.as_deref(), user.password_hash.as_deref()));
    let (salt, hash) = stored.unwrap_or(([0; 16], [0; 32]));
    let fits = world.config.pepper.verify(&[&salt, &stretched], &hash);
    Ok(fits && stored.is_some())
}

/// One more attempt from this address, on whatever account and on this one.
pub(crate) async fn allow_attempt(world: &World, client: Client<'_>, account: &str) -> Result<()> {
    world.allow(Limited::SignInFromAddress, client.ip).await?;
    world.allow(Limited::SignIn, &format!("{} {account}", client.ip)).await
}

pub(crate) fn explain_taken(error: PortError) -> Error {
    if !error.is_unique_violation() {
        return error.into();
    }
    if error.cause.contains("users.handle") {
        return Conflict::HandleTaken.into();
    }
    Conflict::EmailTaken.into()
}
