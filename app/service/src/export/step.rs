//! What a queue message starts: one slice of an export, and the ring for the next.

use super::{Next, Trouble, collect, ending, pack, sum};
use crate::{
    World,
    ports::PortError,
    process::Answer,
    sql::{
        self,
        exports::{ExportRow, Problem, State},
    },
    steps::{LEASE_SECONDS, MAX_TRIES, delay},
    usage::exports_pause,
};
use domain::id::ExportId;

/// How often an export begins, at most.
const MAX_ROUNDS: u32 = 3;

/// How long a message waits for one that was rung for after it, in seconds.
const WATCH_SECONDS: u32 = 30;

/// Works on one step of an export. Never fails: whatever happens is in its row, and what nobody finishes, the sweep rings for
/// again.
///
/// 1. The claim is a compare-and-set, so of two messages or two consumers one goes on.
/// 2. What a step stores has a name and a content that are the same however often it is stored in its round.
/// 3. The end is written only by the attempt that still holds the step.
///
/// While the plan is nearly used up nothing is begun of it: its row stays as it is, and the sweep rings again.
pub async fn handle(world: &World, export: ExportId, step: u32) -> (Answer, Option<PortError>) {
    match work(world, export, step).await {
        Ok(answer) => answer,
        // the database does not answer: the message is the only one who remembers
        Err(error) => (Answer::RetryIn(60), Some(error)),
    }
}

type Answered = (Answer, Option<PortError>);

async fn work(world: &World, export: ExportId, step: u32) -> Result<Answered, PortError> {
    if exports_pause(world).await.is_some() {
        return Ok((Answer::Ack, None));
    }
    let claim = sql::exports::claim(export, step, world.now(), LEASE_SECONDS);
    let row: Option<ExportRow> = world.db.run(claim).await?.first()?;
    let Some(row) = row else {
        return Ok((not_claimed(world, export, step).await?, None));
    };
    let done = match row.state {
        State::Collecting => collect::step(world, &row).await,
        State::Summing => sum::step(world, &row).await,
        State::Packing => pack::step(world, &row).await,
        State::Ready | State::Failed | State::Removed => Ok(Next::Over),
    };
    match done {
        Ok(Next::Step) => Ok((ring(world, export, row.step + 1).await, None)),
        Ok(Next::Over) => Ok((Answer::Ack, None)),
        Err(Trouble::Gone) => Ok((begin_anew(world, &row).await?, None)),
        Err(Trouble::Port(error)) => Ok((lose(world, &row).await?, Some(error))),
    }
}

/// Rings for the next step. If that does not work, this message comes again and looks after it.
async fn ring(world: &World, export: ExportId, step: u32) -> Answer {
    match world.bell.ring_export(export, step).await {
        Ok(()) => Answer::Ack,
        Err(_) => Answer::RetryIn(WATCH_SECONDS),
    }
}

/// A message for a step that somebody works on comes again when their lease ends: if they die, it is the message that
/// remembers. One for a step that is done rings for the one that is due, if nobody has come for it yet: whoever did the step
/// died before they rang. An export that is over needs no message.
async fn not_claimed(world: &World, export: ExportId, step: u32) -> Result<Answer, PortError> {
    let row: Option<ExportRow> = world.db.run(sql::exports::by_id(export)).await?.first()?;
    let open = |row: &ExportRow| matches!(row.state, State::Collecting | State::Summing | State::Packing);
    let Some(row) = row.filter(open) else {
        return Ok(Answer::Ack);
    };
    let left = row.due_at.millis() - world.now().millis();
    if left > 0 {
        let seconds = u32::try_from(left / 1000 + 1).unwrap_or(1);
        // whoever works on a later step has a message of their own
        let mine = row.step == step;
        return Ok(if mine { Answer::RetryIn(seconds) } else { Answer::Ack });
    }
    if left > -1000 * i64::from(WATCH_SECONDS) {
        return Ok(Answer::RetryIn(WATCH_SECONDS));
    }
    Ok(ring(world, export, row.step).await)
}

/// A photo was deleted while it was packed: everything begins anew, without it.
async fn begin_anew(world: &World, row: &ExportRow) -> Result<Answer, PortError> {
    if row.round >= MAX_ROUNDS {
        return ending::fail(world, row, Problem::Changed).await;
    }
    // first, because the row forgets what is to be removed
    ending::empty(world, row).await?;
    let changed = world.db.run(sql::exports::begin_anew(row, world.now())).await?.changes;
    if changed == 0 {
        return Ok(Answer::Ack);
    }
    Ok(ring(world, row.id, row.step + 1).await)
}

/// A step did not work: it is tried again a little later, or, if that was often enough, the export has failed.
async fn lose(world: &World, row: &ExportRow) -> Result<Answer, PortError> {
    if row.tries >= MAX_TRIES {
        return ending::fail(world, row, Problem::Broken).await;
    }
    let delay = delay(row.tries);
    let until = world.now().plus_seconds(delay.into());
    let changed = world.db.run(sql::exports::put_off(row, until)).await?.changes;
    if changed == 0 {
        // it was lost to somebody else, or is over
        return not_claimed(world, row.id, row.step).await;
    }
    // perhaps only the answer was lost that the step is done
    Ok(Answer::RetryIn(delay))
}
