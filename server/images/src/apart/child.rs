//! The process that works on a picture: limits itself, reads an order and a file, hands over what it makes, ends.

use super::{message::Message, order::Order, reply::Writer};
use crate::{fault::Fault, piece::Piece, pipeline};
use rlimit::{Resource, getrlimit, setrlimit};
use std::{
    fs::File,
    io::{self, stdin, stdout},
    os::fd::AsFd,
    process::ExitCode,
    time::Duration,
};

/// The argument that makes the program work on one picture instead of serve. For nobody to type.
pub const ARGUMENT: &str = "work-apart";

/// What the process may take. The system ends it beyond that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space, in bytes.
    pub space: u64,
    /// Processor time, in seconds.
    pub seconds: u64,
}

impl Limits {
    /// So much address space in bytes, and as much processor time as there is time.
    #[must_use]
    pub const fn new(space: u64, time: Duration) -> Self {
        Self {
            space,
            // whoever started the process ends it first, if still there
            seconds: time.as_secs().saturating_add(2),
        }
    }

    pub(super) fn arguments(self) -> [String; 2] {
        [self.space.to_string(), self.seconds.to_string()]
    }

    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut number = || arguments.next()?.parse().ok();
        Some(Self {
            space: number()?,
            seconds: number()?,
        })
    }

    fn set(self) -> io::Result<()> {
        lower(Resource::AS, self.space)?;
        lower(Resource::CPU, self.seconds)?;
        // no photo is written to disk when a decoder breaks
        lower(Resource::CORE, 0)
    }
}

/// A limit that is lower already stays.
fn lower(resource: Resource, limit: u64) -> io::Result<()> {
    let (soft, hard) = getrlimit(resource)?;
    setrlimit(resource, soft.min(limit), hard.min(limit.saturating_add(1)))
}

/// Works on the picture that comes on standard input, with the arguments after [`ARGUMENT`].
pub fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
    // the stream itself, which does not look for line ends in files
    let stream = stdout().as_fd().try_clone_to_owned();
    let (Some(limits), Ok(stream)) = (Limits::read(arguments), stream) else {
        return ExitCode::FAILURE;
    };
    let mut out = Writer::new(File::from(stream));
    let outcome = limits
        .set()
        .map_err(|_| Fault::later("the limits of the process could not be set"))
        .and_then(|()| work(&mut out));
    let last = outcome.map_or_else(Message::Fault, |()| Message::End);
    match out.write(&last) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn work(out: &mut Writer) -> Result<(), Fault> {
    let (order, file) = Order::read(stdin().lock())?;
    pipeline::run_apart(&mut Piece::new(order, file, out)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_pass_through_arguments() {
        let limits = Limits { space: 1, seconds: 2 };
        assert_eq!(Limits::read(limits.arguments().into_iter()), Some(limits));
        assert_eq!(Limits::read(["1".to_owned(), "x".to_owned()].into_iter()), None);
        assert_eq!(Limits::read(std::iter::empty()), None);
    }
}
