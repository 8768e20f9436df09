//! Memory for files and pixels, shared by all jobs: who needs more than is free waits, and is served in order of arrival,
//! so that small jobs never overtake a large one for ever. Who needs more than there is is refused.
//!
//! The amounts are estimates ([`crate::estimate`]), not measurements; a limit that the system enforces is another matter.

use crate::{clock::Deadline, fault::Fault};
use domain::reason::Reason;
use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

/// The memory that all jobs together may use for pixels.
#[derive(Debug)]
pub struct Memory {
    total: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    free: u64,
    /// The numbers of those who wait, the next one first.
    line: VecDeque<u64>,
    /// The number that the next one gets.
    next: u64,
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
            state: Mutex::new(State {
                free: total,
                line: VecDeque::new(),
                next: 0,
            }),
            changed: Condvar::new(),
        })
    }

    /// Waits until so much is free and takes it. Nobody who waits may hold a reservation already: all could end up waiting
    /// for each other.
    ///
    /// # Errors
    /// If it is not free by the deadline; at once, if there is not so much at all.
    pub fn reserve(self: &Arc<Self>, bytes: u64, deadline: Deadline) -> Result<Reservation, Fault> {
        self.check(bytes)?;
        let mut state = self.lock();
        let number = state.enter();
        while !state.serves(number, bytes) {
            if deadline.has_passed() {
                state.leave(number);
                self.changed.notify_all();
                return Err(Fault::later("no memory was free in time"));
            }
            let waited = self.changed.wait_timeout(state, deadline.left());
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.leave(number);
        state.free -= bytes;
        // there may be enough for the next in line too
        self.changed.notify_all();
        Ok(Reservation {
            memory: Arc::clone(self),
            bytes,
        })
    }

    /// How much there is, in bytes.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// How much of it is set aside, in bytes.
    #[must_use]
    pub fn reserved(&self) -> u64 {
        self.total.saturating_sub(self.lock().free)
    }

    fn check(&self, bytes: u64) -> Result<(), Fault> {
        if bytes > self.total {
            Err(Fault::File(Reason::TooMuchMemory))
        } else {
            Ok(())
        }
    }

    fn give_back(&self, bytes: u64) {
        self.lock().free += bytes;
        self.changed.notify_all();
    }

    // the numbers are right even if some thread panicked while it held the lock
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn enter(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        self.line.push_back(number);
        number
    }

    fn serves(&self, number: u64, bytes: u64) -> bool {
        self.line.front() == Some(&number) && self.free >= bytes
    }

    fn leave(&mut self, number: u64) {
        self.line.retain(|waiting| *waiting != number);
    }
}

impl Reservation {
    /// Takes more, up to so much, if it is free now: before those who wait, who hold nothing. Whether it did.
    ///
    /// # Errors
    /// If there is not so much at all.
    pub fn grow(&mut self, to: u64) -> Result<bool, Fault> {
        self.memory.check(to)?;
        let more = to.saturating_sub(self.bytes);
        let mut state = self.memory.lock();
        let is_free = state.free >= more;
        if is_free {
            state.free -= more;
            self.bytes += more;
        }
        Ok(is_free)
    }

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
    use std::{thread, time::Duration};

    fn await_line(memory: &Memory, length: usize) {
        while memory.lock().line.len() != length {
            thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn nobody_is_overtaken() {
        let memory = Memory::new(100);
        let later = || Deadline::after(Duration::from_secs(20));
        let first = memory.reserve(60, later()).unwrap();
        thread::scope(|scope| {
            let large = scope.spawn(|| memory.reserve(90, later()).unwrap());
            await_line(&memory, 1);
            // it would fit, but it came later
            let soon = Deadline::after(Duration::from_millis(20));
            assert!(memory.reserve(10, soon).is_err());
            let small = scope.spawn(|| drop(memory.reserve(20, later()).unwrap()));
            await_line(&memory, 2);
            drop(first);
            let large = large.join().unwrap();
            await_line(&memory, 1);
            drop(large);
            small.join().unwrap();
        });
        let state = memory.lock();
        assert_eq!((state.free, state.line.len()), (100, 0));
    }

    #[test]
    fn who_gives_up_holds_up_nobody() {
        let memory = Memory::new(100);
        let first = memory.reserve(60, Deadline::after(Duration::ZERO)).unwrap();
        thread::scope(|scope| {
            let large = scope.spawn(|| memory.reserve(90, Deadline::after(Duration::from_millis(100))).is_err());
            await_line(&memory, 1);
            assert!(memory.reserve(10, Deadline::after(Duration::from_secs(20))).is_ok());
            assert!(large.join().unwrap());
        });
        drop(first);
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let memory = Memory::new(100);
        let soon = || Deadline::after(Duration::from_millis(10));
        let mut first = memory.reserve(60, soon()).unwrap();
        assert_eq!((memory.reserved(), memory.total()), (60, 100));
        assert!(memory.reserve(60, soon()).is_err());
        first.keep(40);
        drop(memory.reserve(60, soon()).unwrap());
        drop(first);
        let all = memory.reserve(100, soon()).unwrap();
        assert!(memory.reserve(1, soon()).is_err());
        drop(all);
        assert!(memory.reserve(100, soon()).is_ok());
    }

    #[test]
    fn who_needs_more_than_there_is_is_refused_at_once() {
        let memory = Memory::new(100);
        let soon = || Deadline::after(Duration::from_secs(20));
        let refused = Fault::File(Reason::TooMuchMemory);
        assert_eq!(memory.reserve(101, soon()).unwrap_err(), refused);
        let mut first = memory.reserve(10, soon()).unwrap();
        assert_eq!(first.grow(101).unwrap_err(), refused);
        assert_eq!(memory.reserved(), 10);
    }

    #[test]
    fn who_is_inside_may_grow_into_what_is_free() {
        let memory = Memory::new(100);
        let mut first = memory.reserve(10, Deadline::after(Duration::ZERO)).unwrap();
        let second = memory.reserve(50, Deadline::after(Duration::ZERO)).unwrap();
        assert_eq!(first.grow(51), Ok(false));
        assert_eq!(memory.reserved(), 60);
        assert_eq!(first.grow(50), Ok(true));
        assert_eq!(first.grow(20), Ok(true));
        assert_eq!(memory.reserved(), 100);
        drop((first, second));
        assert_eq!(memory.reserved(), 0);
    }
}
