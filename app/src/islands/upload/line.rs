//! Who is sent next: first come, first served, a few at the same time.

use domain::limits::PARALLEL_UPLOADS;
use std::collections::VecDeque;

/// The line of uploads, by their keys.
#[derive(Debug, Default)]
pub(crate) struct Line {
    waiting: VecDeque<u32>,
    under_way: usize,
}

impl Line {
    /// At the end of the line.
    pub(crate) fn join(&mut self, key: u32) {
        self.waiting.push_back(key);
    }

    /// At its head: it has waited before.
    pub(crate) fn rejoin(&mut self, key: u32) {
        self.waiting.push_front(key);
    }

    /// The next one, if there is a free place.
    pub(crate) fn next(&mut self) -> Option<u32> {
        if self.under_way >= PARALLEL_UPLOADS {
            return None;
        }
        let key = self.waiting.pop_front()?;
        self.under_way += 1;
        Some(key)
    }

    /// One has left its place.
    pub(crate) fn leave(&mut self) {
        self.under_way = self.under_way.saturating_sub(1);
    }

    /// One does not want to wait any longer.
    pub(crate) fn give_up(&mut self, key: u32) {
        self.waiting.retain(|waiting| *waiting != key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_go_at_the_same_time_in_the_order_they_came() {
        let mut line = Line::default();
        (1..=5).for_each(|key| line.join(key));
        let first: Vec<u32> = std::iter::from_fn(|| line.next()).collect();
        assert_eq!(first, [1, 2, 3]);
        line.leave();
        assert_eq!((line.next(), line.next()), (Some(4), None));
    }

    #[test]
    fn who_comes_back_is_first_and_who_gives_up_is_not_called() {
        let mut line = Line::default();
        (1..=3).for_each(|key| line.join(key));
        assert_eq!(line.next(), Some(1));
        line.give_up(2);
        line.leave();
        line.rejoin(1);
        let rest: Vec<u32> = std::iter::from_fn(|| line.next()).collect();
        assert_eq!(rest, [1, 3]);
    }
}
