//! One job from the ticket to the report, on a thread that may be blocked. Whatever happens in it stays in it.

use crate::{
    clock::Deadline,
    fault::Fault,
    log::{self, Stages},
    metrics::Metrics,
    pipeline,
    work::Tools,
};
use domain::{
    reason::Reason,
    ticket::{Report, Ticket},
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is to be done.
#[derive(Debug)]
pub struct Job {
    /// The ticket, checked.
    pub ticket: Ticket,
    /// When it must be finished.
    pub deadline: Deadline,
    /// How long it waited, in milliseconds.
    pub waited: u64,
}

/// Works on a job, counts it and writes its line to the log.
///
/// # Errors
/// Says why there are no renditions. A panic costs the job, not the service, and counts against the file.
pub fn run(tools: &Tools, metrics: &Metrics, job: &Job) -> Result<Report, Fault> {
    let mut stages = Stages::default();
    let outcome = contained(|| pipeline::run(tools, &job.ticket, job.deadline, &mut stages));
    metrics.worked(job.waited, &stages, &outcome);
    log::finished(&job.ticket, job.waited, &stages, &outcome);
    outcome
}

/// Nothing that the work touches is used after a panic, but the times it noted.
fn contained(work: impl FnOnce() -> Result<Report, Fault>) -> Result<Report, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Fault::File(Reason::Unreadable)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_job() {
        assert_eq!(
            contained(|| panic!("a decoder's mistake")),
            Err(Fault::File(Reason::Unreadable))
        );
        assert_eq!(contained(|| Err(Fault::later("no"))), Err(Fault::later("no")));
    }
}
