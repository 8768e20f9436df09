//! The README's tables that say of something where it is and what shows it: whether all of that exists. Whether a test shows what it is
//! named for, people judge.

use super::evidence;
use crate::{
    fault::{Result, While},
    place::Place,
};
use std::fs;

const FILE: &str = "README.md";

/// The headings that a table stands under. The last cell of each of its rows names what shows it.
const TABLES: [&str; 2] = ["### How old what is shown may be", "### The article, line by line"];

/// Where paths begin.
const FOLDERS: [&str; 7] = [
    "app/",
    "server/",
    "end2end/",
    "migrations/",
    "public/",
    "style/",
    ".github/",
];

/// Says everything that these tables name and there is not.
pub(super) fn tables(place: &Place) -> Result<Vec<String>> {
    let text = fs::read_to_string(place.at(FILE)).while_doing("reading the README")?;
    let mut found = Vec::new();
    for heading in TABLES {
        let rows = rows_below(&text, heading);
        if rows.is_empty() {
            found.push(format!("{FILE} has no table below \"{heading}\""));
        }
        for row in rows {
            let faults = faults(place, row)?;
            found.extend(faults.into_iter().map(|fault| format!("{}: {fault}", first_cell(row))));
        }
    }
    Ok(found)
}

/// The rows of the tables between a heading and the next one, without their heads.
fn rows_below<'a>(text: &'a str, heading: &str) -> Vec<&'a str> {
    let mut section = text.lines().skip_while(|line| *line != heading).skip(1);
    let lines: Vec<&str> = section.by_ref().take_while(|line| !line.starts_with('#')).collect();
    let is_row = |line: &&str| line.starts_with('|');
    let after_head = lines.iter().copied().skip_while(|line| !line.starts_with("|-")).skip(1);
    after_head.filter(is_row).collect()
}

fn cells(row: &str) -> Vec<&str> {
    row.trim().trim_matches('|').split('|').map(str::trim).collect()
}

fn first_cell(row: &str) -> &str {
    cells(row).first().copied().unwrap_or_default()
}

fn faults(place: &Place, row: &str) -> Result<Vec<String>> {
    let cells = cells(row);
    let shown = cells.last().copied().unwrap_or_default();
    let mut found = evidence::missing(place, shown)?;
    if evidence::named(shown).next().is_none() {
        found.push("its last cell names nothing that shows it".to_owned());
    }
    let missing = paths(row).filter(|path| !place.at(path).exists());
    found.extend(missing.map(|path| format!("there is no {path}")));
    Ok(found)
}

/// What stands between backticks and is a path, of a file or a folder.
fn paths(row: &str) -> impl Iterator<Item = &str> {
    let quoted = row.split('`').skip(1).step_by(2);
    let plain = |piece: &&str| !piece.contains("::") && !piece.contains([' ', '{', '*']);
    quoted
        .filter(plain)
        .filter(|piece| FOLDERS.iter().any(|folder| piece.starts_with(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "### One\n\nSaid.\n\n| a | b |\n|---|---|\n| x | `app/x.rs` |\n| y | z |\n\n### Two\n| c |\n|---|\n| w |\n";

    #[test]
    fn rows_are_those_below_their_heading() {
        assert_eq!(rows_below(TEXT, "### One"), ["| x | `app/x.rs` |", "| y | z |"]);
        assert_eq!(rows_below(TEXT, "### Two"), ["| w |"]);
        assert_eq!(rows_below(TEXT, "### Three"), [""; 0]);
        assert_eq!(first_cell("| x | y |"), "x");
    }

    #[test]
    fn paths_are_what_begins_with_a_folder_of_ours() {
        let row = "| `app/x.rs`, `no-store` | `server/src` and `app/x.rs::holds` | `app/x.spec.ts › it holds` |";
        assert_eq!(paths(row).collect::<Vec<_>>(), ["app/x.rs", "server/src"]);
    }

    #[test]
    fn what_the_readme_names_is_there() {
        let place = Place::find().unwrap();
        assert_eq!(tables(&place).unwrap(), [""; 0]);
        assert!(
            !faults(&place, "| x | `app/nowhere.rs` | `README.md › Two commands` |")
                .unwrap()
                .is_empty()
        );
        assert!(!faults(&place, "| x | `app/domain` | by itself |").unwrap().is_empty());
    }
}
