//! What a slice of a table is, as text that restores exactly: SQLite writes its own literals (`quote`), in which nothing is lost of
//! a number or of a text. Doing that in the database costs the Worker next to nothing.

use super::super::statement;
use crate::{
    backup::{Copied, Key},
    ports::Statement,
};
use serde::Deserialize;

/// What stands for a line break within a text (U+001E, Record Separator), so that every line is a row. Nothing that people write
/// holds it: `domain::text` lets no control character pass.
pub const LINE_BREAK: char = '\u{1e}';

/// Some rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Slice {
    /// How many are in it.
    pub rows: u32,
    /// How many were looked at: more than that if they are too large together.
    pub seen: u32,
    /// After which row the next slice begins.
    pub place: Option<String>,
    /// The rows, a line each: `(1,'text',NULL)`.
    pub lines: Option<String>,
}

/// The next rows of a table after a place, at most so many, and no more than fit into so many bytes; but one, however large it is.
#[must_use]
pub fn slice(copied: &Copied, columns: &[&str], place: Option<&str>, rows: u32, bytes: u32) -> Statement {
    let (key, after, order) = match copied.key {
        Key::Rowid => (
            "rowid".to_owned(),
            "rowid > coalesce(cast(?1 as integer), 0)".to_owned(),
            "rowid".to_owned(),
        ),
        Key::Id(id) => (id.to_owned(), format!("{id} > coalesce(?1, '')"), id.to_owned()),
        // both have the same length, so that half of the text is either
        Key::Ids(one, two) => (
            format!("{one} || {two}"),
            format!(
                "({one}, {two}) > (coalesce(substr(?1, 1, length(?1) / 2), ''), coalesce(substr(?1, length(?1) / 2 + 1), ''))"
            ),
            format!("{one}, {two}"),
        ),
    };
    let (line, table) = (line(columns), copied.table);
    statement(
        format!(
            "with looked_at as (select {key} as place, {line} as line from {table} where {after} order by {order} limit ?2), \
             measured as (select *, row_number() over (order by place) as number, \
             sum(length(cast(line as blob)) + 1) over (order by place) as total from looked_at) \
             select count(*) as rows, (select count(*) from looked_at) as seen, \
             cast(max(place) as text) as place, group_concat(line, char(10)) as lines \
             from (select * from measured where total <= ?3 or number = 1 order by number)"
        ),
        [place.map(str::to_owned).into(), rows.into(), bytes.into()],
    )
}

/// A row as text. In groups, since D1 takes no expression of more than 100 levels, and each `||` is one.
fn line(columns: &[&str]) -> String {
    let line_break = u32::from(LINE_BREAK);
    let quoted = |column: &&str| format!("replace(quote({column}), char(10), char({line_break}))");
    let groups: Vec<String> = columns
        .chunks(10)
        .map(|group| group.iter().map(quoted).collect::<Vec<_>>().join(" || ',' || "))
        .collect();
    format!("'(' || ({}) || ')'", groups.join(") || ',' || ("))
}
