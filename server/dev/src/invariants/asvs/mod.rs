//! The table of the OWASP Application Security Verification Standard (`.github/asvs`): whether it answers every requirement,
//! once, and names only tests and texts that exist. Whether a test shows what it is named for, people judge.

mod row;

use super::evidence;
use crate::{
    digest::files,
    fault::{Result, While},
    place::Place,
};
use row::{Answer, Row};
use std::{collections::BTreeMap, fs};

/// Where the table is: Markdown, a file for each chapter of the standard.
const FOLDER: &str = ".github/asvs";

/// The standard's requirements of levels 1 and 2: a line for each, its number and its level.
const REQUIREMENTS: &str = ".github/asvs/requirements-5.0.0.txt";

/// Says everything that is wrong with the table, and prints how many requirements have which answer.
pub(super) fn table(place: &Place) -> Result<Vec<String>> {
    let standard = fs::read_to_string(place.at(REQUIREMENTS)).while_doing("reading the standard's requirements")?;
    let mut chapters = String::new();
    for file in files(&place.at(FOLDER))? {
        if file.extension().is_some_and(|ending| ending == "md") {
            chapters += &fs::read_to_string(&file).while_doing(format_args!("reading {}", file.display()))?;
            chapters.push('\n');
        }
    }
    let (rows, mut found) = apart(chapters.lines().filter(|line| row::is_row(line)).map(Row::read));
    found.extend(unanswered(&requirements(&standard), &rows));
    for row in &rows {
        let faults = row.faults().into_iter().chain(evidence::missing(place, row.says)?);
        found.extend(faults.map(|fault| format!("{}: {fault}", row.number)));
    }
    println!("           {}", counts(&rows));
    Ok(found)
}

/// The rows that could be read, and what is wrong with the others.
fn apart<'a>(read: impl Iterator<Item = std::result::Result<Row<'a>, String>>) -> (Vec<Row<'a>>, Vec<String>) {
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for row in read {
        match row {
            Ok(row) => rows.push(row),
            Err(fault) => found.push(fault),
        }
    }
    (rows, found)
}

/// Number and level of each requirement; lines that begin with `#` are comments.
fn requirements(text: &str) -> Vec<(&str, &str)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .collect()
}

/// Requirements that no row answers, or several; rows of another level than the standard's, or of no requirement.
fn unanswered(standard: &[(&str, &str)], rows: &[Row<'_>]) -> Vec<String> {
    let mut answers: BTreeMap<&str, u32> = BTreeMap::new();
    for row in rows {
        *answers.entry(row.number).or_default() += 1;
    }
    let times = |number: &str| answers.get(number).copied().unwrap_or(0);
    let counted = standard.iter().filter(|(number, _)| times(number) != 1);
    let counted = counted.map(|(number, _)| format!("{number} is answered {} times", times(number)));
    let strange = rows.iter().filter(|row| !standard.contains(&(row.number, row.level)));
    let strange = strange.map(|row| format!("{}: there is no such requirement of level {}", row.number, row.level));
    counted.chain(strange).collect()
}

fn counts(rows: &[Row<'_>]) -> String {
    let of = |answer| rows.iter().filter(|row| row.answer == answer).count();
    format!(
        "ASVS 5.0.0, levels 1 and 2: {} requirements, {} shown, {} do not apply, {} open",
        rows.len(),
        of(Answer::Shown),
        of(Answer::DoesNotApply),
        of(Answer::Open),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDARD: &str = "# of the standard\n1.1.1 2\n1.2.1 1\n";

    fn row<'a>(number: &'a str, level: &'a str) -> Row<'a> {
        Row {
            number,
            level,
            answer: Answer::Open,
            says: "Nobody has done this yet.",
        }
    }

    #[test]
    fn each_requirement_is_answered_once_with_its_level() {
        let standard = requirements(STANDARD);
        assert_eq!(unanswered(&standard, &[row("1.1.1", "2"), row("1.2.1", "1")]), [""; 0]);
        assert_eq!(
            unanswered(&standard, &[row("1.1.1", "2")]),
            ["1.2.1 is answered 0 times"]
        );
        let twice = [row("1.1.1", "2"), row("1.2.1", "1"), row("1.2.1", "1")];
        assert_eq!(unanswered(&standard, &twice), ["1.2.1 is answered 2 times"]);
        let strange = [row("1.1.1", "2"), row("1.2.1", "2"), row("9.9.9", "1")];
        assert_eq!(
            unanswered(&standard, &strange),
            [
                "1.2.1: there is no such requirement of level 2",
                "9.9.9: there is no such requirement of level 1"
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_said_beside_what_can() {
        let (rows, found) = apart([Ok(row("1.1.1", "2")), Err("1.2.1 has too few cells".into())].into_iter());
        assert_eq!((rows.len(), found), (1, vec!["1.2.1 has too few cells".to_owned()]));
        assert_eq!(
            counts(&rows),
            "ASVS 5.0.0, levels 1 and 2: 1 requirements, 0 shown, 0 do not apply, 1 open"
        );
    }
}
