//! Everything that a site holds, in a form in which two sites can be compared: without ids, secrets, times and numbers of attempts.

use crate::stage::Stage;
use pollster::block_on;
use serde_json::Value;
use std::collections::BTreeMap;

/// Rows by table, and names of objects by bucket. Each list is sorted.
pub(crate) type Picture = BTreeMap<String, Vec<String>>;

/// Numbers that may be others after a fault, and keys, which are others each time.
const COUNTED: [&str; 13] = [
    "attempt",
    "cleaned_to",
    "tries",
    "original_attempt",
    "version",
    "reason",
    "last_error",
    "views",
    "failures",
    "probe_at",
    "public_key",
    "looked_at",
    "last_looked_at",
];

/// What the cron writes down of itself, and what is counted, which is no part of what is there: of a fault more is used, and what is
/// counted is rather too much than too little (`service::meter`). And how far backups and the audit are: in the cron, what
/// failed in one run is done in the next; `backups/interrupted.rs` and `audit.rs` look at them alone.
const COUNTS: [&str; 9] = [
    "audit",
    "backup_slices",
    "backups",
    "census",
    "cron_runs",
    "latencies",
    "statistics",
    "tally",
    "usage",
];

/// Text without what is random, and without times.
pub(crate) fn mask(text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut masked = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if end == 0 {
            masked.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        masked.push_str(match word {
            _ if word.len() >= 20 => "#",
            _ if word.len() >= 12 && word.bytes().all(|byte| byte.is_ascii_digit()) => "time",
            _ => word,
        });
        rest = after;
    }
    masked
}

/// Everything.
pub(crate) fn whole(stage: &Stage) -> Picture {
    let mut picture = tables(stage, |_, _| true);
    for (public, name) in stage.test.outside.files.lock().unwrap().keys() {
        let bucket = if *public { "public bucket" } else { "private bucket" };
        picture.entry(bucket.into()).or_default().push(without_attempt(name));
    }
    picture.values_mut().for_each(|list| list.sort());
    picture
}

/// What people can tell. An upload that has not arrived, and a photo that was deleted, are nothing to them; whether an image is
/// being made or about to be is the same.
pub(crate) fn visible(stage: &Stage) -> Picture {
    const BEHIND: [&str; 6] = [
        "jobs",
        "mark_pictures",
        "versions",
        "answered_challenges",
        "image_service",
        "audit",
    ];
    let mut picture = tables(stage, |table, row| {
        let gone = !row["deleted_at"].is_null() || row["state"] == "uploading";
        !BEHIND.contains(&table) && (table != "photos" || !gone)
    });
    for row in picture.values_mut().flatten() {
        *row = row.replace("\"state\":\"processing\"", "\"state\":\"queued\"");
    }
    picture.retain(|table, _| !BEHIND.contains(&table.as_str()));
    picture.values_mut().for_each(|list| list.sort());
    picture
}

fn tables(stage: &Stage, shown: impl Fn(&str, &Value) -> bool) -> Picture {
    let read = |table: String| {
        let rows: Vec<Value> = block_on(stage.test.query(&format!("select * from {table}")));
        let rows = rows.into_iter().filter(|row| shown(&table, row)).map(masked_row);
        let rows = rows.collect();
        (table, rows)
    };
    let tables = block_on(stage.test.tables()).into_iter();
    tables
        .filter(|table| !COUNTS.contains(&table.as_str()))
        .map(read)
        .collect()
}

fn masked_row(mut row: Value) -> String {
    for (column, value) in row.as_object_mut().unwrap() {
        if !value.is_null() && COUNTED.contains(&column.as_str()) {
            *value = "some".into();
        }
    }
    mask(&row.to_string())
}

/// `r/TOKEN/2/w320.webp` without the number.
fn without_attempt(name: &str) -> String {
    let parts: Vec<&str> = name.split('/').collect();
    match parts.as_slice() {
        ["r", _, _, slot] => format!("r/#/{slot}"),
        [kind, ..] => format!("{kind}/#"),
        [] => String::new(),
    }
}
