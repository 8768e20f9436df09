//! Who may work and who may wait: so many jobs at once, so many in line, nobody beyond that.
//!
//! It decides about places only. What a job is, and on which thread it runs, is not its business.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::sleep,
};

/// How often to look whether the last one inside is done.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// The places for work and for waiting.
#[derive(Debug)]
pub struct Admission {
    jobs: usize,
    all: usize,
    draining: AtomicBool,
    /// Everyone inside holds one of these, whether waiting or working.
    places: Arc<Semaphore>,
    /// Everyone at work holds one of these too. Handed out in the order of arrival.
    turns: Arc<Semaphore>,
}

/// A place in line. Dropping it leaves the line.
#[derive(Debug)]
pub struct Place {
    held: OwnedSemaphorePermit,
    turns: Arc<Semaphore>,
}

/// The right to work, until dropped.
#[derive(Debug)]
pub struct Turn {
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

/// How many are inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Those at work.
    pub working: usize,
    /// Those in line.
    pub waiting: usize,
    /// Whether one more would be let in.
    pub room: bool,
}

impl Admission {
    /// So many jobs at once, and so many in line.
    #[must_use]
    pub fn new(jobs: usize, queue: usize) -> Self {
        let all = jobs + queue;
        Self {
            jobs,
            all,
            draining: AtomicBool::new(false),
            places: Arc::new(Semaphore::new(all)),
            turns: Arc::new(Semaphore::new(jobs)),
        }
    }

    /// A place in line, or nothing if the line is full or nobody is let in any more.
    #[must_use]
    pub fn enter(&self) -> Option<Place> {
        if self.is_draining() {
            return None;
        }
        Arc::clone(&self.places).try_acquire_owned().ok().map(|held| Place {
            held,
            turns: Arc::clone(&self.turns),
        })
    }

    /// Lets nobody in any more, and waits until everybody inside is done: those in line have their turn.
    pub async fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
        while self.places.available_permits() < self.all {
            sleep(LOOK_AGAIN).await;
        }
    }

    /// Whether nobody is let in any more.
    #[must_use]
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// How many are inside.
    #[must_use]
    pub fn load(&self) -> Load {
        let free = self.places.available_permits();
        let working = self.jobs - self.turns.available_permits();
        Load {
            working,
            waiting: (self.all - free).saturating_sub(working),
            room: free > 0 && !self.is_draining(),
        }
    }
}

impl Place {
    /// Waits for its turn. Whoever stops waiting leaves the line.
    pub async fn turn(self) -> Option<Turn> {
        // it fails only for a closed semaphore, and nobody closes this one
        let turn = self.turns.acquire_owned().await.ok()?;
        Some(Turn {
            _place: self.held,
            _turn: turn,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Option<F::Output> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        }
    }

    #[test]
    fn beyond_work_and_line_nobody_enters() {
        let admission = Admission::new(1, 1);
        let working = poll(pin!(admission.enter().unwrap().turn())).unwrap().unwrap();
        let mut waiting = Box::pin(admission.enter().unwrap().turn());
        assert!(poll(waiting.as_mut()).is_none());
        assert!(admission.enter().is_none());
        assert_eq!(
            admission.load(),
            Load {
                working: 1,
                waiting: 1,
                room: false
            }
        );
        drop(working);
        assert!(poll(waiting.as_mut()).is_some());
        assert!(admission.enter().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn draining_lets_those_inside_finish_and_nobody_in() {
        let admission = Admission::new(1, 2);
        let working = admission.enter().unwrap().turn().await.unwrap();
        let waiting = admission.enter().unwrap();
        let (end, ended) = tokio::sync::oneshot::channel();
        let line = async {
            assert!(admission.enter().is_none(), "draining has begun");
            sleep(LOOK_AGAIN * 3).await;
            drop(working);
            let turn = waiting.turn().await.unwrap();
            sleep(LOOK_AGAIN * 3).await;
            drop(turn);
            end.send(()).unwrap();
        };
        let drain = async {
            admission.drain().await;
            let mut ended = ended;
            assert!(ended.try_recv().is_ok(), "everybody had their turn");
        };
        tokio::join!(drain, line);
        assert!(admission.enter().is_none());
    }

    #[test]
    fn who_stops_waiting_frees_a_place() {
        let admission = Admission::new(1, 1);
        let _working = poll(pin!(admission.enter().unwrap().turn())).unwrap();
        let waiting = Box::pin(admission.enter().unwrap().turn());
        assert!(admission.enter().is_none());
        drop(waiting);
        assert!(admission.enter().is_some());
    }
}
