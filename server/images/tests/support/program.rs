//! The program `images`, started on a free port and killed at the end.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

pub(crate) const KEY: &str = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk";

/// The program, running.
pub(crate) struct Program {
    child: Child,
    pub(crate) origin: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Program {
    /// Starts it with these variables, and waits until it listens.
    pub(crate) fn start(variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_images"))
            .env_clear()
            .env("TICKET_KEY", KEY)
            .env("IMAGES_LISTEN", "127.0.0.1:0")
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            // a panic that a test provokes is not the test's own
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let first = lines.next().unwrap();
        let origin = first.strip_prefix("images: listening on ").unwrap().to_owned();
        let log = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&log);
        thread::spawn(move || lines.for_each(|line| kept.lock().unwrap().push(line)));
        Self { child, origin, log }
    }

    /// What it has written since it began to listen.
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// Waits until it has written such a line.
    #[track_caller]
    pub(crate) fn await_line(&self, wanted: impl Fn(&str) -> bool) -> String {
        for _ in 0..500 {
            if let Some(line) = self.log().into_iter().find(|line| wanted(line)) {
                return line;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("no such line in the log: {:#?}", self.log());
    }

    /// The most memory that it ever had, in bytes.
    pub(crate) fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() * 1024
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Waits until it ends.
    pub(crate) fn wait(&mut self, time: Duration) -> Option<ExitStatus> {
        let pause = Duration::from_millis(20);
        for _ in 0..time.as_millis() / pause.as_millis() {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            thread::sleep(pause);
        }
        None
    }
}

/// The numbers of a process's children, as far as they live.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let line = format!("PPid:\t{parent}\n");
    let is_child =
        |id: &u32| std::fs::read_to_string(format!("/proc/{id}/status")).is_ok_and(|status| status.contains(&line));
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter(is_child).collect()
}

/// Runs the program with these arguments and this input: how it ended, and what it wrote.
pub(crate) fn alone(arguments: &[&str], input: &[u8]) -> (ExitStatus, Vec<u8>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_images"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        let output = child.wait_with_output().unwrap();
        (output.status, output.stdout)
    })
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
