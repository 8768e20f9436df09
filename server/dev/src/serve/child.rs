//! One running part: a process group of its own, so that Ctrl-C reaches only this program, which then stops every part in
//! its own way.

use super::signals::{Stop, pause};
use crate::{
    clock::Stopwatch,
    command::last_lines,
    fault::{Result, While},
};
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use std::{
    fs::File,
    os::unix::process::CommandExt as _,
    path::PathBuf,
    process::{self, Command, ExitStatus, Stdio},
    time::Duration,
};

/// How long a part may take to stop: the image service finishes what it holds.
const PATIENCE: Duration = Duration::from_secs(35);

/// Lines of a log that are shown when its program has ended.
const LINES_SHOWN: usize = 30;

/// A running part.
pub(crate) struct Child {
    name: &'static str,
    process: process::Child,
    port: u16,
    log: Option<PathBuf>,
    ended: bool,
}

impl Child {
    /// Starts a part that will listen on this port.
    pub(crate) fn start(
        name: &'static str,
        mut command: Command,
        port: u16,
        log: Option<(PathBuf, File)>,
    ) -> Result<Self> {
        let doing = || format!("starting {name}");
        let log = match log {
            Some((path, file)) => {
                command.stdout(file.try_clone().while_doing(doing())?).stderr(file);
                Some(path)
            }
            None => {
                command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
                None
            }
        };
        let process = command.process_group(0).spawn().while_doing(doing())?;
        Ok(Self {
            name,
            process,
            port,
            log,
            ended: false,
        })
    }

    /// Where it listens.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// Its name, for people.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// How it ended, if it just did.
    pub(crate) fn just_ended(&mut self) -> Option<ExitStatus> {
        let status = self.process.try_wait().ok().flatten().filter(|_| !self.ended)?;
        self.ended = true;
        Some(status)
    }

    /// The sentence for a part that ended by itself, with what it said last.
    pub(crate) fn obituary(&self, status: ExitStatus) -> String {
        let last = self
            .log
            .as_ref()
            .map(|log| last_lines(log, LINES_SHOWN))
            .unwrap_or_default();
        format!("{} ended by itself ({status}). It said last:\n{last}", self.name)
    }

    fn signal(&self, signal: Signal) {
        let group = i32::try_from(self.process.id()).map(Pid::from_raw);
        // it may be gone already
        let _ = group.map(|group| killpg(group, signal));
    }
}

/// Waits until somebody stops it. The site goes on without the image service, as it does in production.
pub(crate) fn watch(children: &mut [Child], stop: &Stop) -> Result<()> {
    while !stop.told() {
        for child in children.iter_mut() {
            if let Some(status) = child.just_ended() {
                let obituary = child.obituary(status);
                if child.name == "wrangler" {
                    return Err(obituary.into());
                }
                eprintln!("{obituary}\nThe site goes on without it; photos wait.");
            }
        }
        pause();
    }
    Ok(())
}

/// Tells every part to stop, waits, and kills what does not. The Worker goes first, since it calls the image service.
pub(crate) fn stop_all(children: Vec<Child>) -> Result<()> {
    for mut child in children.into_iter().rev() {
        child.signal(Signal::SIGINT);
        let watch = Stopwatch::start();
        while child.process.try_wait().is_ok_and(|status| status.is_none()) {
            if watch.elapsed() > PATIENCE {
                eprintln!("{} does not stop: killing it", child.name);
                break;
            }
            pause();
        }
        // whatever is left of its group
        child.signal(Signal::SIGKILL);
        child
            .process
            .wait()
            .while_doing(format_args!("waiting for {}", child.name))?;
        child.ended = true;
    }
    Ok(())
}

impl Drop for Child {
    /// Where starting failed half-way: nothing may be left running.
    fn drop(&mut self) {
        if !self.ended {
            self.signal(Signal::SIGKILL);
        }
    }
}
