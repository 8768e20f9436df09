//! Getting back in by a letter: its link leads to a new password.
//!
//! Whoever asks learns nothing of whether there is such an account: all that depends on it is done after the answer.

use super::{Later, Message, Write, link_address, mailer, send};
use crate::{
    Error, Result, World, password,
    ports::Limited,
    sessions::{Client, SignedIn},
    sql::{self, letters::Receiver, users::UserRow},
};
use domain::{
    account::normal_email,
    letter::{Link, Purpose},
    time::Timestamp,
};

/// Sends the link to whoever has this e-mail, if the address is known to be theirs, they may come in, and were not sent one just
/// now. An older link holds no more.
///
/// # Errors
/// What is no e-mail; [`Error::TooOften`], by what was typed, alike for an e-mail that nobody has; or [`Error::NotFound`] on a
/// site that cannot.
pub async fn ask(world: &World, client: Client<'_>, email: &str, write: Write) -> Result<Later> {
    mailer(world)?;
    let email = normal_email(email)?;
    world.allow(Limited::LetterFromAddress, client.ip).await?;
    world.allow(Limited::Letter, &email).await?;
    let world = world.clone();
    Ok(Box::pin(async move {
        let now = world.now();
        let receiver: Option<Receiver> = world.db.run(sql::letters::ask_reset(&email, now)).await?.first()?;
        match receiver {
            Some(receiver) => deliver(&world, receiver, now, &write).await,
            None => Ok(()),
        }
    }))
}

async fn deliver(world: &World, receiver: Receiver, now: Timestamp, write: &Write) -> Result<()> {
    let key = &world.config.session_key;
    let link = Link::new(key, Purpose::Reset, receiver.id, now, receiver.state());
    let link = link_address(world, &link);
    let sent = send(world, receiver.email, write(&Message::Reset { link })).await;
    if sent.is_err() {
        world.db.run(sql::letters::reset_not_sent(receiver.id, now)).await?;
    }
    sent
}

/// Whose password the link in a letter changes: the e-mail, which the browser stretches the password with.
///
/// # Errors
/// [`Error::DeadLink`], or [`Error::NotFound`] on a site that sends none.
pub async fn look(world: &World, text: &str) -> Result<String> {
    mailer(world)?;
    let (link, now) = (read(text)?, world.now());
    let found = sql::letters::may_reset(link.user, link.asked_at(), now);
    let receiver = held(world, link, now, world.db.run(found).await?.first()?)?;
    Ok(receiver.email)
}

/// Takes the link in a letter, once: sets the new password (stretched), signs its owner in, and out everywhere else.
///
/// # Errors
/// As [`look`]; what no browser makes of a password; or too many attempts from this address.
pub async fn set(world: &World, client: Client<'_>, text: &str, stretched: &str) -> Result<SignedIn> {
    mailer(world)?;
    world.allow(Limited::SignInFromAddress, client.ip).await?;
    let (link, now) = (read(text)?, world.now());
    let (salt, hash) = password::to_store(world, stretched)?;
    let (id, asked) = (link.user, link.asked_at());
    let statements = vec![sql::letters::may_reset(id, asked, now), sql::users::by_id(id)];
    let mut rows = world.db.batch(statements).await?.into_iter();
    let receiver = held(world, link, now, rows.next().unwrap_or_default().first()?)?;
    let user: Option<UserRow> = rows.next().unwrap_or_default().first()?;
    let signed_in = SignedIn::new(world, id, user.ok_or(Error::DeadLink)?.into());
    let statements = vec![
        sql::letters::demand_reset(id, asked, now, receiver.password_salt.as_deref()),
        sql::recovery::set_password(id, &salt, &hash),
        sql::sessions::delete_others(id, None),
        signed_in.row(world, client),
    ];
    match world.db.batch(statements).await {
        Ok(_) => Ok(signed_in),
        // used this very moment
        Err(error) if sql::is_refusal(&error.cause) => Err(Error::DeadLink),
        Err(error) => Err(error.into()),
    }
}

fn read(text: &str) -> Result<Link> {
    Link::parse(Purpose::Reset, text).ok_or(Error::DeadLink)
}

fn held(world: &World, link: Link, now: Timestamp, found: Option<Receiver>) -> Result<Receiver> {
    let holds = |receiver: &Receiver| link.holds(&world.config.session_key, now, receiver.state());
    found.filter(holds).ok_or(Error::DeadLink)
}
