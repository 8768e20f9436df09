//! What is done to a photo: two lists of named steps.
//!
//! The service itself fetches, looks at the header, keeps count of memory, and stores. Everything that touches pixels
//! happens in a process of its own ([`crate::apart`]), which may break: it is told what to do, and hands the files over.
//!
//! No step knows which comes before it. The child's order is chosen so that whatever is done to every pixel is done to few
//! of them: the picture is made small right after it was decoded, and only then turned and converted.

use crate::{
    clock::{Deadline, Stopwatch},
    fault::Fault,
    log::Stages,
    piece::Piece,
    steps,
    work::{Tools, Work},
};
use domain::ticket::{Report, Ticket};

/// One step of the service: its name in the log, and what it does.
type ServiceStep = (&'static str, fn(&mut Work<'_>) -> Result<(), Fault>);

/// One step of the child: the same.
type ChildStep = (&'static str, fn(&mut Piece<'_>) -> Result<(), Fault>);

/// What the service does.
const SERVICE_STEPS: [ServiceStep; 8] = [
    ("room", steps::room::run),
    ("fetch", steps::fetch::run),
    ("fetch_mark", steps::fetch_mark::run),
    ("inspect", steps::inspect::run),
    ("bare", steps::bare::run),
    ("reserve", steps::reserve::run),
    ("craft", steps::craft::run),
    ("report", steps::report::run),
];

/// What the child does while the service is at "craft".
pub const CHILD_STEPS: [ChildStep; 9] = [
    ("decode", steps::decode::run),
    ("shrink", steps::shrink::run),
    ("turn", steps::turn::run),
    ("colour", steps::colour::run),
    ("resize", steps::resize::run),
    ("placeholder", steps::placeholder::run),
    ("mark", steps::mark::run),
    ("encode", steps::encode::run),
    ("copy", steps::copy::run),
];

/// Takes a photo through the service's steps.
///
/// # Errors
/// The first step that fails ends the work; so does the deadline.
pub fn run(tools: &Tools, ticket: &Ticket, deadline: Deadline, stages: &mut Stages) -> Result<Report, Fault> {
    let mut work = Work::new(tools, ticket, deadline, stages);
    for (name, step) in SERVICE_STEPS {
        check(deadline, name)?;
        let watch = Stopwatch::start();
        let done = step(&mut work);
        work.stages.note(name, watch);
        done?;
    }
    work.report.ok_or_else(out_of_order)
}

/// Takes a picture through the child's steps, and says how long each took.
///
/// # Errors
/// The first step that fails ends the work; so does the deadline.
pub fn run_apart(piece: &mut Piece<'_>) -> Result<(), Fault> {
    for ((name, step), number) in CHILD_STEPS.into_iter().zip(0..) {
        check(piece.deadline, name)?;
        let watch = Stopwatch::start();
        let done = step(piece);
        piece.tell_step(number, watch)?;
        done?;
    }
    Ok(())
}

/// The fault of a step that finds nothing to work on.
#[must_use]
pub fn out_of_order() -> Fault {
    Fault::later("the steps are in the wrong order")
}

fn check(deadline: Deadline, step: &str) -> Result<(), Fault> {
    if deadline.has_passed() {
        Err(Fault::later(format!("out of time before the step {step}")))
    } else {
        Ok(())
    }
}
