//! The circuit breaker before the image service: while it does not answer, it is asked rarely, and photos wait without losing a try.
//!
//! After [`OPENS_AFTER`] failures in a row the breaker is open. Then one job at a time is a probe, after growing delays; the first
//! answer closes it. Failures are timeouts, broken connections, answers that are none, and reports that contradict their ticket. A
//! service that is busy, or that refuses a file, is well.
//!
//! The pattern is M. Nygard's (*Release It!*, 2007, 5.2, "Circuit Breaker").

use crate::time::Timestamp;

/// How many failures in a row open it.
pub const OPENS_AFTER: u32 = 5;

/// Seconds until the first, second, … probe; the last one is that of all further ones.
pub const PROBE_DELAYS: [u32; 5] = [30, 60, 120, 300, 900];

/// What is known of the image service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breaker {
    /// How often in a row it failed.
    pub failures: u32,
    /// When it may be asked next, while the breaker is open.
    pub probe_at: Timestamp,
}

impl Breaker {
    /// Whether it is asked rarely.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.failures >= OPENS_AFTER
    }

    /// It failed once more. Give the delays in order.
    #[must_use]
    pub fn failed(self, now: Timestamp, delays: &[u32]) -> Self {
        let failures = self.failures.saturating_add(1);
        let probes = usize::try_from(failures.saturating_sub(OPENS_AFTER)).unwrap_or(usize::MAX);
        let delay = delays.get(probes).or(delays.last()).copied().unwrap_or(0);
        Self {
            failures,
            probe_at: now.plus_seconds(delay.into()),
        }
    }

    /// In how many seconds a job comes again that would do so in `seconds`: not before it could be a probe.
    #[must_use]
    pub fn wait(&self, now: Timestamp, seconds: u32) -> u32 {
        if !self.is_open() {
            return seconds;
        }
        let millis = self.probe_at.millis().saturating_sub(now.millis());
        let until = millis.saturating_add(999).checked_div(1000).unwrap_or(0);
        seconds.max(u32::try_from(until).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Breaker = Breaker {
        failures: 0,
        probe_at: Timestamp::from_millis(0),
    };

    fn after(failures: u32) -> Breaker {
        (0..failures).fold(NEW, |breaker, _| {
            breaker.failed(Timestamp::from_millis(0), &PROBE_DELAYS)
        })
    }

    #[test]
    fn it_opens_after_five_failures_in_a_row() {
        for failures in 0..5 {
            assert!(!after(failures).is_open());
        }
        assert!(after(5).is_open() && after(6).is_open());
    }

    #[test]
    fn probes_become_rarer_and_never_end() {
        let seconds: Vec<i64> = (5..=11).map(|failures| after(failures).probe_at.seconds()).collect();
        assert_eq!(seconds, [30, 60, 120, 300, 900, 900, 900]);
        assert_eq!(after(9).failed(Timestamp::from_millis(0), &[]).probe_at.seconds(), 0);
    }

    #[test]
    fn a_job_comes_again_when_it_could_be_a_probe() {
        let now = Timestamp::from_millis(500);
        assert_eq!(after(4).wait(now, 10), 10, "closed");
        assert_eq!(after(5).wait(now, 10), 30);
        assert_eq!(after(5).wait(now, 60), 60);
        assert_eq!(after(5).wait(Timestamp::from_millis(60_000), 10), 10);
    }
}
