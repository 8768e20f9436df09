//! All uploads as one: how much is sent, and how long the rest will take. Plain structs; the time is an argument.

use super::tile::Stage;
use std::collections::VecDeque;

/// How far all uploads together have come. Those that failed do not count: nobody waits for them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Totals {
    /// How many there are.
    pub(crate) photos: usize,
    /// How many of them have arrived.
    pub(crate) arrived: usize,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// How many of these are sent.
    pub(crate) sent: u64,
}

impl Totals {
    /// With one more, of so many bytes, so many per cent of which are sent.
    pub(crate) const fn and(mut self, stage: Stage, bytes: u64, per_cent: u32) -> Self {
        if matches!(stage, Stage::Failed) {
            return self;
        }
        self.photos += 1;
        self.bytes += bytes;
        if stage.is_sending() {
            self.sent += bytes / 100 * per_cent as u64;
        } else {
            self.arrived += 1;
            self.sent += bytes;
        }
        self
    }

    /// Whether there is still something to send.
    pub(crate) const fn is_sending(self) -> bool {
        self.arrived < self.photos
    }
}

/// Over how many milliseconds the speed is measured.
const WINDOW: f64 = 20_000.0;
/// After how many it means something.
const MEANINGFUL: f64 = 4_000.0;

/// How fast it goes.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    seen: VecDeque<(f64, u64)>,
}

impl Pace {
    /// Takes note of what is sent by now (in milliseconds), and says how many seconds the rest will take, if that can be said.
    pub(crate) fn left(&mut self, now: f64, totals: Totals) -> Option<u32> {
        let back = self.seen.back().is_some_and(|(_, sent)| *sent > totals.sent);
        if back {
            // something was lost, and what was measured with it
            self.seen.clear();
        }
        self.seen.push_back((now, totals.sent));
        while self.seen.front().is_some_and(|(then, _)| now - then > WINDOW) {
            self.seen.pop_front();
        }
        let (then, sent) = *self.seen.front()?;
        let (gone_by, bytes) = (now - then, totals.sent.saturating_sub(sent));
        if gone_by < MEANINGFUL || bytes == 0 {
            return None;
        }
        let rest = totals.bytes.saturating_sub(totals.sent);
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an estimate in whole seconds"
        )]
        let seconds = (rest as f64 / bytes as f64 * gone_by / 1000.0) as u32;
        Some(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_not_lost_counts() {
        let totals = Totals::default()
            .and(Stage::Ready, 1000, 100)
            .and(Stage::Sending, 2000, 50)
            .and(Stage::Waiting, 500, 0)
            .and(Stage::Failed, 9000, 90);
        let expected = Totals {
            photos: 3,
            arrived: 1,
            bytes: 3500,
            sent: 2000,
        };
        assert_eq!(totals, expected);
        assert!(totals.is_sending());
    }

    #[test]
    fn the_time_left_is_said_once_it_means_something() {
        let mut pace = Pace::default();
        let at = |sent| Totals {
            photos: 1,
            arrived: 0,
            bytes: 10_000,
            sent,
        };
        assert_eq!(pace.left(0.0, at(0)), None);
        assert_eq!(pace.left(1000.0, at(1000)), None);
        assert_eq!(pace.left(5000.0, at(5000)), Some(5));
        assert_eq!(pace.left(30_000.0, at(5000)), None, "it stands still");
        assert_eq!(pace.left(31_000.0, at(0)), None, "it begins again");
    }
}
