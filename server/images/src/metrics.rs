//! What was done since the start, counted, and written in Prometheus' text format (0.0.4).
//!
//! It holds numbers only: no name of a photo, no URL.

use crate::{fault::Fault, log::Stages};
use domain::ticket::Report;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The media type of [`Page::text`].
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What was counted so far.
#[derive(Debug, Default)]
pub struct Metrics(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// By result and reason.
    jobs: BTreeMap<(&'static str, &'static str), u64>,
    /// Milliseconds and how often, by stage.
    stages: BTreeMap<&'static str, (u64, u64)>,
    /// Tickets that were signed with the previous key.
    previous_key: u64,
}

impl Metrics {
    /// A job was worked on, after it had waited for so many milliseconds.
    pub fn worked(&self, waited: u64, stages: &Stages, outcome: &Result<Report, Fault>) {
        let kind = match outcome {
            Ok(Report::Done(_)) => ("done", ""),
            Ok(Report::Failed { reason }) | Err(Fault::File(reason)) => ("failed", reason.as_str()),
            Err(Fault::Later(_)) => ("later", ""),
        };
        let mut counts = self.lock();
        *counts.jobs.entry(kind).or_default() += 1;
        for (stage, millis) in std::iter::once(("wait", waited)).chain(stages.iter()) {
            let (sum, count) = counts.stages.entry(stage).or_default();
            *sum += millis;
            *count += 1;
        }
    }

    /// A ticket was refused.
    pub fn refused(&self, why: &'static str) {
        *self.lock().jobs.entry(("refused", why)).or_default() += 1;
    }

    /// A ticket was signed with the previous key.
    pub fn previous_key(&self) {
        self.lock().previous_key += 1;
    }

    /// Writes what was counted.
    pub fn write(&self, page: &mut Page) {
        let counts = self.lock();
        let jobs = counts.jobs.iter().map(|((result, reason), count)| {
            let labels = match *reason {
                "" => format!("{{result=\"{result}\"}}"),
                reason => format!("{{result=\"{result}\",reason=\"{reason}\"}}"),
            };
            ("", labels, count.to_string())
        });
        page.family("images_jobs_total", "counter", "Tickets by what became of them.", jobs);
        let stages = counts.stages.iter().flat_map(|(stage, (millis, count))| {
            let labels = format!("{{stage=\"{stage}\"}}");
            [
                ("_sum", labels.clone(), seconds(*millis)),
                ("_count", labels, count.to_string()),
            ]
        });
        let help = "How long each stage of the jobs took; the stage wait is the time in line.";
        page.family("images_stage_seconds", "summary", help, stages);
        page.number(
            "images_previous_key_total",
            "counter",
            "Tickets signed with TICKET_KEY_PREVIOUS.",
            counts.previous_key,
        );
    }

    // the numbers are right even if some thread panicked while it held the lock
    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn seconds(millis: u64) -> String {
    format!("{}.{:03}", millis / 1000, millis % 1000)
}

/// A page of metrics, as it is written.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    /// Adds a metric that is one number.
    pub fn number(&mut self, name: &str, kind: &str, help: &str, value: u64) {
        self.family(name, kind, help, [("", String::new(), value.to_string())]);
    }

    /// The page as text.
    #[must_use]
    pub fn text(self) -> String {
        self.0
    }

    /// Adds a metric: for each sample what follows the name, its labels and its value. Help and labels need no escapes:
    /// they are this program's own words.
    fn family<'a>(
        &mut self,
        name: &str,
        kind: &str,
        help: &str,
        samples: impl IntoIterator<Item = (&'a str, String, String)>,
    ) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
        for (suffix, labels, value) in samples {
            let _ = writeln!(self.0, "{name}{suffix}{labels} {value}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reason::Reason;

    #[test]
    fn what_is_counted_is_written() {
        let metrics = Metrics::default();
        let damaged = Err(Fault::File(Reason::Damaged));
        metrics.worked(1, &Stages::of(&[("fetch", 1500), ("decode", 70)]), &damaged);
        metrics.worked(2, &Stages::of(&[("fetch", 5)]), &Err(Fault::later("no")));
        metrics.refused("busy");
        metrics.previous_key();
        let mut page = Page::default();
        metrics.write(&mut page);
        assert_eq!(
            page.text(),
            "# HELP images_jobs_total Tickets by what became of them.\n\
             # TYPE images_jobs_total counter\n\
             images_jobs_total{result=\"failed\",reason=\"damaged\"} 1\n\
             images_jobs_total{result=\"later\"} 1\n\
             images_jobs_total{result=\"refused\",reason=\"busy\"} 1\n\
             # HELP images_stage_seconds How long each stage of the jobs took; the stage wait is the time in line.\n\
             # TYPE images_stage_seconds summary\n\
             images_stage_seconds_sum{stage=\"decode\"} 0.070\n\
             images_stage_seconds_count{stage=\"decode\"} 1\n\
             images_stage_seconds_sum{stage=\"fetch\"} 1.505\n\
             images_stage_seconds_count{stage=\"fetch\"} 2\n\
             images_stage_seconds_sum{stage=\"wait\"} 0.003\n\
             images_stage_seconds_count{stage=\"wait\"} 2\n\
             # HELP images_previous_key_total Tickets signed with TICKET_KEY_PREVIOUS.\n\
             # TYPE images_previous_key_total counter\n\
             images_previous_key_total 1\n"
        );
    }
}
