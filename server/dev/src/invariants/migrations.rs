//! What of "a migration works with the code before it" can be seen in its text: one that takes something away says why
//! nobody misses it.

use crate::{
    digest::files,
    fault::{Result, While},
    place::Place,
};
use std::fs;

/// Those before were applied before anything was deployed.
const FIRST: &str = "0016";

/// What takes away what the code before may ask for, or refuses what it writes.
const TAKES_AWAY: [&str; 4] = ["drop ", "rename ", "create unique index", "create trigger"];

/// What the reason says: the code before this migration does without.
const REASON: &str = "the code before";

pub(super) fn check(place: &Place) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files(&place.at("migrations"))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".sql") && *name >= *FIRST {
            let text = fs::read_to_string(&file).while_doing(format_args!("reading {}", file.display()))?;
            let unexplained = unexplained(&text).into_iter();
            found.extend(
                unexplained
                    .map(|line| format!("migrations/{name}: {line}: a comment has to say why {REASON} does without")),
            );
        }
    }
    Ok(found)
}

/// The lines that take something away, unless a comment gives the reason.
fn unexplained(text: &str) -> Vec<&str> {
    let (comments, statements): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.trim_start().starts_with("--"));
    if comments.iter().any(|comment| comment.contains(REASON)) {
        return Vec::new();
    }
    let takes_away = |line: &&str| TAKES_AWAY.iter().any(|word| line.to_lowercase().contains(word));
    let of_new_table = |line: &&str| table(line).is_some_and(|table| text.contains(&format!("create table {table} (")));
    statements
        .into_iter()
        .filter(takes_away)
        .filter(|line| !of_new_table(line))
        .collect()
}

/// The table that an index or a trigger is on.
fn table(line: &str) -> Option<&str> {
    line.split_once(" on ")?.1.split([' ', '(']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_away_needs_a_reason() {
        assert_eq!(
            unexplained("-- drops nothing\ncreate table a (b text);"),
            Vec::<&str>::new()
        );
        let unique = "create unique index c on a (b);";
        assert_eq!(unexplained(unique), [unique]);
        assert_eq!(
            unexplained(&format!("create table a (b text);\n{unique}")),
            Vec::<&str>::new(),
            "nobody writes to it yet"
        );
        assert_eq!(unexplained("alter table a\n  DROP column b;"), ["  DROP column b;"]);
        assert_eq!(
            unexplained("-- Since 0018 the code before this one asks for another index.\ndrop index a;"),
            Vec::<&str>::new()
        );
    }
}
