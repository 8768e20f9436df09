//! Tries to leave the sandbox: what a file that took the process over would try. With an argument that nobody types, the
//! process does this instead of working; it gives away nothing that it would not have otherwise.

use super::{Extent, Limits};
use std::{fs::File, hint::spin_loop, io, net::TcpStream, process::Command};

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trial {
    /// Nothing: which protections are on, as JSON.
    Report,
    /// To read a file.
    Open,
    /// To reach another service of this machine.
    Connect,
    /// To run a program.
    Run,
    /// To start a thread, which is allowed.
    Thread,
    /// To take more memory than it may.
    Memory,
    /// To go on for ever.
    Spin,
}

impl Trial {
    /// The trial of this name, and how much of the sandbox it is tried in.
    #[must_use]
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Option<(Self, Extent)> {
        let trial = match arguments.next()?.as_str() {
            "report" => Self::Report,
            "open" => Self::Open,
            "connect" => Self::Connect,
            "run" => Self::Run,
            "thread" => Self::Thread,
            "memory" => Self::Memory,
            "spin" => Self::Spin,
            _ => return None,
        };
        let extent = match arguments.next().as_deref() {
            Some("unfiltered") => Extent::Unfiltered,
            _ => Extent::Full,
        };
        Some((trial, extent))
    }

    /// Tries it within limits; what came of it, as a word or as JSON.
    ///
    /// # Errors
    /// If it was refused.
    pub fn run(self, limits: Limits, extent: Extent) -> io::Result<String> {
        let protections = limits.shut_in(extent)?;
        let done = |_| "done".to_owned();
        match self {
            Self::Report => serde_json::to_string(&protections).map_err(io::Error::other),
            Self::Open => File::open("/proc/self/environ").map(|_| done(())),
            Self::Connect => TcpStream::connect("127.0.0.1:9").map(|_| done(())),
            Self::Run => Command::new("/bin/true").status().map(|_| done(())),
            Self::Thread => std::thread::Builder::new()
                .name("trial".into())
                .spawn(|| ())
                .map(|thread| thread.join().map_or_else(|_| String::new(), done)),
            Self::Memory => Ok(vec![1_u8; usize::try_from(limits.space).unwrap_or(usize::MAX)]
                .iter()
                .filter(|byte| **byte == 1)
                .count()
                .to_string()),
            Self::Spin => loop {
                spin_loop();
            },
        }
    }
}
