//! Who is signed in where: opening, renewing, listing and ending sessions.

use crate::{
    Result, World,
    ports::Statement,
    sql::{
        self,
        sessions::{Holder, NewSession, SessionRow},
    },
    usage::take_kv_write,
};
use domain::{
    id::{SessionId, UserId},
    leaving::goes_at,
    plan::degrade::KvWrite,
    session::{self, Opened, SESSION_SECONDS, Session, TOKEN_SECONDS},
    time::Timestamp,
};

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

impl SignedIn {
    /// A new session of somebody; it holds once [`Self::row`] is stored.
    pub(crate) fn new(world: &World, user: UserId, holder: Holder) -> Self {
        Self::of(world, SessionId::new(world.uuid()), user, holder)
    }

    pub(crate) fn of(world: &World, id: SessionId, user: UserId, holder: Holder) -> Self {
        let session = Session {
            id,
            user,
            handle: holder.handle,
            name: holder.name,
            role: holder.role,
            leaving: holder.leaving_at.map(goes_at),
            expires: world.now().plus_seconds(TOKEN_SECONDS),
        };
        let token = session::issue(&world.config.session_key, &session);
        Self { session, token }
    }

    /// Stores a new session.
    pub(crate) fn row(&self, world: &World, client: Client<'_>) -> Statement {
        let device: String = client
            .device
            .chars()
            .filter(|c| !c.is_control())
            .take(MAX_DEVICE)
            .collect();
        sql::sessions::insert(&NewSession {
            id: self.session.id,
            user: self.session.user,
            leaving: self.session.leaving.is_some(),
            device: &device,
            now: world.now(),
            ends: ends(world),
        })
    }
}

fn ends(world: &World) -> Timestamp {
    world.now().plus_seconds(SESSION_SECONDS)
}

/// What is in a cookie's value, by its seal and age alone.
#[must_use]
pub fn open(world: &World, token: &str) -> Option<Opened> {
    session::open(&world.config.session_key, world.now(), token)
}

/// A new token for a session whose last one has expired; `None` if the session was signed out, or was not used for too long.
///
/// Names and role in it are those of now. Renewed twice at once, it is worth the same both times.
///
/// # Errors
/// If the database does not answer.
pub async fn renew(world: &World, stale: &Session) -> Result<Option<SignedIn>> {
    let now = world.now();
    let statements = vec![
        sql::sessions::used(stale.id, stale.user, now, ends(world)),
        sql::sessions::holder(stale.id, stale.user, now),
    ];
    let rows = world.db.batch(statements).await?.into_iter().nth(1).unwrap_or_default();
    let holder: Option<Holder> = rows.first()?;
    Ok(holder.map(|holder| SignedIn::of(world, stale.id, stale.user, holder)))
}

/// Signs somebody out: the session's row goes, and its id goes on the list of those that no longer hold.
///
/// # Errors
/// If the database does not answer.
pub async fn sign_out(world: &World, session: &Session) -> Result<()> {
    sign_out_of(world, session, session.id).await
}

/// Everywhere that somebody is signed in, the session used last first.
///
/// # Errors
/// If the database does not answer.
pub async fn list(world: &World, user: UserId) -> Result<Vec<SessionRow>> {
    Ok(world.db.run(sql::sessions::of_user(user, world.now())).await?.all()?)
}

/// Signs somebody out on one of their devices. One that is signed out already stays so.
///
/// # Errors
/// If the database does not answer. The list is only the faster way to know.
pub async fn sign_out_of(world: &World, session: &Session, other: SessionId) -> Result<()> {
    let gone = world.db.run(sql::sessions::delete(other, session.user)).await?;
    if gone.changes > 0 {
        // a token that has expired by then is not renewed
        let expired = world.now().plus_seconds(TOKEN_SECONDS);
        put_on_list(world, other, expired).await;
    }
    Ok(())
}

/// Puts a session whose row is gone on the list until it would have expired anyway. Not once KV has taken nearly as many writes as it
/// may in a day, and without a word if KV does not work: the row is what counts, and the list only spares asking for it.
pub(crate) async fn put_on_list(world: &World, session: SessionId, expires: Timestamp) {
    if take_kv_write(world, KvWrite::SignedOut).await {
        let _ = world.revocations.revoke(session, expires).await;
    }
}

/// Signs somebody out everywhere else. Their rows are gone at once; KV need not be told, which is written rarely.
///
/// # Errors
/// If the database does not answer.
pub async fn sign_out_elsewhere(world: &World, session: &Session) -> Result<()> {
    let others = sql::sessions::delete_others(session.user, Some(session.id));
    world.db.run(others).await?;
    Ok(())
}
