//! A process that never outlives its job.

use super::{child::ARGUMENT, sandbox::Limits};
use crate::{fault::Fault, limits::CHILD_BASE_BYTES};
use domain::reason::Reason;
use std::{
    io,
    os::unix::process::{CommandExt, ExitStatusExt},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    time::Duration,
};

/// A process that never outlives its job.
pub(super) struct Process(Child);

impl Process {
    /// Starts a program within limits.
    pub(super) fn start(program: &Path, limits: Limits) -> Result<(Self, ChildStdin, ChildStdout), Fault> {
        let failed = || Fault::later("the process could not be started");
        let mut command = command(program, limits);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Self(command.spawn().map_err(|_| failed())?);
        match (process.0.stdin.take(), process.0.stdout.take()) {
            (Some(stdin), Some(stdout)) => Ok((process, stdin, stdout)),
            _ => Err(failed()),
        }
    }

    /// Ends it if it has not ended. How it ended by itself is not lost by that.
    pub(super) fn end(&mut self) -> io::Result<ExitStatus> {
        self.0.kill()?;
        self.0.wait()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

fn command(program: &Path, limits: Limits) -> Command {
    let mut command = Command::new(program);
    command.arg(ARGUMENT).args(limits.arguments()).env_clear();
    // glibc: what is large is given back to the system as soon as it is freed, as memory is counted here
    command.env("MALLOC_MMAP_THRESHOLD_", "1048576");
    // in large pages, of which there are fewer to fault in
    command.env("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
    // threads share one heap: each would reserve address space for its own
    command.env("MALLOC_ARENA_MAX", "1");
    // a Ctrl-C is for the service, which then lets its jobs finish; and what a process writes that a file took over has no
    // place in the service's log
    command.process_group(0).stderr(Stdio::null());
    command
}

/// What a process answers that is only asked for its protections.
pub(super) fn report(program: &Path) -> io::Result<Vec<u8>> {
    let limits = Limits::new(CHILD_BASE_BYTES, Duration::from_secs(1));
    let mut command = command(program, limits);
    command
        .arg("report")
        .stdin(Stdio::null())
        .output()
        .map(|output| output.stdout)
}

/// Why a process ended without its last message. A signal that only somebody else sends (HUP, INT, KILL, TERM: the machine
/// is shutting down, or has no memory left) says nothing about the file.
pub(super) fn broken(status: io::Result<ExitStatus>) -> Fault {
    match status.map(|status| status.signal()) {
        Ok(Some(1 | 2 | 9 | 15)) | Err(_) => Fault::later("the process was ended from outside"),
        Ok(_) => Fault::File(Reason::Unreadable),
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
