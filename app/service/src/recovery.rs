//! Changing the password, and getting back in without it: by recovery codes, since no mail server is assumed. Where there is one,
//! [`crate::letters`] are another way.

use crate::{
    Error, Result, World,
    account::allow_attempt,
    confirm, password,
    sessions::{Client, SignedIn},
    sql::{self, passkeys::PasskeyRow, sessions::SessionRow, users::UserRow},
};
use domain::{
    account::normal_email,
    id::UserId,
    recovery::{self, CODES},
    seal::first,
    session::Session,
    time::Timestamp,
};
use serde::Deserialize;
use uuid::Uuid;

/// What the pages of an account tell its owner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// E-mail.
    pub email: String,
    /// 1 if a password is set.
    pub password: u8,
    /// How many recovery codes are left.
    pub codes: u32,
    /// Since when the e-mail address is known to be theirs.
    pub email_verified_at: Option<Timestamp>,
    /// When they were last sent a link that shows it.
    pub verification_asked_at: Option<Timestamp>,
}

/// Everything that the page of an account shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Its e-mail, password and codes.
    pub account: Account,
    /// Its passkeys, the newest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Where its owner is signed in, the session used last first.
    pub sessions: Vec<SessionRow>,
    /// Whether its owner has just shown that it is them.
    pub confirmed: bool,
}

/// Everything that the page of somebody's account shows.
///
/// # Errors
/// As [`account`].
pub async fn overview(world: &World, session: &Session) -> Result<Overview> {
    let (user, now) = (session.user, world.now());
    let statements = vec![
        sql::recovery::account(user),
        sql::passkeys::of_user(user),
        sql::sessions::of_user(user, now),
        sql::sessions::confirmed(session.id),
    ];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let mut next = || rows.next().unwrap_or_default();
    Ok(Overview {
        account: next().first()?.ok_or(Error::NotFound)?,
        passkeys: next().all()?,
        sessions: next().all()?,
        confirmed: confirm::is_recent(world, next())?,
    })
}

/// What the pages of an account tell its owner.
///
/// # Errors
/// If the database does not answer, or there is no such user any more.
pub async fn account(world: &World, user: UserId) -> Result<Account> {
    let row: Option<Account> = world.db.run(sql::recovery::account(user)).await?.first()?;
    row.ok_or(Error::NotFound)
}

/// Sets the password, stretched, of somebody who has just shown that it is them, and signs them out everywhere else.
///
/// # Errors
/// [`Error::ConfirmFirst`], or what no browser makes of a password.
pub async fn set_password(world: &World, session: &Session, stretched: &str) -> Result<()> {
    let (salt, hash) = password::to_store(world, stretched)?;
    confirm::require(world, session).await?;
    let statements = vec![
        sql::recovery::set_password(session.user, &salt, &hash),
        sql::sessions::delete_others(session.user, Some(session.id)),
    ];
    world.db.batch(statements).await?;
    Ok(())
}

/// Makes eight new recovery codes; those that there were are worth nothing any more. It is the only time that anybody sees them.
///
/// # Errors
/// [`Error::ConfirmFirst`].
pub async fn make_codes(world: &World, session: &Session) -> Result<Vec<String>> {
    confirm::require(world, session).await?;
    let codes: Vec<String> = (0..CODES)
        .map(|_| recovery::write(first(world.random.bytes())))
        .collect();
    let now = world.now();
    let keep = |code: &String| {
        let hash = hash(world, session.user, code);
        sql::recovery::insert(&hash, session.user, now)
    };
    let mut statements = vec![sql::recovery::clear(session.user)];
    statements.extend(codes.iter().map(keep));
    world.db.batch(statements).await?;
    Ok(codes)
}

fn hash(world: &World, user: UserId, code: &str) -> String {
    // what cannot be a code has the hash of none
    let normal = recovery::normal(code).unwrap_or_default();
    recovery::hash(&world.config.pepper, user, &normal)
}

/// Lets somebody in by a recovery code, who sets a new password (stretched) with it. The code is used up, and every other
/// session ends.
///
/// # Errors
/// [`Error::WrongCode`], alike for an unknown e-mail and somebody who is suspended; or too many attempts.
pub async fn recover(world: &World, client: Client<'_>, email: &str, code: &str, stretched: &str) -> Result<SignedIn> {
    let email = normal_email(email)?;
    allow_attempt(world, client, &email).await?;
    let (salt, new) = password::to_store(world, stretched)?;
    let user: Option<UserRow> = world.db.run(sql::users::by_email(&email)).await?.first()?;
    // the same questions for an e-mail that nobody has
    let id = user.as_ref().map_or_else(|| UserId::new(Uuid::nil()), |user| user.id);
    let code = hash(world, id, code);
    let holder = user.map(Into::into).unwrap_or_default();
    let signed_in = SignedIn::new(world, id, holder);
    let statements = vec![
        sql::recovery::demand(&code, id, world.now()),
        sql::recovery::take(&code, id),
        sql::recovery::set_password(id, &salt, &new),
        sql::sessions::delete_others(id, None),
        signed_in.row(world, client),
    ];
    match world.db.batch(statements).await {
        Ok(_) => Ok(signed_in),
        Err(error) if sql::is_refusal(&error.cause) => Err(Error::WrongCode),
        Err(error) => Err(error.into()),
    }
}
