//! Decodes a file in a process of its own: what a decoder does to that one (run on without end, take all memory, abort)
//! costs one photo. A thread could not be stopped, and a panic inside a decoder's `extern "C"` functions ends its process.
//!
//! The process is this program again, with an argument that [`child`] answers. The file goes in on its standard input,
//! a [`reply`] comes out on its standard output. It has none of the service's environment, and so none of its secrets.

pub mod child;
pub mod reply;

use crate::{clock::Deadline, fault::Fault, formats::Header, pixels::Pixels};
use child::{ARGUMENT, Limits};
use domain::reason::Reason;
use std::{
    io::{self, Write},
    os::unix::process::{CommandExt, ExitStatusExt},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::mpsc::{RecvTimeoutError, sync_channel},
    thread,
    time::Duration,
};

/// Starts the processes that decode.
#[derive(Debug)]
pub struct Decoder {
    program: PathBuf,
    time: Duration,
}

impl Decoder {
    /// Has files decoded by this program. A file that takes longer than `time` is at fault itself.
    #[must_use]
    pub const fn new(program: PathBuf, time: Duration) -> Self {
        Self { program, time }
    }

    /// Decodes a file whose header was read.
    ///
    /// # Errors
    /// If the file is damaged, takes too long or breaks its decoder; and if the deadline passes before the file had its
    /// time, which is not its fault.
    pub fn decode_apart(&self, file: &[u8], header: &Header, deadline: Deadline) -> Result<Pixels, Fault> {
        let time = self.time.min(deadline.left());
        let (mut process, stdin, stdout) = self.start(&Limits::of(file, header, time))?;
        let (sender, receiver) = sync_channel(1);
        thread::scope(|scope| {
            let named = |name: &str| thread::Builder::new().name(name.into());
            // a process that reads no more has its reasons, and tells them in its reply
            let feed = named("feed").spawn_scoped(scope, move || feed(stdin, file));
            let read = named("read").spawn_scoped(scope, move || {
                let _ = sender.send(reply::read(stdout, header));
            });
            let received = match (feed, read) {
                (Ok(_), Ok(_)) => receiver.recv_timeout(time),
                _ => Err(RecvTimeoutError::Disconnected),
            };
            // both threads end when the process does, and the scope when they do
            let status = process.end();
            match received {
                Ok(Some(outcome)) => outcome,
                Ok(None) => Err(broken(status)),
                Err(RecvTimeoutError::Timeout) if deadline.has_passed() => {
                    Err(Fault::later("out of time while decoding"))
                }
                Err(RecvTimeoutError::Timeout) => Err(Fault::File(Reason::TooSlow)),
                Err(RecvTimeoutError::Disconnected) => Err(Fault::later("a thread for decoding could not be had")),
            }
        })
    }

    fn start(&self, limits: &Limits) -> Result<(Process, ChildStdin, ChildStdout), Fault> {
        let failed = || Fault::later("the process for decoding could not be started");
        let mut command = Command::new(&self.program);
        command.arg(ARGUMENT).args(limits.arguments()).env_clear();
        // a Ctrl-C is for the service, which then lets its jobs finish
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Process(command.spawn().map_err(|_| failed())?);
        match (process.0.stdin.take(), process.0.stdout.take()) {
            (Some(stdin), Some(stdout)) => Ok((process, stdin, stdout)),
            _ => Err(failed()),
        }
    }
}

fn feed(mut stdin: ChildStdin, file: &[u8]) {
    let _ = stdin.write_all(file);
}

/// A process that never outlives its job.
struct Process(Child);

impl Process {
    /// Ends it if it has not ended. How it ended by itself is not lost by that.
    fn end(&mut self) -> io::Result<ExitStatus> {
        self.0.kill()?;
        self.0.wait()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// Why there is no whole reply. A signal that only somebody else sends (HUP, INT, KILL, TERM: the machine is shutting
/// down, or has no memory left) says nothing about the file.
fn broken(status: io::Result<ExitStatus>) -> Fault {
    match status.map(|status| status.signal()) {
        Ok(Some(1 | 2 | 9 | 15)) | Err(_) => Fault::later("the process for decoding was ended from outside"),
        Ok(_) => Fault::File(Reason::Unreadable),
    }
}

/// Where this program lies.
///
/// # Errors
/// If the system does not know.
pub fn this_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        // leads to the running program even after its file was replaced by a newer version
        Ok(PathBuf::from("/proc/self/exe"))
    } else {
        std::env::current_exe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_signal_from_outside_is_not_the_files_fault() {
        let ended = |raw| broken(Ok(ExitStatus::from_raw(raw)));
        for signal in [4, 6, 8, 11, 24, 31] {
            assert_eq!(ended(signal), Fault::File(Reason::Unreadable), "signal {signal}");
        }
        for signal in [1, 2, 9, 15] {
            assert!(matches!(ended(signal), Fault::Later(_)), "signal {signal}");
        }
        // a panic
        assert_eq!(ended(101 << 8), Fault::File(Reason::Unreadable));
    }
}
