//! Memory for decoded pixels, shared by all jobs: who needs more than is free waits.
//!
//! The amounts are estimates from the header, not measurements; a limit that the system enforces is another matter.

use crate::{clock::Deadline, fault::Fault};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The memory that all jobs together may use for pixels.
#[derive(Debug)]
pub struct Memory {
    total: u64,
    free: Mutex<u64>,
    freed: Condvar,
}

/// A part of it, given back when dropped.
#[derive(Debug)]
pub struct Reservation {
    memory: Arc<Memory>,
    bytes: u64,
}

impl Memory {
    /// So many bytes.
    #[must_use]
    pub fn new(total: u64) -> Arc<Self> {
        Arc::new(Self {
            total,
            free: Mutex::new(total),
            freed: Condvar::new(),
        })
    }

    /// Waits until so much is free and takes it. Who needs more than there is gets all of it, alone.
    ///
    /// # Errors
    /// If it is not free by the deadline.
    pub fn reserve(self: &Arc<Self>, bytes: u64, deadline: Deadline) -> Result<Reservation, Fault> {
        let bytes = bytes.min(self.total);
        let mut free = self.lock();
        while *free < bytes {
            if deadline.has_passed() {
                return Err(Fault::later("no memory was free in time"));
            }
            let waited = self.freed.wait_timeout(free, deadline.left());
            free = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *free -= bytes;
        Ok(Reservation {
            memory: Arc::clone(self),
            bytes,
        })
    }

    fn give_back(&self, bytes: u64) {
        *self.lock() += bytes;
        self.freed.notify_all();
    }

    // the number is right even if some thread panicked while it held the lock
    fn lock(&self) -> MutexGuard<'_, u64> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reservation {
    /// Gives back all but so much.
    pub fn keep(&mut self, bytes: u64) {
        let surplus = self.bytes.saturating_sub(bytes);
        self.bytes -= surplus;
        self.memory.give_back(surplus);
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.memory.give_back(self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let memory = Memory::new(100);
        let soon = || Deadline::after(Duration::from_millis(10));
        let mut first = memory.reserve(60, soon()).unwrap();
        assert!(memory.reserve(60, soon()).is_err());
        first.keep(40);
        drop(memory.reserve(60, soon()).unwrap());
        drop(first);
        let all = memory.reserve(1000, soon()).unwrap();
        assert!(memory.reserve(1, soon()).is_err());
        drop(all);
        assert!(memory.reserve(100, soon()).is_ok());
    }
}
