//! What work that goes on by messages of the queue has in common: exports and backups. Each message names the work and a step of it.

use crate::ports::Rows;
use std::{fmt::Display, str::FromStr};

/// How long a step belongs to whoever claimed it, in seconds: nothing that the queue starts runs longer.
pub(crate) const LEASE_SECONDS: i64 = 900;

/// How often a step is tried without anything being done, before all of it is given up.
pub(crate) const MAX_TRIES: u32 = 8;

/// After how many seconds a step is tried again that did not work so often.
pub(crate) const fn delay(tries: u32) -> u32 {
    30_u32.saturating_mul(tries)
}

/// The message that rings for a step. Photos' messages are ids alone.
pub(crate) fn message(prefix: &str, id: impl Display, step: u32) -> String {
    format!("{prefix}{id}:{step}")
}

/// Reads what [`message`] writes.
pub(crate) fn read_message<Id: FromStr>(prefix: &str, text: &str) -> Option<(Id, u32)> {
    let (id, step) = text.strip_prefix(prefix)?.split_once(':')?;
    Some((id.parse().ok()?, step.parse().ok()?))
}

/// Whether the last statement changed anything: whoever wrote it held the step.
pub(crate) fn held(rows: &[Rows]) -> bool {
    rows.last().is_some_and(|rows| rows.changes > 0)
}
