//! Works on a picture in a process of its own: what a file does to that one (run on without end, take all memory, abort)
//! costs one photo. A thread could not be stopped, and a panic inside a decoder's `extern "C"` functions ends its process.
//!
//! The process is this program again, with an argument that [`child`] answers. An [`order`] and the file go in on its
//! standard input, [`message`]s come out on its standard output. It has none of the service's environment, and so none of
//! its secrets; what is made goes through the service's hands, so that it needs no network either.

pub mod child;
pub mod message;
pub mod order;
mod process;
pub mod reply;
pub mod sandbox;

use crate::{
    clock::{Deadline, Stopwatch},
    fault::Fault,
    plan::Plan,
};
use domain::reason::Reason;
use message::Message;
use order::{Files, Order};
use process::{Process, broken, report};
use reply::{Reader, Silence};
use sandbox::{Limits, Protections};
use std::{
    io,
    num::NonZero,
    path::PathBuf,
    process::{ChildStdin, ChildStdout},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

/// Starts the processes that work on pictures.
#[derive(Debug)]
pub struct Workshop {
    program: PathBuf,
    time: Duration,
    cores: usize,
    /// How many processes are at work.
    busy: AtomicUsize,
}

/// What one process is to do.
#[derive(Debug)]
pub struct Task<'a> {
    /// What it is told.
    pub order: Order,
    /// The original, and the mark if it is a picture.
    pub files: Files,
    /// What is expected of it.
    pub plan: &'a Plan,
    /// How much address space it may take, in bytes.
    pub space: u64,
    /// When it must be finished.
    pub deadline: Deadline,
}

impl Workshop {
    /// Has pictures worked on by this program. One that takes longer than `time` is at fault itself.
    #[must_use]
    pub fn new(program: PathBuf, time: Duration) -> Self {
        Self {
            program,
            time,
            cores: thread::available_parallelism().map_or(1, NonZero::get),
            busy: AtomicUsize::new(0),
        }
    }

    /// How many threads one more process may use: those of the machine's cores that no other process keeps busy, but one
    /// in any case.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.cores.saturating_sub(self.busy.load(Ordering::Relaxed)).max(1)
    }

    /// Which protections of the kernel hold the processes, as one of them finds it.
    ///
    /// # Errors
    /// If none could be started, or could not set its limits.
    pub fn protections(&self) -> io::Result<Protections> {
        let output = report(&self.program)?;
        serde_json::from_slice(&output).map_err(|_| io::Error::other("it gave no answer"))
    }

    /// Has a picture worked on, and gives every message to `take` as it comes, but the last.
    ///
    /// # Errors
    /// If the file is damaged, takes too long or breaks its decoder; if `take` fails; and if the deadline passes before
    /// the file had its time, which is not its fault.
    pub fn craft(&self, task: Task<'_>, take: impl FnMut(Message) -> Result<(), Fault>) -> Result<(), Fault> {
        let _busy = Busy::new(&self.busy);
        let time = self.time.min(task.deadline.left());
        let (mut process, stdin, stdout) = Process::start(&self.program, Limits::new(task.space, time))?;
        let Task {
            order,
            files,
            plan,
            deadline,
            ..
        } = task;
        // nothing is kept between the two threads: one message is on its way at most
        let (sender, receiver) = sync_channel(0);
        let most_copied = order.most_copied();
        thread::scope(|scope| {
            let named = |name: &str| thread::Builder::new().name(name.into());
            let feed = named("feed").spawn_scoped(scope, move || feed(stdin, &order, files));
            let read = named("read").spawn_scoped(scope, move || read(Reader::new(stdout, plan, most_copied), &sender));
            let heard = match (feed, read) {
                (Ok(_), Ok(_)) => listen(receiver, time, take),
                _ => Err(Interruption::Fault(Fault::later("a thread could not be had"))),
            };
            // both threads end when the process does, and the scope when they do
            let status = process.end();
            heard.map_err(|interruption| match interruption {
                Interruption::Fault(fault) => fault,
                Interruption::Broken => broken(status),
                Interruption::Nonsense => Fault::File(Reason::Unreadable),
                Interruption::OutOfTime if deadline.has_passed() => Fault::later("out of time while working"),
                Interruption::OutOfTime => Fault::File(Reason::TooSlow),
            })
        })
    }
}

/// One more, as long as it lives.
struct Busy<'a>(&'a AtomicUsize);

impl<'a> Busy<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Why the last message did not come.
enum Interruption {
    /// A message said so, or whoever took it.
    Fault(Fault),
    /// The process ended without a word.
    Broken,
    /// It said what it should not.
    Nonsense,
    /// Its time was up.
    OutOfTime,
}

/// Hands the order and its files over, and lets them go. A process that reads no more has its reasons, and tells them.
#[expect(clippy::needless_pass_by_value, reason = "dropped when it was handed over")]
fn feed(stdin: ChildStdin, order: &Order, files: Files) {
    let _ = order.write(stdin, &files);
}

/// Reads messages until one is the last, or until nobody takes them.
fn read(mut reader: Reader<ChildStdout>, to: &SyncSender<Result<Message, Silence>>) {
    loop {
        let message = reader.message();
        let is_last = !matches!(
            message,
            Ok(Message::Step { .. } | Message::Facts(_) | Message::Rendition(_) | Message::Copy(_))
        );
        if to.send(message).is_err() || is_last {
            return;
        }
    }
}

/// Takes messages until the last. While `take` is busy with one, the process may go on and its time stands still: it is
/// not the file's fault if storage is slow.
fn listen(
    from: Receiver<Result<Message, Silence>>,
    mut left: Duration,
    mut take: impl FnMut(Message) -> Result<(), Fault>,
) -> Result<(), Interruption> {
    loop {
        let watch = Stopwatch::start();
        let message = from.recv_timeout(left).map_err(|error| match error {
            RecvTimeoutError::Timeout => Interruption::OutOfTime,
            RecvTimeoutError::Disconnected => Interruption::Broken,
        })?;
        left = left.saturating_sub(watch.elapsed());
        match message {
            Ok(Message::End) => return Ok(()),
            Ok(Message::Fault(fault)) => return Err(Interruption::Fault(fault)),
            Ok(message) => take(message).map_err(Interruption::Fault)?,
            Err(Silence::Ended) => return Err(Interruption::Broken),
            Err(Silence::Nonsense) => return Err(Interruption::Nonsense),
        }
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
