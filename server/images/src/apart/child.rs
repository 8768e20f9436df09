//! The process that works on a picture: shuts itself in, reads an order and a file, hands over what it makes, ends.

use super::{
    message::Message,
    order::Order,
    reply::Writer,
    sandbox::{Extent, Limits, trial::Trial},
};
use crate::{fault::Fault, piece::Piece, pipeline};
use std::{
    fs::File,
    io::{self, Write, stdin, stdout},
    os::fd::AsFd,
    process::ExitCode,
};

/// The argument that makes the program work on one picture instead of serve. For nobody to type.
pub const ARGUMENT: &str = "work-apart";

/// Works on the picture that comes on standard input, with the arguments after [`ARGUMENT`].
pub fn run(mut arguments: impl Iterator<Item = String>) -> ExitCode {
    let done = match (Limits::read(&mut arguments), Trial::read(arguments)) {
        (Some(limits), None) => run_within(limits),
        (Some(limits), Some((trial, extent))) => try_out(trial, limits, extent),
        (None, _) => return ExitCode::FAILURE,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run_within(limits: Limits) -> io::Result<()> {
    // the stream itself, which does not look for line ends in files
    let mut out = Writer::new(File::from(stdout().as_fd().try_clone_to_owned()?));
    let outcome = limits
        .shut_in(Extent::Full)
        .map_err(|_| Fault::later("the limits of the process could not be set"))
        .and_then(|_| work(&mut out));
    out.write(&outcome.map_or_else(Message::Fault, |()| Message::End))
}

fn work(out: &mut Writer) -> Result<(), Fault> {
    let (order, files) = Order::read(stdin().lock())?;
    pipeline::run_apart(&mut Piece::new(order, files, out)?)
}

fn try_out(trial: Trial, limits: Limits, extent: Extent) -> io::Result<()> {
    let answer = trial
        .run(limits, extent)
        .unwrap_or_else(|error| format!("{:?}", error.kind()));
    stdout().write_all(answer.as_bytes())
}
