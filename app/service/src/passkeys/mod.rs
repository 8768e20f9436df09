//! Passkeys (WebAuthn): making them, signing in with them, and what their owner does to them.
//!
//! What an answer must be is decided in `domain::passkey`. Here is what takes a database: whose passkey it is, that a challenge is
//! answered once, and what becomes of it.

mod answer;
mod options;

pub use answer::Answer;
pub use options::{for_adding, for_confirming, for_signing_in, for_signing_up};

use crate::{
    Error, Result, World,
    account::{self, Profile},
    confirm,
    error::{Conflict, Invalid},
    invitations,
    ports::{Limited, PortError, Statement},
    sessions::{Client, SignedIn},
    sql::{
        self,
        passkeys::{KeyRow, NewPasskey, PasskeyRow},
        sessions::Holder,
    },
};
use answer::Checked;
use domain::{
    account::normal_name,
    id::UserId,
    leaving::is_over,
    passkey::{Refusal, RelyingParty, challenge::Purpose},
    session::Session,
};

/// The site as browsers know it.
///
/// # Errors
/// [`Refusal::WrongRelyingParty`] if its address is none.
fn relying_party(origin: &str) -> Result<RelyingParty<'_>> {
    let host = origin.split_once("://").map(|(_, host)| host);
    let id = host.and_then(|host| host.split(':').next());
    let id = id.ok_or(Refusal::WrongRelyingParty)?;
    Ok(RelyingParty { id, origin })
}

/// Where passkeys of this site are for: its own origin. On a developer's machine, where it has several names, the one that it was
/// asked by: no passkey can be for an address such as 127.0.0.1.
fn origin<'a>(world: &'a World, asked_at: &'a str) -> &'a str {
    let own = &world.config.site_origin;
    if own.starts_with("http://") { asked_at } else { own }
}

/// Makes an account that is entered by a passkey, and signs its owner in. `user` is the id in the options.
///
/// # Errors
/// A field that cannot be taken, an e-mail or a handle that is taken, no invitation where one is needed, or [`Error::Passkey`].
pub async fn sign_up(
    world: &World,
    client: Client<'_>,
    asked_at: &str,
    profile: Profile,
    user: UserId,
    invitation: Option<&str>,
    answer: &Answer,
) -> Result<SignedIn> {
    world.allow(Limited::SignUp, client.ip).await?;
    let profile = profile.normal()?;
    let site = relying_party(origin(world, asked_at))?;
    let made = answer.registered(world, &site, Purpose::SignUp, &user.to_string())?;
    let signed_in = SignedIn::new(world, user, profile.holder());
    let row_of_user = profile.row(world, user, None);
    let mut statements = invitations::admit(world, row_of_user, invitation, signed_in.row(world, client));
    let passkey = row(world, &made.id, made.public_key, made.counter, user, "");
    statements.insert(1, sql::passkeys::insert(passkey));
    statements.insert(0, made.answered);
    let results = world.db.batch(statements).await.map_err(explain)?;
    match results.get(1) {
        Some(inserted) if inserted.changes == 1 => Ok(signed_in),
        _ => Err(invitations::not_admitted(world).await),
    }
}

/// Adds a passkey to the account of somebody who has just shown that it is them, and signs them out everywhere else.
///
/// # Errors
/// [`Error::ConfirmFirst`], no name, too many passkeys, or [`Error::Passkey`].
pub async fn add(world: &World, session: &Session, asked_at: &str, name: &str, answer: &Answer) -> Result<()> {
    let name = normal_name(name).map_err(|_| Invalid::PasskeyName)?;
    confirm::require(world, session).await?;
    let site = relying_party(origin(world, asked_at))?;
    let made = answer.registered(world, &site, Purpose::Add, &session.user.to_string())?;
    let new = row(world, &made.id, made.public_key, made.counter, session.user, &name);
    let statements = vec![made.answered, sql::passkeys::insert(new), others_end(session)];
    let results = world.db.batch(statements).await.map_err(explain)?;
    match results.get(1) {
        Some(inserted) if inserted.changes == 1 => Ok(()),
        _ => Err(Conflict::TooManyPasskeys.into()),
    }
}

/// Signs somebody in by a passkey, whoever it is.
///
/// # Errors
/// [`Error::Passkey`], [`Error::Suspended`], or too many attempts from this address.
pub async fn sign_in(world: &World, client: Client<'_>, asked_at: &str, answer: &Answer) -> Result<SignedIn> {
    world.allow(Limited::SignInFromAddress, client.ip).await?;
    let (key, checked) = check(world, asked_at, answer, Purpose::SignIn, "").await?;
    let holder = Holder {
        handle: key.handle,
        name: key.name,
        role: key.role,
        leaving_at: key.leaving_at,
    };
    let signed_in = SignedIn::new(world, key.user_id, holder);
    let row = signed_in.row(world, client);
    match (accept(world, answer, checked, row).await?, key.leaving_at) {
        (true, _) => Ok(signed_in),
        (false, Some(asked)) if is_over(asked, world.now()) => Err(Refusal::Unknown.into()),
        (false, _) => Err(Error::Suspended),
    }
}

/// Shows by a passkey that it is still the same person ([`mod@confirm`]).
///
/// # Errors
/// [`Error::Passkey`], also for somebody else's; or too many attempts.
pub async fn confirm(
    world: &World,
    client: Client<'_>,
    session: &Session,
    asked_at: &str,
    answer: &Answer,
) -> Result<()> {
    account::allow_attempt(world, client, &session.user.to_string()).await?;
    let (key, checked) = check(world, asked_at, answer, Purpose::Confirm, &session.id.to_string()).await?;
    if key.user_id != session.user {
        return Err(Refusal::Unknown.into());
    }
    let confirmed = sql::sessions::confirm(session.id, world.now());
    accept(world, answer, checked, confirmed).await?;
    Ok(())
}

async fn check(
    world: &World,
    asked_at: &str,
    answer: &Answer,
    purpose: Purpose,
    subject: &str,
) -> Result<(KeyRow, Checked)> {
    let site = relying_party(origin(world, asked_at))?;
    let key: Option<KeyRow> = world.db.run(sql::passkeys::key(&answer.id)).await?.first()?;
    let key = key.ok_or(Refusal::Unknown)?;
    let checked = answer.asserted(world, &site, purpose, subject, &key).await?;
    Ok((key, checked))
}

/// Takes an answer that was checked, and does what it is for: all of it, once. Gives whether that changed anything.
async fn accept(world: &World, answer: &Answer, checked: Checked, then: Statement) -> Result<bool> {
    let used = sql::passkeys::used(&answer.id, checked.counter, world.now());
    let statements = vec![checked.answered, used, then];
    let results = world.db.batch(statements).await.map_err(explain)?;
    Ok(results.last().is_some_and(|then| then.changes == 1))
}

/// Somebody's passkeys, the newest first.
///
/// # Errors
/// If the database does not answer.
pub async fn list(world: &World, user: UserId) -> Result<Vec<PasskeyRow>> {
    Ok(world.db.run(sql::passkeys::of_user(user)).await?.all()?)
}

/// Calls one of somebody's passkeys something else.
///
/// # Errors
/// No name, or they have no such passkey.
pub async fn rename(world: &World, user: UserId, id: &str, name: &str) -> Result<()> {
    let name = normal_name(name).map_err(|_| Invalid::PasskeyName)?;
    let renamed = world.db.run(sql::passkeys::rename(id, user, &name)).await?;
    if renamed.changes == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Removes a passkey of somebody who has just shown that it is them, and signs them out everywhere else.
///
/// # Errors
/// [`Error::ConfirmFirst`]; [`Conflict::LastWayIn`] if they could not sign in any more without it.
pub async fn remove(world: &World, session: &Session, id: &str) -> Result<()> {
    confirm::require(world, session).await?;
    let statements = vec![sql::passkeys::delete(id, session.user), others_end(session)];
    let removed = world.db.batch(statements).await?;
    if removed.first().is_some_and(|row| row.changes == 1) {
        return Ok(());
    }
    let has_it = list(world, session.user).await?.iter().any(|row| row.id == id);
    Err(if has_it {
        Conflict::LastWayIn.into()
    } else {
        Error::NotFound
    })
}

fn others_end(session: &Session) -> Statement {
    sql::sessions::delete_others(session.user, Some(session.id))
}

fn row<'a>(world: &World, id: &'a str, public_key: String, counter: u32, user: UserId, name: &str) -> NewPasskey<'a> {
    NewPasskey {
        id,
        user,
        name: name.to_owned(),
        public_key,
        counter,
        now: world.now(),
    }
}

fn explain(error: PortError) -> Error {
    if error.is_unique_violation() && error.cause.contains("answered_challenges.") {
        return Refusal::Replayed.into();
    }
    if error.is_unique_violation() && error.cause.contains("passkeys.") {
        return Conflict::PasskeyKnown.into();
    }
    account::explain_taken(error)
}
