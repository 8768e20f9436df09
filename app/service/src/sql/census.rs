//! How much is stored in R2, from what the database knows of it: a list of the buckets would cost more, and says no more.
//!
//! Whoever stores something else in R2 adds a part.

use super::statement;
use crate::ports::Statement;
use domain::limits::MAX_PREVIEW_BYTES;
use serde::Deserialize;

/// What is added up: tables, and how many bytes of R2 a row of each stands for.
///
/// Photos: the original that is kept, the renditions that are shown, and a preview, of which only the most it can have is known. Of a
/// deleted photo the files are gone, and what lost attempts have left is gone within hours. Settings: the picture of a mark.
/// Exports: as much as is packed; one that is removed goes with its row. Backups: their slices, likewise.
fn parts() -> [(&'static str, String); 4] {
    let photo = format!(
        "iif(deleted_at is not null, 0, coalesce(original_bytes, bytes) + iif(preview_type is null, 0, {MAX_PREVIEW_BYTES}) \
         + coalesce((select sum(made.value ->> 'bytes') from json_each(renditions) made), 0))"
    );
    [
        ("photos", photo),
        ("image_settings", "coalesce(mark_bytes, 0)".to_owned()),
        ("exports", "packed_to".to_owned()),
        ("backups", "bytes".to_owned()),
    ]
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Census {
    /// Which part.
    pub part: usize,
    /// After which row of it.
    pub place: i64,
    /// What was found until there, in bytes.
    pub bytes: u64,
    /// The day on which it began.
    pub begun_day: i64,
    /// What had been put into R2 on that day until then, in bytes.
    pub begun_put: u64,
}

/// What a slice holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Slice {
    /// Rows.
    pub rows: u32,
    /// The last one of them; 0 if there is none.
    pub place: i64,
    /// Bytes.
    pub bytes: u64,
}

/// How far it has come: [`Census`].
#[must_use]
pub fn state() -> Statement {
    statement(
        "select part, place, bytes, begun_day, begun_put from census where id = 1",
        [],
    )
}

/// The next rows of a part: a [`Slice`]. Nothing if there is no such part.
#[must_use]
pub fn slice(part: usize, place: i64, rows: u32) -> Option<Statement> {
    let (table, bytes) = parts().into_iter().nth(part)?;
    Some(statement(
        format!(
            "select count(*) as rows, coalesce(max(place), 0) as place, coalesce(sum(bytes), 0) as bytes from \
             (select rowid as place, {bytes} as bytes from {table} where rowid > ?1 order by rowid limit ?2)"
        ),
        [place.into(), rows.into()],
    ))
}

/// Notes how far it has come.
#[must_use]
pub fn note(census: Census) -> Statement {
    statement(
        "update census set part = ?1, place = ?2, bytes = ?3 where id = 1",
        [
            i64::try_from(census.part).unwrap_or(0).into(),
            census.place.into(),
            census.bytes.into(),
        ],
    )
}

/// It is at its end: on a day that is open so much is stored, and what was put there while it went on. What was counted twice
/// because of that, the next census finds.
#[must_use]
pub fn finish(day: i64, census: Census) -> Statement {
    statement(
        "update usage set stored_bytes = ?2 + max(0, coalesce((select sum(bytes_put) from usage where day >= ?3), 0) - ?4) \
         where day = ?1",
        [
            day.into(),
            census.bytes.into(),
            census.begun_day.into(),
            census.begun_put.into(),
        ],
    )
}

/// It begins again, on a day that is open.
#[must_use]
pub fn begin(day: i64) -> Statement {
    statement(
        "update census set part = 0, place = 0, bytes = 0, begun_day = ?1, \
         begun_put = (select bytes_put from usage where day = ?1) where id = 1",
        [day.into()],
    )
}
