//! When this program is told to stop.

use crate::fault::{Result, While};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// How often waiting looks up.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether it was told.
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens from now on: to Ctrl-C, and to whoever ends programs.
    pub(crate) fn listen() -> Result<Self> {
        let told = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            flag::register(signal, Arc::clone(&told)).while_doing("listening for signals")?;
        }
        Ok(Self(told))
    }

    /// Whether it was told to stop.
    pub(crate) fn told(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Waits a moment before looking again.
pub(crate) fn pause() {
    thread::sleep(PAUSE);
}
