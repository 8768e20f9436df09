//! Letters by e-mail, on a site that can send any. On one that cannot, everything here is [`Error::NotFound`], and nothing else
//! depends on it.
//!
//! Letters are plain text and hold nothing that anybody wrote: no name, no handle. Their words are the caller's, in the language of
//! whoever asked. They are sent after the answer, so that neither its words nor its time say whether there was one to send.

pub mod reset;
pub mod verify;

use crate::{
    Error, Result, World,
    ports::{Letter, Mailer, PortError},
    sql::{self, letters::Receiver},
};
use domain::{account::is_mailable, id::UserId, letter::Link};
use std::pin::Pin;

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// This link shows that the address is theirs.
    Verify {
        /// Address of the page.
        link: String,
    },
    /// This link leads to a new password.
    Reset {
        /// Address of the page.
        link: String,
    },
    /// Their password was changed.
    PasswordChanged {
        /// Address of the page where somebody asks for a new one, if it was not them.
        forgot: String,
    },
}

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The subject, one line.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Puts a message into words.
pub type Write = Box<dyn Fn(&Message) -> Written + Send + Sync>;

/// What is to be done once the answer is on its way. Its error is for the log.
pub type Later = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// The page where somebody asks for a new password.
pub const FORGOT: &str = "/forgot";

/// Whether this site can send letters.
#[must_use]
pub fn offered(world: &World) -> bool {
    world.mailer.is_some()
}

/// Whoever delivers letters.
///
/// # Errors
/// [`Error::NotFound`] on a site without.
fn mailer(world: &World) -> Result<&dyn Mailer> {
    world.mailer.as_deref().ok_or(Error::NotFound)
}

/// Tells somebody that their password was changed, if their address is known to be theirs. Nothing on a site that cannot.
#[must_use]
pub fn password_changed(world: &World, user: UserId, write: Write) -> Option<Later> {
    let world = offered(world).then(|| world.clone())?;
    Some(Box::pin(async move {
        let receiver: Option<Receiver> = world.db.run(sql::letters::receiver(user)).await?.first()?;
        let Some(receiver) = receiver.filter(|receiver| receiver.email_verified_at.is_some()) else {
            return Ok(());
        };
        let forgot = address(&world, FORGOT);
        send(&world, receiver.email, write(&Message::PasswordChanged { forgot })).await
    }))
}

async fn send(world: &World, to: String, Written { subject, text }: Written) -> Result<()> {
    if !is_mailable(&to) {
        return Err(PortError::new("address a letter", "the address is more than an address").into());
    }
    Ok(mailer(world)?.send(Letter { to, subject, text }).await?)
}

/// The address that people know the site by, and no other: not what the request says of its host.
fn address(world: &World, path: &str) -> String {
    format!("{}{path}", world.config.site_origin)
}

fn link_address(world: &World, link: &Link) -> String {
    address(world, &link.path())
}
