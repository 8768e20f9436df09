//! What the service writes to its log: one line a job on standard output, `key=value`. Never a URL, never a place.

use crate::{clock::Stopwatch, fault::Fault};
use domain::ticket::{Report, Ticket};
use std::{
    fmt::Write as _,
    io::{Write as _, stdout},
};

/// How long each stage of a job took.
#[derive(Debug, Default)]
pub struct Stages(Vec<Stage>);

#[derive(Debug)]
struct Stage {
    name: &'static str,
    millis: u64,
    /// Whether it is a part of another stage.
    is_part: bool,
}

impl Stages {
    /// Notes a stage that has ended.
    pub fn note(&mut self, name: &'static str, watch: Stopwatch) {
        self.0.push(Stage {
            name,
            millis: watch.millis(),
            is_part: false,
        });
    }

    /// Notes a part of a stage that has not ended yet.
    pub fn note_part(&mut self, name: &'static str, millis: u64) {
        self.0.push(Stage {
            name,
            millis,
            is_part: true,
        });
    }

    /// How long they took together, in milliseconds.
    fn total(&self) -> u64 {
        let whole = self.0.iter().filter(|stage| !stage.is_part);
        whole.map(|stage| stage.millis).sum()
    }

    /// Each stage with its milliseconds.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.0.iter().map(|stage| (stage.name, stage.millis))
    }

    /// Stages that took so long.
    #[cfg(test)]
    pub(crate) fn of(stages: &[(&'static str, u64)]) -> Self {
        let stage = |&(name, millis)| Stage {
            name,
            millis,
            is_part: false,
        };
        Self(stages.iter().map(stage).collect())
    }
}

/// Writes a line. That nobody reads the log is no reason to fail.
pub fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}

/// Writes the line of a finished job.
pub fn finished(ticket: &Ticket, waited: u64, stages: &Stages, outcome: &Result<Report, Fault>) {
    say(&line(ticket, waited, stages, outcome));
}

/// Writes why a photo was done without the smaller copy of its original that was asked for.
pub fn no_copy(ticket: &Ticket, fault: &Fault) {
    say(&format!(
        "no_copy photo={} attempt={} why={fault:?}",
        ticket.photo, ticket.attempt
    ));
}

/// Writes the line of a ticket that was not worked on: a word for what was wrong, and a sentence.
pub fn refused(status: u16, code: &str, why: &str) {
    say(&format!("refused status={status} code={code} why={why:?}"));
}

fn line(ticket: &Ticket, waited: u64, stages: &Stages, outcome: &Result<Report, Fault>) -> String {
    let (result, why) = match outcome {
        Ok(Report::Done(_)) => ("done", None),
        Ok(Report::Failed { reason }) | Err(Fault::File(reason)) => ("failed", Some(reason.as_str())),
        Err(Fault::Later(why)) => ("later", Some(&**why)),
    };
    let Ticket {
        photo,
        attempt,
        original,
        ..
    } = ticket;
    let total = waited + stages.total();
    let mut line = format!("job photo={photo} attempt={attempt} result={result}");
    if let Some(why) = why {
        let _ = write!(line, " why={why:?}");
    }
    let _ = write!(line, " bytes={} ms={total} wait={waited}", original.bytes);
    for Stage { name, millis, .. } in &stages.0 {
        let _ = write!(line, " {name}={millis}");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ticket::{OriginalFile, RenditionTarget};

    #[test]
    fn a_line_tells_what_happened_but_no_url() {
        let url = "http://storage.example/secret?X-Amz-Signature=secret".to_owned();
        let ticket = Ticket {
            photo: "0123456789abcdef0123456789abcdef".parse().unwrap(),
            attempt: 2,
            original: OriginalFile {
                url: url.clone(),
                bytes: 10,
                sha256: String::new(),
            },
            renditions: vec![RenditionTarget {
                slot: "w320".into(),
                url,
            }],
            wishes: domain::ticket::Wishes::default(),
        };
        let stage = |name, millis, is_part| Stage { name, millis, is_part };
        let stages = Stages(vec![
            stage("fetch", 5, false),
            stage("decode", 60, true),
            stage("craft", 70, false),
        ]);
        let outcome = Err(Fault::later("storage said \"no\"\nand more"));
        assert_eq!(
            line(&ticket, 1, &stages, &outcome),
            "job photo=0123456789abcdef0123456789abcdef attempt=2 result=later why=\"storage said \\\"no\\\"\\nand more\" \
             bytes=10 ms=76 wait=1 fetch=5 decode=60 craft=70"
        );
    }
}
