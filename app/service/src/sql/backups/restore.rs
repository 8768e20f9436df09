//! What puts a backup into a database that is migrated and empty. It is text, for tools that take nothing but text.

use super::LINE_BREAK;
use crate::{backup::Copied, backup::LEFT_OUT};

/// The longest statement that is made of more than one row, in bytes: D1 takes 100 kB
/// (developers.cloudflare.com/d1/platform/limits).
const STATEMENT_BYTES: usize = 50_000;

/// Whether there is anybody, or any photo: one row, `1` or `0`.
pub const IS_ANYBODY: &str = "select (exists (select 1 from users) or exists (select 1 from photos) or exists (select 1 from exports)) as anybody";

/// Statements that put these rows, a line each, into their table: rows whose parents are not in the backup are left out, since they
/// would have been deleted with them, and of two that cannot both be there the later one stays.
#[must_use]
pub fn inserts(copied: &Copied, columns: &[String], lines: &str) -> Vec<String> {
    let parents = copied.parents.iter().filter_map(|(column, parent)| {
        let place = columns.iter().position(|name| name == column)?;
        let column = format!("column{}", place + 1);
        // what named nobody any more, names nobody now
        Some(format!("({column} is null or {column} in (select id from {parent}))"))
    });
    let parents: Vec<String> = parents.collect();
    let condition = if parents.is_empty() {
        String::new()
    } else {
        format!(" where {}", parents.join(" and "))
    };
    let (table, names) = (copied.table, columns.join(", "));
    let statement = |rows: &[String]| {
        format!(
            "insert or replace into {table} ({names}) select * from (values {}){condition};",
            rows.join(",")
        )
    };
    let mut statements = Vec::new();
    let (mut rows, mut bytes) = (Vec::new(), 0_usize);
    for line in lines.lines() {
        if bytes.saturating_add(line.len()) > STATEMENT_BYTES && !rows.is_empty() {
            statements.push(statement(&std::mem::take(&mut rows)));
            bytes = 0;
        }
        bytes = bytes.saturating_add(line.len());
        rows.push(line.replace(LINE_BREAK, "\n"));
    }
    if !rows.is_empty() {
        statements.push(statement(&rows));
    }
    statements
}

/// Tables that are not emptied: a migration put their rows there, or they say what is in storage, which stays as it is.
const STAY: [&str; 5] = ["image_service", "census", "audit", "backups", "backup_slices"];

/// A backup that is being made would hold some of what was and some of what is restored: it is removed.
const GIVE_UP: &str = "update backups set state = 'leaving' where state = 'copying';";

/// Removes whatever is there, children first.
#[must_use]
pub fn empty(copied: &[Copied]) -> Vec<String> {
    let left_out = LEFT_OUT.iter().map(|(table, _)| *table);
    let left_out = left_out.filter(|table| !STAY.contains(table));
    let tables = left_out.chain(copied.iter().map(|copied| copied.table));
    let emptied = tables.map(|table| format!("delete from {table};"));
    std::iter::once(GIVE_UP.to_owned()).chain(emptied).collect()
}

/// What is put right once all rows are there.
///
/// - Rows were read at different times, so a job may be older than its photo, or missing: each photo gets a job that fits its state.
/// - Attempts go on far behind those of the backup, so that no name in storage is used again that was after it was made.
/// - Cached pages may have been made after it: none of them counts.
/// - What an export was packed from may be another by now.
/// - A backup may have been begun while not all rows were there.
pub const PUT_RIGHT: [&str; 6] = [
    "insert into jobs (photo_id, state, attempt, due_at, created_at, updated_at) \
     select id, iif(state = 'ready', 'done', 'queued'), coalesce(attempt, 0), 0, created_at, created_at from photos \
     where state <> 'uploading' and not exists (select 1 from jobs where photo_id = photos.id);",
    "update jobs set attempt = attempt + 100, due_at = 0, state = (select case when p.state = 'failed' then 'failed' \
     when p.state = 'ready' and jobs.state in ('done', 'failed') then jobs.state else 'queued' end \
     from photos p where p.id = photo_id);",
    "update photos set state = 'queued' where state = 'processing';",
    "update versions set version = version + 1000000;",
    "update exports set state = 'removed', ends_at = 0;",
    GIVE_UP,
];

/// How many rows there are of each table, in one row: what is asked at the end.
#[must_use]
pub fn counts(copied: &[Copied]) -> String {
    let each: Vec<String> = copied
        .iter()
        .map(|copied| format!("(select count(*) from {0}) as {0}", copied.table))
        .collect();
    format!("select {}", each.join(", "))
}
