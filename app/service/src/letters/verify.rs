//! Showing that an e-mail address is one's own. It is good for getting back in by a letter, and nothing else asks for it.

use super::{Later, Message, Write, link_address, mailer, offered, send};
use crate::{
    Error, Result, World,
    ports::Limited,
    sessions::Client,
    sql::{self, letters::Receiver},
};
use domain::{
    id::UserId,
    letter::{Link, Purpose},
    session::Session,
    time::Timestamp,
};

/// Sends somebody new the link. Nothing on a site that cannot. That it is on its way, their account says at once.
pub async fn welcome(world: &World, user: UserId, write: Write) -> Option<Later> {
    let world = offered(world).then(|| world.clone())?;
    let now = world.now();
    let asked = ask_for(&world, user, now).await;
    Some(Box::pin(async move {
        match asked? {
            Some(receiver) => deliver(&world, receiver, now, &write).await,
            None => Ok(()),
        }
    }))
}

/// Sends the link again.
///
/// # Errors
/// [`Error::TooOften`], also if the address is known to be theirs already; [`Error::NotFound`] on a site that cannot.
pub async fn again(world: &World, session: &Session, write: Write) -> Result<Later> {
    mailer(world)?;
    world.allow(Limited::Letter, &session.user.to_string()).await?;
    let (world, now) = (world.clone(), world.now());
    let receiver = ask_for(&world, session.user, now).await?.ok_or(Error::TooOften)?;
    Ok(Box::pin(async move { deliver(&world, receiver, now, &write).await }))
}

async fn ask_for(world: &World, user: UserId, now: Timestamp) -> Result<Option<Receiver>> {
    let asked = sql::letters::ask_verification(user, now);
    Ok(world.db.run(asked).await?.first()?)
}

async fn deliver(world: &World, receiver: Receiver, now: Timestamp, write: &Write) -> Result<()> {
    let key = &world.config.session_key;
    let link = Link::new(key, Purpose::Verify, receiver.id, now, receiver.address());
    let link = link_address(world, &link);
    let sent = send(world, receiver.email, write(&Message::Verify { link })).await;
    if sent.is_err() {
        world
            .db
            .run(sql::letters::verification_not_sent(receiver.id, now))
            .await?;
    }
    sent
}

/// Takes the link in a letter, once. Whoever can read the letter need not be signed in.
///
/// # Errors
/// [`Error::DeadLink`], [`Error::TooOften`], or [`Error::NotFound`] on a site that sends none.
pub async fn confirm(world: &World, client: Client<'_>, text: &str) -> Result<()> {
    mailer(world)?;
    world.allow(Limited::LetterFromAddress, client.ip).await?;
    let link = Link::parse(Purpose::Verify, text).ok_or(Error::DeadLink)?;
    let now = world.now();
    let receiver: Option<Receiver> = world.db.run(sql::letters::receiver(link.user)).await?.first()?;
    let receiver = receiver
        .filter(|receiver| link.holds(&world.config.session_key, now, receiver.address()))
        .ok_or(Error::DeadLink)?;
    let verified = sql::letters::verify(receiver.id, &receiver.email, now);
    if world.db.run(verified).await?.changes == 1 {
        Ok(())
    } else {
        Err(Error::DeadLink)
    }
}
