//! Showing, within a session, that it is still the same person: asked for before anything changes how an account is entered.
//!
//! Who just signed in has shown it. So somebody who finds a browser that is signed in cannot take the account over.

use crate::{Error, Result, World, account, ports::Rows, sessions::Client, sql};
use domain::{session::Session, time::Timestamp};
use serde::Deserialize;

/// How long it holds, in seconds.
pub const CONFIRMED_SECONDS: i64 = 600;

/// Whether it was shown.
///
/// # Errors
/// [`Error::ConfirmFirst`] unless it was shown in the last ten minutes.
pub async fn require(world: &World, session: &Session) -> Result<()> {
    if is_recent(world, world.db.run(sql::sessions::confirmed(session.id)).await?)? {
        Ok(())
    } else {
        Err(Error::ConfirmFirst)
    }
}

/// Whether what the database says of it is recent enough.
pub(crate) fn is_recent(world: &World, rows: Rows) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {
        confirmed_at: Timestamp,
    }
    let row: Option<Row> = rows.first()?;
    let since = world.now().plus_seconds(-CONFIRMED_SECONDS);
    Ok(row.is_some_and(|row| row.confirmed_at > since))
}

/// Shows it by the password, stretched.
///
/// # Errors
/// [`Error::WrongPassword`], also for somebody who has none; or too many attempts.
pub async fn by_password(world: &World, client: Client<'_>, session: &Session, stretched: &str) -> Result<()> {
    account::allow_attempt(world, client, &session.user.to_string()).await?;
    let user = world.db.run(sql::users::by_id(session.user)).await?.first()?;
    if !account::password_fits(world, user.as_ref(), stretched)? {
        return Err(Error::WrongPassword);
    }
    world.db.run(sql::sessions::confirm(session.id, world.now())).await?;
    Ok(())
}
