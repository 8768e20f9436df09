//! Which words may stand where. A search, not a proof: it finds what was done in passing, not what was hidden.

use crate::{
    digest::files,
    fault::{Result, While},
    place::Place,
};
use std::{fs, path::Path};

/// Where Rust of ours stands.
const SOURCES: [&str; 8] = [
    "app/domain/src",
    "app/service/src",
    "app/src",
    "app/stretch/src",
    "server/dev/src",
    "server/images/src",
    "server/src",
    "server/images/tests",
];

/// Lines outside of `allowed` in which one of the words stands, as `file:line: text`.
///
/// Comments do not count, nor does what comes after `mod tests`.
fn lines_with(place: &Place, folders: &[&str], allowed: &[&str], words: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in folders {
        if !place.at(folder).is_dir() {
            return Err(format!("there is no folder {folder}: this check looks in the wrong place").into());
        }
        for file in files(&place.at(folder))? {
            let name = file.strip_prefix(place.at("")).unwrap_or(&file).to_owned();
            if file.extension().is_some_and(|ending| ending == "rs")
                && !allowed.iter().any(|path| name.starts_with(path))
            {
                found.extend(in_file(&file, &name, words)?);
            }
        }
    }
    Ok(found)
}

fn in_file(file: &Path, name: &Path, words: &[&str]) -> Result<Vec<String>> {
    let text = fs::read_to_string(file).while_doing(format_args!("reading {}", file.display()))?;
    let code = text
        .lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("mod tests"));
    let found = code.filter(|(_, line)| {
        let line = line.trim_start();
        !line.starts_with("//") && words.iter().any(|word| line.contains(word))
    });
    Ok(found
        .map(|(index, line)| format!("{}:{}: {}", name.display(), index + 1, line.trim()))
        .collect())
}

/// What would make `domain` more than functions of its arguments.
pub(super) fn io_in_domain(place: &Place) -> Result<Vec<String>> {
    let words = [
        "std::fs",
        "std::net",
        "std::io",
        "std::env",
        "std::thread",
        "SystemTime",
        "Instant",
        "async fn",
        "new_v4",
    ];
    lines_with(place, &["app/domain/src"], &[], &words)
}

pub(super) fn sql(place: &Place) -> Result<Vec<String>> {
    let words = [
        "\"select ",
        "\"insert ",
        "\"update ",
        "\"delete from ",
        "\"SELECT ",
        "\"INSERT ",
        "\"UPDATE ",
        "\"DELETE ",
    ];
    lines_with(
        place,
        &SOURCES,
        &["app/service/src/sql", "server/dev/src/invariants"],
        &words,
    )
}

/// Whoever asks whose a photo is, or who may see it, decides something. Others hand it on.
pub(super) fn permission(place: &Place) -> Result<Vec<String>> {
    let words = [
        "== viewer",
        "viewer ==",
        ".owner ==",
        "== photo.owner",
        ".owner_id ==",
        "== row.owner_id",
        "fn may(",
    ];
    lines_with(
        place,
        &SOURCES,
        &["app/domain/src/access", "server/dev/src/invariants"],
        &words,
    )
}

pub(super) fn clocks(place: &Place) -> Result<Vec<String>> {
    let adapters = [
        "app/src/browser/clock.rs",
        "server/dev/src/clock.rs",
        "server/dev/src/invariants",
        "server/images/src/clock.rs",
        "server/images/tests",
        "server/src/adapters/clock.rs",
    ];
    let words = [
        "SystemTime::now",
        "Instant::now",
        "Date::now",
        "new_v4",
        "getrandom::",
        "Timestamp::now",
    ];
    lines_with(place, &SOURCES, &adapters, &words)
}

/// R2 has no folders, and listing it or KV takes an operation for every thousand names.
pub(super) fn lists(place: &Place) -> Result<Vec<String>> {
    lines_with(place, &["server/src"], &[], &[".list()"])
}

pub(super) fn entry_points(place: &Place) -> Result<Vec<String>> {
    let words = [
        "if ",
        "match ",
        "for ",
        "while ",
        "loop ",
        ".unwrap_or",
        ".map(",
        ".and_then(",
    ];
    let found = lines_with(place, &["server/src"], &[], &words)?;
    Ok(found
        .into_iter()
        .filter(|line| line.starts_with("server/src/lib.rs:"))
        .collect())
}
