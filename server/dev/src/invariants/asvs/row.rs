//! One row of the table: `| number | level | what is asked | answer | what shows it, or why |`.

use crate::invariants::evidence;

/// How a requirement is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It holds, and what shows it is named.
    Shown,
    /// It does not apply, for the reason that is said.
    DoesNotApply,
    /// It does not hold, or nothing shows it; what is missing is said.
    Open,
}

/// The answer to one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row<'a> {
    /// The requirement's number in the standard.
    pub(super) number: &'a str,
    /// Its level.
    pub(super) level: &'a str,
    pub(super) answer: Answer,
    /// What shows it, or why it does not apply, or what is missing.
    pub(super) says: &'a str,
}

/// The shortest reason that is one, in characters.
const REASON: usize = 20;

/// Whether a line of Markdown is a row that answers a requirement: its first cell begins with a digit.
pub(super) fn is_row(line: &str) -> bool {
    let first = line.strip_prefix('|').map(str::trim_start);
    first.is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))
}

impl<'a> Row<'a> {
    /// Reads a line.
    ///
    /// # Errors
    /// A sentence, if it has another number of cells, or an answer that there is not.
    pub(super) fn read(line: &'a str) -> Result<Self, String> {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [number, level, asks, answer, says] = cells.as_slice() else {
            return Err(format!("a row has {} cells, not 5: {line}", cells.len()));
        };
        let answer = match *answer {
            "shown" => Answer::Shown,
            "does not apply" => Answer::DoesNotApply,
            "open" => Answer::Open,
            other => return Err(format!("{number}: the answer `{other}` is none")),
        };
        if asks.is_empty() {
            return Err(format!("{number}: it is not said what is asked"));
        }
        Ok(Self {
            number,
            level,
            answer,
            says,
        })
    }

    /// What is wrong with it by itself.
    pub(super) fn faults(&self) -> Vec<String> {
        let names_something = evidence::named(self.says).next().is_some();
        let is_sentence = self.says.chars().count() >= REASON && self.says.ends_with('.');
        match self.answer {
            Answer::Shown if !names_something => vec!["nothing is named that shows it".to_owned()],
            Answer::DoesNotApply | Answer::Open if !is_sentence => {
                vec!["there is no sentence that says why".to_owned()]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_by_its_cells() {
        let line = "| 1.2.4 | 1 | Queries bind parameters. | shown | `a.rs::binds` |";
        assert!(is_row(line) && !is_row("| requirement | level |") && !is_row("|---|---|") && !is_row("1.2.4"));
        let row = Row::read(line).unwrap();
        assert_eq!((row.number, row.level, row.answer), ("1.2.4", "1", Answer::Shown));
        assert_eq!(row.faults(), [""; 0]);
        for (bad, why) in [
            ("| 1.2.4 | 1 | x | shown |", "a row has 4 cells"),
            ("| 1.2.4 | 1 | x | perhaps | y |", "1.2.4: the answer `perhaps`"),
            ("| 1.2.4 | 1 |  | open | y |", "1.2.4: it is not said"),
        ] {
            assert!(Row::read(bad).unwrap_err().starts_with(why), "{bad}");
        }
    }

    #[test]
    fn an_answer_needs_what_shows_it_or_a_sentence() {
        for (says, answer, faults) in [
            ("Everybody knows that.", "shown", 1),
            ("`a.rs::binds`", "shown", 0),
            ("", "open", 1),
            ("later.", "open", 1),
            ("Nobody has written this down", "open", 1),
            ("Nobody has written this down.", "open", 0),
            ("There is no such thing here.", "does not apply", 0),
            ("`a.rs::binds`", "does not apply", 1),
        ] {
            let line = format!("| 1.2.4 | 1 | x | {answer} | {says} |");
            assert_eq!(Row::read(&line).unwrap().faults().len(), faults, "{line}");
        }
    }
}
