//! Leaving: a member asks for their account to be deleted, may stay after all for two weeks, and then everything goes.
//!
//! From the moment they ask, nobody meets them or their photos, they are signed out everywhere, and their tokens do not work.
//! Nothing is removed yet, so that everything is as before if they stay. What removes it in the end is part of the sweep.

mod end;

pub(crate) use end::{remove_due, remove_pictures, remove_unused_pictures};

use crate::{
    Error, Result, World, confirm,
    error::{Conflict, Invalid},
    kept,
    sessions::{SignedIn, put_on_list},
    sql::{self, people::Standing, sessions::Holder},
    withdraw,
};
use domain::{account::normal_handle, leaving::is_over, session::Session, time::Timestamp};

/// The page of leaving: the only one for whoever is.
pub const PATH: &str = "/settings/leave";

/// Whether somebody who is leaving may still ask for this path: the page that says when everything goes, what its buttons ask
/// for, what the site stores, and how it is shown.
#[must_use]
pub fn is_open(path: &str) -> bool {
    matches!(
        path,
        PATH | "/privacy" | "/fn/stay" | "/fn/sign-out" | "/fn/display" | "/healthz" | "/robots.txt"
    ) || path.starts_with("/pkg/")
}

/// Deletes an account, after two weeks in which its owner may stay after all. They type their handle, so that nobody does
/// this by a slip, and have shown that it is them, so that nobody does it to somebody else.
///
/// # Errors
/// The handle is another; [`Error::ConfirmFirst`]; they are the last admin; or the database does not answer.
pub async fn leave(world: &World, session: &Session, typed: &str) -> Result<()> {
    if normal_handle(typed).ok().as_deref() != Some(session.handle.as_str()) {
        return Err(Invalid::HandleToLeave.into());
    }
    confirm::require(world, session).await?;
    let statements = sql::leaving::ask(session.user, world.now());
    let rows = world.db.batch(statements.into()).await?.pop().unwrap_or_default();
    kept::hidden(world).await;
    let standing: Option<Standing> = rows.first()?;
    if standing.ok_or(Error::NotFound)?.leaving_at.is_none() {
        return Err(Conflict::LastAdmin.into());
    }
    withdraw::ring_for(world, session.user).await;
    // the rows of all sessions are gone, and that is what counts; this one is looked for on the list first
    put_on_list(world, session.id, session.expires).await;
    Ok(())
}

/// What has become of somebody whose token says that they are leaving.
#[derive(Debug, Clone)]
pub enum Status {
    /// Everything goes then.
    Leaving(Timestamp),
    /// They stay after all: this is who they are again.
    Stays(SignedIn),
}

/// Whether somebody who asked to leave still does: they may have changed their mind elsewhere.
///
/// # Errors
/// [`Error::NotFound`] if they were signed out or are gone; or the database does not answer.
pub async fn status(world: &World, session: &Session) -> Result<Status> {
    let holder = sql::sessions::holder(session.id, session.user, world.now());
    let holder: Option<Holder> = world.db.run(holder).await?.first()?;
    of_holder(world, session, holder.ok_or(Error::NotFound)?)
}

fn of_holder(world: &World, session: &Session, holder: Holder) -> Result<Status> {
    match holder.leaving_at {
        Some(asked) if is_over(asked, world.now()) => Err(Error::NotFound),
        Some(asked) => Ok(Status::Leaving(domain::leaving::goes_at(asked))),
        None => Ok(Status::Stays(SignedIn::of(world, session.id, session.user, holder))),
    }
}

/// Stays after all: everything is as before. Who stays already, stays.
///
/// # Errors
/// [`Error::NotFound`] if it is too late, or the session was signed out; or the database does not answer.
pub async fn stay(world: &World, session: &Session) -> Result<SignedIn> {
    let now = world.now();
    let mut statements = sql::leaving::stay(session.user, now).to_vec();
    statements.push(sql::sessions::holder(session.id, session.user, now));
    let rows = world.db.batch(statements).await?.pop().unwrap_or_default();
    kept::changed(world).await;
    withdraw::ring_for(world, session.user).await;
    let holder: Option<Holder> = rows.first()?;
    match of_holder(world, session, holder.ok_or(Error::NotFound)?)? {
        Status::Stays(signed_in) => Ok(signed_in),
        Status::Leaving(_) => Err(Error::NotFound),
    }
}
