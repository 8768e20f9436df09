//! Days in figures, and the tally that finds them.

use super::{demand, statement};
use crate::ports::Statement;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A day.
#[derive(Debug, Clone, Deserialize)]
pub struct DayRow {
    /// Counted from 1970-01-01.
    pub day: i64,
    /// Views of photos, about.
    pub views: u64,
    /// Rows written to count them.
    pub view_rows: u64,
    /// Photos that arrived.
    pub uploads: u64,
    /// People who came.
    pub sign_ups: u64,
    /// What there was, as JSON.
    pub counts: Option<String>,
    /// How long the parts took to answer, as JSON.
    pub latencies: Option<String>,
}

/// Every [`DayRow`] from this day on, the earliest first.
#[must_use]
pub fn since(day: i64) -> Statement {
    statement("select * from statistics where day >= ?1 order by day", [day.into()])
}

/// Opens a day, unless it is open.
#[must_use]
pub fn open(day: i64) -> Statement {
    statement("insert or ignore into statistics (day) values (?1)", [day.into()])
}

/// Forgets days before this one.
#[must_use]
pub fn forget(before: i64) -> Statement {
    statement(
        "delete from statistics where day in (select day from statistics where day < ?1 order by day limit 100)",
        [before.into()],
    )
}

/// What there is, on a day that is open.
#[must_use]
pub fn note_counts(day: i64, counts: &str) -> Statement {
    statement(
        "update statistics set counts = ?2 where day = ?1",
        [day.into(), counts.into()],
    )
}

/// How long the parts took to answer, on a day that is open.
#[must_use]
pub fn note_latencies(day: i64, latencies: &str) -> Statement {
    statement(
        "update statistics set latencies = ?2 where day = ?1",
        [day.into(), latencies.into()],
    )
}

/// What is counted once, when it comes: rows of a table that only grows at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum New {
    /// Photos that arrived: each has a job.
    Uploads,
    /// People.
    SignUps,
}

impl New {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Uploads, Self::SignUps];

    /// Their table, their column of a day, and the tally's of how far they are counted.
    const fn names(self) -> [&'static str; 3] {
        match self {
            Self::Uploads => ["jobs", "uploads", "uploads_to"],
            Self::SignUps => ["users", "sign_ups", "sign_ups_to"],
        }
    }
}

/// SQLite gives the number of a last row that was removed to the next one: nothing is counted up to a row that is not there.
#[must_use]
pub fn step_back(new: New) -> Statement {
    let [table, _, place] = new.names();
    let last = format!("coalesce((select max(rowid) from {table}), 0)");
    statement(
        format!("update tally set {place} = {last} where id = 1 and {place} > {last}"),
        [],
    )
}

/// New rows of a day.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct NewRow {
    /// The day.
    pub day: i64,
    /// How many.
    pub n: u64,
    /// The last one of them.
    pub place: i64,
    /// After which row they were looked for.
    pub after: i64,
}

/// The next rows that are not counted yet, so many at most, by day: [`NewRow`].
#[must_use]
pub fn new_rows(new: New, rows: u32) -> Statement {
    let [table, _, place] = new.names();
    statement(
        format!(
            "select created_at / 86400000 as day, count(*) as n, max(place) as place, after from \
             (select t.rowid as place, t.created_at, tally.{place} as after from tally cross join {table} t \
             where tally.id = 1 and t.rowid > tally.{place} order by t.rowid limit ?1) group by day"
        ),
        [rows.into()],
    )
}

/// Counts them, unless somebody else has: then the whole transaction fails ([`super::is_refusal`]).
#[must_use]
pub fn count_new(new: New, rows: &[NewRow]) -> [Statement; 3] {
    let [_, column, place] = new.names();
    let after = rows.first().map_or(0, |row| row.after);
    let last = rows.iter().map(|row| row.place).max().unwrap_or(after);
    let days: BTreeMap<String, u64> = rows.iter().map(|row| (row.day.to_string(), row.n)).collect();
    let days = serde_json::json!(days).to_string();
    [
        demand(
            &format!("select 1 from tally where id = 1 and {place} = ?1"),
            [after.into()],
        ),
        statement(
            format!(
                "insert into statistics (day, {column}) select cast(key as integer), value from json_each(?1) where true \
                 on conflict (day) do update set {column} = {column} + excluded.{column}"
            ),
            [days.into()],
        ),
        statement(format!("update tally set {place} = ?1 where id = 1"), [last.into()]),
    ]
}

/// What is counted over and over: tables, and the kind of a row of each.
const PARTS: [(&str, &str); 3] = [
    (
        "photos",
        "case when deleted_at is not null then 'deleted' \
         when state = 'ready' and visibility = 'public' and hidden = 0 then 'public' else state end",
    ),
    ("jobs", "state"),
    (
        "users",
        "iif(suspended_at is null and leaving_at is null, 'here', 'hidden')",
    ),
];

/// How far the tally has come.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tally {
    /// Which part.
    pub part: usize,
    /// After which row of it.
    pub place: i64,
    /// What was found until there, as JSON.
    pub found: String,
}

/// How far it has come: [`Tally`].
#[must_use]
pub fn tally() -> Statement {
    statement("select part, place, found from tally where id = 1", [])
}

/// Rows of a kind.
#[derive(Debug, Clone, Deserialize)]
pub struct KindRow {
    /// Which: `photos.ready`.
    pub kind: String,
    /// How many.
    pub n: u64,
    /// The last one of them.
    pub place: i64,
}

/// The next rows of a part, so many at most, by kind: [`KindRow`]. Nothing if there is no such part.
#[must_use]
pub fn slice(part: usize, place: i64, rows: u32) -> Option<Statement> {
    let (table, kind) = PARTS.get(part)?;
    Some(statement(
        format!(
            "select '{table}.' || kind as kind, count(*) as n, max(place) as place from \
             (select rowid as place, {kind} as kind from {table} where rowid > ?1 order by rowid limit ?2) group by kind"
        ),
        [place.into(), rows.into()],
    ))
}

/// Notes how far it has come.
#[must_use]
pub fn note(tally: &Tally) -> Statement {
    statement(
        "update tally set part = ?1, place = ?2, found = ?3 where id = 1",
        [
            i64::try_from(tally.part).unwrap_or(0).into(),
            tally.place.into(),
            tally.found.as_str().into(),
        ],
    )
}
