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
}
