//! No use case is forgotten: whatever `service` offers has a case.

use crate::cases;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Not use cases: what surrounds them; the counting of what is used, of which some may be lost; and what has tests of faults of its
/// own (`exports/interrupted.rs`, `backups/interrupted.rs`, `letters`).
const NOT: [&str; 13] = [
    "sql", "bin", "stored", "ports", "world", "meter", "views", "usage", "census", "tally", "export", "letters",
    "backup",
];

#[test]
fn every_use_case_has_a_case() {
    let tried: BTreeSet<&str> = cases::all().map(|case| case.of).collect();
    let offered = offered();
    assert!(offered.len() > 60, "only {} were found", offered.len());
    let missing: Vec<&String> = offered.iter().filter(|name| !tried.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "without a case in tests/faults/cases: {missing:?}");
    let gone: Vec<&&str> = tried.iter().filter(|name| !offered.contains(**name)).collect();
    assert!(gone.is_empty(), "there is no such use case: {gone:?}");
}

/// `module::function` of every asynchronous function that is public.
fn offered() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    for path in entries(&source) {
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if NOT.contains(&module.as_str()) {
            continue;
        }
        let files = if path.is_dir() { entries(&path) } else { vec![path] };
        for file in files {
            let text = fs::read_to_string(file).unwrap();
            let names = text.lines().filter_map(|line| line.strip_prefix("pub async fn "));
            found.extend(names.map(|name| format!("{module}::{}", name.split('(').next().unwrap())));
        }
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}
