//! How exports end: by their owner, by time, and what the sweep finds of them.

use super::{COLUMNS, OPEN};
use crate::{
    ports::Statement,
    sql::{list, statement},
};
use domain::{
    id::{ExportId, UserId},
    time::Timestamp,
};
use serde::Deserialize;

/// How many of a kind one sweep handles.
const AT_ONCE: u32 = 20;

/// How many pages, and how many parts, one sweep removes.
const ROWS_AT_ONCE: u32 = 2000;

/// Removes an export of somebody, if it is theirs: gives its row. Nothing of it is written any more from `silent` on.
#[must_use]
pub fn remove(export: ExportId, user: UserId, silent: Timestamp) -> Statement {
    statement(
        format!(
            "update exports set state = 'removed', ends_at = ?3 where id = ?1 and user_id = ?2 and state <> 'removed' \
             returning {COLUMNS}"
        ),
        [export.to_string().into(), user.to_string().into(), silent.into()],
    )
}

/// The export, if it is this person's and can be fetched.
#[must_use]
pub fn fetchable(export: ExportId, user: UserId, now: Timestamp) -> Statement {
    statement(
        format!("select {COLUMNS} from exports where id = ?1 and user_id = ?2 and state = 'ready' and ends_at > ?3"),
        [export.to_string().into(), user.to_string().into(), now.into()],
    )
}

/// An export whose next step nobody works on.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct StalledExport {
    /// Id.
    pub id: ExportId,
    /// The step.
    pub step: u32,
}

/// Exports whose next step is due since before `late`.
#[must_use]
pub fn stalled_exports(late: Timestamp) -> Statement {
    statement(
        format!(
            "select id, step from exports indexed by exports_open where {OPEN} and due_at <= ?1 order by due_at limit ?2"
        ),
        [late.into(), AT_ONCE.into()],
    )
}

/// Gives up those that should have been ready by now: they have failed, and are told of until then. Gives their rows.
#[must_use]
pub fn give_up(now: Timestamp, until: Timestamp) -> Statement {
    statement(
        format!(
            "update exports set state = 'failed', problem = 'broken', ends_at = ?2 where id in \
             (select id from exports indexed by exports_by_end where {OPEN} and ends_at <= ?1 limit ?3) returning {COLUMNS}"
        ),
        [now.into(), until.into(), AT_ONCE.into()],
    )
}

/// Removes those that were told of long enough. Gives their rows. Nothing of them is written any more from `silent` on.
#[must_use]
pub fn expire(now: Timestamp, silent: Timestamp) -> Statement {
    statement(
        format!(
            "update exports set state = 'removed', ends_at = ?2 where id in \
             (select id from exports indexed by exports_by_end where state in ('ready', 'failed') and ends_at <= ?1 limit ?3) \
             returning {COLUMNS}"
        ),
        [now.into(), silent.into(), AT_ONCE.into()],
    )
}

/// Removed exports of which nothing is written any more.
#[must_use]
pub fn silent(now: Timestamp) -> Statement {
    statement(
        format!(
            "select {COLUMNS} from exports indexed by exports_by_end where state = 'removed' and ends_at <= ?1 \
             order by ends_at limit ?2"
        ),
        [now.into(), AT_ONCE.into()],
    )
}

/// Forgets removed exports of which nothing is in storage, so many rows at a time. Their own rows stay for a day after they were
/// begun, by which it is known how many somebody has begun.
#[must_use]
pub fn forget(exports: &[ExportId], now: Timestamp) -> [Statement; 4] {
    let these = || list(exports);
    let rows = |table: &str| {
        statement(
            format!(
                "delete from {table} where (export_id, round, number) in (select export_id, round, number from {table} \
                 where export_id in (select value from json_each(?1)) limit ?2)"
            ),
            [these(), ROWS_AT_ONCE.into()],
        )
    };
    [
        rows("export_pages"),
        rows("export_parts"),
        statement(
            "delete from exports where id in (select value from json_each(?1)) and state = 'removed' and created_at <= ?2 \
             and not exists (select 1 from export_pages where export_id = id) \
             and not exists (select 1 from export_parts where export_id = id)",
            [these(), now.plus_days(-1).into()],
        ),
        statement(
            "update exports set ends_at = max(created_at + 86400000, ?2) where id in (select value from json_each(?1)) \
             and state = 'removed'",
            [these(), now.plus_seconds(1).into()],
        ),
    ]
}
