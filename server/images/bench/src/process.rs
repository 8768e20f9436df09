//! What the system knows about running processes: memory and processor time, from `/proc`.

use crate::Result;
use std::{
    fs,
    process::{Child, Command},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

/// A unit of processor time in `/proc`, in milliseconds: Linux shows hundredths of a second to programs everywhere.
const TICK_MS: f64 = 10.0;

/// How often a process's children are looked at.
const PAUSE: Duration = Duration::from_millis(1);

/// A process that ends with its owner.
pub(crate) struct Process(pub(crate) Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A command on so many cores: on one, it is bound to the first.
pub(crate) fn on_cores(program: &std::path::Path, cores: usize) -> Command {
    if cores > 1 {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", "0"]).arg(program);
    command
}

impl Process {
    /// The most memory that it ever had resident, in bytes.
    pub(crate) fn peak(&self) -> u64 {
        peak_of(self.0.id())
    }

    /// Processor time of it and of its children that have ended, in milliseconds.
    pub(crate) fn processor_ms(&self) -> Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0.id()))?;
        // after the name, which may hold anything: the state, then numbers; 14 to 17 in proc(5) are times
        let (_, fields) = stat.rsplit_once(") ").ok_or("/proc has another form here")?;
        let times = fields.split(' ').skip(11).take(4);
        let ticks: f64 = times.filter_map(|text| text.parse::<f64>().ok()).sum();
        Ok(ticks * TICK_MS)
    }

    /// Does work while looking at the children that the process has meanwhile: the most that those running at the same
    /// time ever had resident, in bytes. (The last millisecond of each may be missed.)
    pub(crate) fn children_during<T>(&self, work: impl FnOnce() -> T) -> (T, u64) {
        let done = AtomicBool::new(false);
        let id = self.0.id();
        thread::scope(|scope| {
            let watch = scope.spawn(|| {
                let mut peak = 0;
                while !done.load(Ordering::Relaxed) {
                    let now: u64 = children(id).into_iter().map(peak_of).sum();
                    peak = peak.max(now);
                    thread::sleep(PAUSE);
                }
                peak
            });
            let result = work();
            done.store(true, Ordering::Relaxed);
            (result, watch.join().unwrap_or_default())
        })
    }
}

fn children(id: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let texts = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let ids = texts.flat_map(|text| {
        let ids = text.split_whitespace().filter_map(|id| id.parse().ok());
        ids.collect::<Vec<u32>>()
    });
    ids.collect()
}

/// Nothing for a process that has ended.
fn peak_of(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Stdio;

    fn shell(script: &str) -> Process {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped());
        Process(command.spawn().unwrap())
    }

    #[test]
    fn memory_of_a_process_and_of_its_children_is_seen() {
        let process = shell("sleep 5; true");
        let ((), children) = process.children_during(|| thread::sleep(Duration::from_millis(300)));
        assert!(process.peak() > 100_000, "{}", process.peak());
        assert!(children > 100_000, "{children}");
    }

    #[test]
    fn processor_time_of_children_counts() {
        let process = shell("sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; read line");
        // whatever the machine does meanwhile: it ends once the loop has run
        while children(process.0.id()).is_empty() {}
        while !children(process.0.id()).is_empty() {
            thread::sleep(PAUSE);
        }
        assert!(process.processor_ms().unwrap() > 0.0);
    }
}
