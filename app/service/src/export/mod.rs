//! Exports: somebody takes everything of theirs along, as one zip file that can be fetched for a day.
//!
//! It is packed in slices that each fit into one invocation of the Worker: what it contains is written down page by page
//! (`collect`), checksums that nobody knows yet are computed (`sum`), and the file is put together in storage, part by
//! part, from the originals themselves, of which no byte is held in memory (`pack`). After each slice the queue is rung for
//! the next one (`step`). Every slice may happen twice, or at once with itself, and may be cut short anywhere.
//!
//! Only its owner has anything to do with an export, by a session: there is nothing of it in the API. Albums and comments are
//! not in it, since there are none.

mod collect;
mod ending;
mod gather;
mod pack;
mod page;
mod shown;
mod step;
mod sum;
mod told;

pub(crate) use ending::sweep;
pub use {
    shown::{Progress, Shown, current, file, of_file},
    step::handle,
};

use crate::{
    Error, Result, World, confirm,
    error::Conflict,
    ports::{Limited, PortError, Statement},
    sql::{
        self,
        exports::{ExportRow, NewExport, State},
    },
    steps,
    usage::{exports_paused, room_for_export},
};
use domain::{
    id::{ExportId, StorageToken},
    plan::degrade::Pause,
    session::Session,
    storage::StorageKey,
};

/// The page of exports.
pub const PATH: &str = "/settings/export";

/// How long an export can be fetched, and one that failed is told of, in days.
pub const DAYS: i64 = 1;

/// After how many days an export is given up that is not ready: R2 forgets an upload that was begun, and not completed, after
/// seven.
const GIVEN_UP_DAYS: i64 = 4;

/// Begins an export of somebody who has just shown that it is them.
///
/// # Errors
/// [`Error::ConfirmFirst`]; [`Error::ExportsPaused`], also if there is no room for this one; they have an export already, have begun
/// too many, or have more than can be exported here; or the database does not answer.
pub async fn begin(world: &World, session: &Session) -> Result<()> {
    confirm::require(world, session).await?;
    world.allow(Limited::Export, &session.user.to_string()).await?;
    let (now, room) = (world.now(), room_for_export(world).await?);
    let new = NewExport {
        id: ExportId::new(world.uuid()),
        user: session.user,
        token: StorageToken::new(world.uuid()),
        now,
        ends_at: now.plus_days(GIVEN_UP_DAYS),
    };
    // counted first and measured then: measuring reads every photo
    let statements = vec![
        sql::exports::insert(new),
        sql::exports::remove_if_larger(new, world.config.export_max_bytes),
        sql::exports::remove_unless_it_fits(new, room),
        sql::exports::by_id(new.id),
    ];
    let mut rows = world.db.batch(statements).await.map_err(taken)?;
    let row: Option<ExportRow> = rows.pop().unwrap_or_default().first()?;
    let fits = rows.pop().is_none_or(|rows| rows.changes == 0);
    match row.map(|row| row.state) {
        Some(State::Collecting) => {}
        Some(_) if !fits => return Err(exports_paused(world, Pause::Full)),
        Some(_) => return Err(Conflict::ExportTooLarge.into()),
        None => return Err(Conflict::TooManyExports.into()),
    }
    // a ring that is lost costs time: the sweep rings
    let _ = world.bell.ring_export(new.id, 0).await;
    Ok(())
}

fn taken(error: PortError) -> Error {
    if error.is_unique_violation() {
        Conflict::ExportThere.into()
    } else {
        error.into()
    }
}

/// Removes one's export, whatever it is doing. One that is gone already stays so.
///
/// # Errors
/// If the database does not answer. What cannot be removed from storage now, the sweep removes.
pub async fn remove(world: &World, session: &Session, export: ExportId) -> Result<()> {
    let silent = world.now().plus_seconds(steps::LEASE_SECONDS);
    let removed = sql::exports::remove(export, session.user, silent);
    let row: Option<ExportRow> = world.db.run(removed).await?.first()?;
    if let Some(row) = row {
        let _ = ending::empty(world, &row).await;
    }
    Ok(())
}

/// Where an export is in storage.
const fn key(row: &ExportRow) -> StorageKey {
    StorageKey::Export(row.token, row.round)
}

const PREFIX: &str = "export:";

/// The queue's message that rings for a step of an export. Photos' messages are ids alone.
#[must_use]
pub fn message(export: ExportId, step: u32) -> String {
    steps::message(PREFIX, export, step)
}

/// Reads what [`message`] writes.
#[must_use]
pub fn read_message(text: &str) -> Option<(ExportId, u32)> {
    steps::read_message(PREFIX, text)
}

/// Why a step stops.
#[derive(Debug)]
enum Trouble {
    /// A file is gone that was there when its photo was collected.
    Gone,
    /// Something outside did not work.
    Port(PortError),
}

impl From<PortError> for Trouble {
    fn from(error: PortError) -> Self {
        Self::Port(error)
    }
}

/// How a step ends that was not stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Another one follows.
    Step,
    /// None does; or it is somebody else's now.
    Over,
}

/// Writes a step's end, of which the last statement counts.
async fn written(world: &World, statements: Vec<Statement>) -> std::result::Result<Next, Trouble> {
    let rows = world.db.batch(statements).await?;
    Ok(if steps::held(&rows) { Next::Step } else { Next::Over })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn messages_read_back_and_are_no_photos() {
        let id = ExportId::new(Uuid::from_u128(7));
        assert_eq!(read_message(&message(id, 12)), Some((id, 12)));
        assert!(message(id, 12).parse::<domain::id::PhotoId>().is_err());
        for other in ["export:", "export:x:1", &id.to_string(), &format!("export:{id}")] {
            assert_eq!(read_message(other), None, "{other}");
        }
    }
}
