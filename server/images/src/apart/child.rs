//! The process that decodes: limits itself, reads a file, writes a reply, ends.

use super::reply;
use crate::{
    colour::to_srgb,
    fault::Fault,
    formats::{self, Header, Wanted},
    limits::DECODER_BASE_BYTES,
    pixels::Pixels,
};
use rlimit::{Resource, getrlimit, setrlimit};
use std::{
    fs::File,
    io::{self, Read, stdin, stdout},
    os::fd::AsFd,
    process::ExitCode,
    time::Duration,
};

/// The argument that makes the program decode instead of serve. For nobody to type.
pub const ARGUMENT: &str = "decode-apart";

/// What the process may take. The system ends it beyond that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space, in bytes.
    pub space: u64,
    /// Processor time, in seconds.
    pub seconds: u64,
}

impl Limits {
    /// Twice what decoding needs, by its estimate; and the file, which decoders copy in part.
    #[must_use]
    pub fn of(file: &[u8], header: &Header, time: Duration) -> Self {
        let whole = Wanted {
            width: header.width,
            height: header.height,
        };
        let pixels = formats::memory(header, whole).saturating_mul(2);
        let files = (file.len() as u64).saturating_mul(4);
        Self {
            space: pixels.saturating_add(files).saturating_add(DECODER_BASE_BYTES),
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

/// Decodes what comes on standard input, with the arguments after [`ARGUMENT`].
pub fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
    let Some(limits) = Limits::read(arguments) else {
        return ExitCode::FAILURE;
    };
    let outcome = limits
        .set()
        .map_err(|_| Fault::later("the limits for decoding could not be set"))
        .and_then(|()| decode());
    // the stream itself, which does not look for line ends in pixels
    let written = stdout().as_fd().try_clone_to_owned();
    match written.and_then(|stream| reply::write(File::from(stream), &outcome)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn decode() -> Result<Pixels, Fault> {
    let mut file = Vec::new();
    let read = stdin().lock().read_to_end(&mut file);
    read.map_err(|_| Fault::later("the file did not arrive for decoding"))?;
    let header = Header::read(&file)?;
    let whole = Wanted {
        width: header.width,
        height: header.height,
    };
    let decoded = formats::decode(&file, &header, whole)?;
    to_srgb(decoded.picture, &decoded.profile)
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
