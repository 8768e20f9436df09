//! When a job is tried again, and when it is given up.

/// Seconds to wait after the first, second, … lost try. After the one that follows the last delay, the job has failed.
pub const RETRY_DELAYS: [u32; 5] = [10, 60, 300, 1800, 7200];

/// What to do after a try that was lost (the image service was away or busy; not: the file is bad).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterLoss {
    /// Try again in this many seconds.
    RetryIn(u32),
    /// Give up: only the owner's retry starts it again.
    GiveUp,
}

/// Decides by how many tries were made since upload or since the owner's last retry.
#[must_use]
pub fn after_loss(tries: u32, delays: &[u32]) -> AfterLoss {
    usize::try_from(tries)
        .ok()
        .and_then(|tries| delays.get(tries.saturating_sub(1)))
        .map_or(AfterLoss::GiveUp, |seconds| AfterLoss::RetryIn(*seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_then_the_job_has_failed() {
        let after: Vec<AfterLoss> = (1..=7).map(|tries| after_loss(tries, &RETRY_DELAYS)).collect();
        assert_eq!(
            after,
            [
                AfterLoss::RetryIn(10),
                AfterLoss::RetryIn(60),
                AfterLoss::RetryIn(300),
                AfterLoss::RetryIn(1800),
                AfterLoss::RetryIn(7200),
                AfterLoss::GiveUp,
                AfterLoss::GiveUp
            ]
        );
    }
}
