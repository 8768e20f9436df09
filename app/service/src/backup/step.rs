//! What a queue message starts: one slice of a backup, or its manifest, and the ring for the next.

use super::{COPIED, FORMAT, Manifest, PREFIX, SLICE_BYTES, SLICE_ROWS, columns, json, store};
use crate::{
    World,
    meter::standing,
    ports::{PortError, Statement},
    process::Answer,
    site_settings::plan,
    sql::{
        self,
        backups::{BackupRow, Slice, State, StoredSlice},
    },
    steps::{self, LEASE_SECONDS, MAX_TRIES, delay, held},
};
use domain::{
    id::BackupId,
    plan::degrade::may_back_up,
    seal::{sha256, to_hex},
    storage::StorageKey,
};

/// How many tables without rows one step passes over.
const EMPTY_AT_ONCE: usize = 4;

/// How long a backup waits when the plan is nearly used up, in seconds.
const PAUSE_SECONDS: i64 = 3600;

/// Reads what [`super::message`] writes.
#[must_use]
pub fn read_message(text: &str) -> Option<(BackupId, u32)> {
    steps::read_message(PREFIX, text)
}

/// Works on one step of a backup. Never fails: whatever happens is in its row, and what nobody finishes, the cron rings for again.
///
/// 1. The claim is a compare-and-set, so of two messages or two consumers one goes on.
/// 2. A slice that is stored twice is noted as it was stored last, by the one who holds the step.
/// 3. The end is written only by the attempt that still holds the step.
pub async fn handle(world: &World, backup: BackupId, step: u32) -> (Answer, Option<PortError>) {
    match work(world, backup, step).await {
        Ok(answer) => answer,
        // the database does not answer: the message is the only one who remembers
        Err(error) => (Answer::RetryIn(60), Some(error)),
    }
}

async fn work(world: &World, backup: BackupId, step: u32) -> Result<(Answer, Option<PortError>), PortError> {
    let now = world.now();
    let claim = sql::backups::claim(backup, step, now, now.plus_seconds(LEASE_SECONDS));
    let row: Option<BackupRow> = world.db.run(claim).await?.first()?;
    let Some(row) = row else {
        return Ok((not_claimed(world, backup, step).await?, None));
    };
    if !has_room(world).await {
        let until = now.plus_seconds(PAUSE_SECONDS);
        world.db.run(sql::backups::put_off(&row, until, false)).await?;
        // the cron rings again
        return Ok((Answer::Ack, None));
    }
    let done = match COPIED.get(row.part) {
        Some(_) => copy(world, &row).await,
        None => end(world, &row).await,
    };
    match done {
        Ok(true) if row.part < COPIED.len() => Ok((ring(world, row.id, row.step + 1).await, None)),
        Ok(_) => Ok((Answer::Ack, None)),
        Err(error) => Ok((lose(world, &row).await?, Some(error))),
    }
}

/// Whether the plan lets a backup go on. If it cannot be told, it waits.
pub(super) async fn has_room(world: &World) -> bool {
    match standing(world).await {
        Ok(standing) => may_back_up(&plan(world).await, &standing),
        Err(_) => false,
    }
}

/// Stores the next rows. Gives whether the step was still held when it was done.
async fn copy(world: &World, row: &BackupRow) -> Result<bool, PortError> {
    let (mut part, mut place) = (row.part, row.place.clone());
    for _ in 0..EMPTY_AT_ONCE {
        let Some(copied) = COPIED.get(part) else { break };
        let columns = columns(copied.table);
        let slice = sql::backups::slice(copied, &columns, place.as_deref(), SLICE_ROWS, SLICE_BYTES);
        let slice: Slice = world.db.run(slice).await?.one("read a slice of a table")?;
        // a table that gave fewer rows than were asked for, all of which are in the slice, is at its end
        let ends = slice.rows == slice.seen && slice.seen < SLICE_ROWS;
        let after = slice.place.clone().filter(|_| !ends);
        let next = if ends { part + 1 } else { part };
        if let Some(lines) = slice.lines.filter(|_| slice.rows > 0) {
            return keep(world, row, (copied.table, slice.rows, lines), (next, after.as_deref())).await;
        }
        (part, place) = (next, after);
    }
    let go_on = sql::backups::go_on(row, None, part, place.as_deref(), world.now());
    Ok(held(&world.db.batch(vec![go_on]).await?))
}

/// Stores these rows of a table as a slice, and notes it.
async fn keep(
    world: &World,
    row: &BackupRow,
    (table, rows, lines): (&str, u32, String),
    (part, place): (usize, Option<&str>),
) -> Result<bool, PortError> {
    let hash = to_hex(&sha256(lines.as_bytes()));
    let slice = StoredSlice {
        table,
        rows,
        bytes: u64::try_from(lines.len()).unwrap_or(u64::MAX),
        sha256: &hash,
    };
    let note: Vec<Statement> = vec![
        sql::backups::note_slice(row, &slice),
        sql::backups::go_on(row, Some(&slice), part, place, world.now()),
    ];
    store(world, StorageKey::BackupSlice(row.token, row.slices + 1), lines).await?;
    Ok(held(&world.db.batch(note).await?))
}

/// Stores the manifest: from now on everything is there.
async fn end(world: &World, row: &BackupRow) -> Result<bool, PortError> {
    #[derive(serde::Deserialize)]
    struct Slices {
        slices: String,
    }
    let slices: Option<Slices> = world.db.run(sql::backups::slices(row.id)).await?.first()?;
    let slices = slices.map_or_else(|| "[]".to_owned(), |row| row.slices);
    let slices = serde_json::from_str(&slices).map_err(|error| PortError::new("read what was stored", error))?;
    let columns_of = |copied: &super::Copied| {
        let columns = columns(copied.table).into_iter().map(str::to_owned).collect();
        (copied.table.to_owned(), columns)
    };
    let manifest = json(&Manifest {
        format: FORMAT,
        id: row.id,
        begun_at: row.begun_at.rfc3339(),
        ended_at: world.now().rfc3339(),
        tables: COPIED.iter().map(columns_of).collect(),
        slices,
    })?;
    let hash = to_hex(&sha256(manifest.as_bytes()));
    store(world, StorageKey::BackupManifest(row.token), manifest).await?;
    let copied = sql::backups::copied(row, &hash, world.now());
    Ok(held(&world.db.batch(vec![copied]).await?))
}

/// Rings for the next step. If that does not work, the cron does.
pub(super) async fn ring(world: &World, backup: BackupId, step: u32) -> Answer {
    let _ = world.bell.ring_backup(backup, step).await;
    Answer::Ack
}

/// A message for a step that somebody works on comes again when their lease ends. One for a step that is done, or of a backup
/// that is over, is not needed: the cron rings for what is forgotten.
async fn not_claimed(world: &World, backup: BackupId, step: u32) -> Result<Answer, PortError> {
    let row: Option<BackupRow> = world.db.run(sql::backups::by_id(backup)).await?.first()?;
    let Some(row) = row.filter(|row| row.state == State::Copying && row.step == step) else {
        return Ok(Answer::Ack);
    };
    let left = row.due_at.millis() - world.now().millis();
    Ok(Answer::RetryIn(u32::try_from(left / 1000 + 1).unwrap_or(1)))
}

/// A step did not work: it is tried again a little later, or, if that was often enough, the backup is given up, and another one
/// begins.
async fn lose(world: &World, row: &BackupRow) -> Result<Answer, PortError> {
    if row.tries >= MAX_TRIES {
        world.db.run(sql::backups::give_up(row)).await?;
        return Ok(Answer::Ack);
    }
    let delay = delay(row.tries);
    let until = world.now().plus_seconds(delay.into());
    world.db.run(sql::backups::put_off(row, until, true)).await?;
    Ok(Answer::RetryIn(delay))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn messages_read_back_and_are_nothing_else() {
        let id = BackupId::new(Uuid::from_u128(7));
        let message = super::super::message(id, 12);
        assert_eq!(read_message(&message), Some((id, 12)));
        assert!(message.parse::<domain::id::PhotoId>().is_err());
        assert_eq!(crate::export::read_message(&message), None);
        for other in ["backup:", "backup:x:1", &id.to_string(), &format!("backup:{id}")] {
            assert_eq!(read_message(other), None, "{other}");
        }
    }
}
