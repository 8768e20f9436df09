//! All SQL of Heliograph. Functions give statements; rows come back as the types beside them.
//!
//! Nothing here decides who may see what: lists name the rows that an index holds, and `domain::access` has the last word.

pub mod audit;
pub mod backups;
pub mod census;
pub mod cron;
pub mod cursor;
pub mod exports;
pub mod image_service;
pub mod image_settings;
pub mod invitations;
pub mod jobs;
pub mod leaving;
pub mod letters;
pub mod passkeys;
pub mod people;
pub mod photos;
pub mod recovery;
pub mod sessions;
pub mod share_links;
pub mod site_settings;
pub mod sitemap;
pub mod statistics;
pub mod sweep;
pub mod tokens;
pub mod troubles;
pub mod usage;
pub mod users;
pub mod views;

use crate::ports::{Statement, Value};
use std::fmt::Display;

/// Fails, and with it the transaction that it is part of, unless there is a row of this kind: see [`is_refusal`].
///
/// SQLite has no other way to fail outside of a trigger than a function that is given what it cannot take.
fn demand<const N: usize>(row: &str, params: [Value; N]) -> Statement {
    statement(
        format!("select case when exists ({row}) then 1 else json('refused') end as holds"),
        params,
    )
}

/// Whether this is how a demand fails.
#[must_use]
pub fn is_refusal(cause: &str) -> bool {
    cause.contains("malformed JSON")
}

/// Ids as one parameter, for `json_each`.
fn list<Id: Display>(ids: impl IntoIterator<Item = Id>) -> Value {
    let quoted: Vec<String> = ids.into_iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", quoted.join(",")).into()
}

/// A statement with its parameters.
fn statement<const N: usize>(sql: impl Into<String>, params: [Value; N]) -> Statement {
    Statement {
        sql: sql.into(),
        params: params.into(),
    }
}
