//! What holds the process that works on a picture, before it reads a byte of the file: limits of the system, Landlock, and
//! a filter of system calls. A file that takes the process over finds itself with two pipes and its own memory.
//!
//! The limits are always there. The others depend on the kernel and on how the service is contained; what is missing is said
//! when the service starts, and it works without.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod landlock;
pub mod trial;

use rlimit::{Resource, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};
use std::{fmt, io, time::Duration};

/// What the process may take. The system ends it beyond that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space, in bytes.
    pub space: u64,
    /// Processor time, in seconds.
    pub seconds: u64,
}

/// Which protections of the kernel are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Protections {
    /// The version of Landlock that is in force. None: the process could open files, as far as its user may.
    pub landlock: Option<u32>,
    /// Whether system calls are filtered.
    pub seccomp: bool,
}

impl fmt::Display for Protections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.landlock {
            Some(version) => write!(f, "landlock=abi{version}")?,
            None => f.write_str("landlock=none")?,
        }
        f.write_str(if self.seccomp { " seccomp=on" } else { " seccomp=none" })
    }
}

/// How much of the sandbox is wanted: everything, but for trying out one part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything there is.
    Full,
    /// No filter of system calls, which would hide what the rest does.
    Unfiltered,
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

    pub(super) fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut number = || arguments.next()?.parse().ok();
        Some(Self {
            space: number()?,
            seconds: number()?,
        })
    }

    /// Shuts this process in. There is no way back.
    ///
    /// # Errors
    /// If the limits cannot be set. Whether there is more than limits is in the answer.
    pub fn shut_in(self, extent: Extent) -> io::Result<Protections> {
        lower(Resource::AS, self.space)?;
        lower(Resource::CPU, self.seconds)?;
        // no photo is written to disk when a decoder breaks, nor anything else
        lower(Resource::CORE, 0)?;
        lower(Resource::FSIZE, 0)?;
        let landlock = restrict_files();
        // what is open stays open, and nothing else is opened
        lower(Resource::NOFILE, 0)?;
        let seccomp = extent == Extent::Full && filter_calls();
        if !seccomp {
            // counted over all processes of the user, so that there is nothing between none and too many; without further
            // threads the sizes are encoded one after the other
            lower(Resource::NPROC, 0)?;
        }
        Ok(Protections { landlock, seccomp })
    }
}

/// A limit that is lower already stays.
fn lower(resource: Resource, limit: u64) -> io::Result<()> {
    let (soft, hard) = getrlimit(resource)?;
    setrlimit(resource, soft.min(limit), hard.min(limit.saturating_add(1)))
}

#[cfg(target_os = "linux")]
fn restrict_files() -> Option<u32> {
    landlock::restrict()
}

#[cfg(target_os = "linux")]
fn filter_calls() -> bool {
    calls::filter()
}

#[cfg(not(target_os = "linux"))]
const fn restrict_files() -> Option<u32> {
    None
}

#[cfg(not(target_os = "linux"))]
const fn filter_calls() -> bool {
    false
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

    #[test]
    fn the_log_says_what_is_on() {
        let all = Protections {
            landlock: Some(4),
            seccomp: true,
        };
        assert_eq!(all.to_string(), "landlock=abi4 seccomp=on");
        assert_eq!(Protections::default().to_string(), "landlock=none seccomp=none");
    }
}
