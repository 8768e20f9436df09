//! Whether the image service answers: the one row of the circuit breaker (`domain::breaker`). It is written only when it changes.

use super::{jobs::CLAIMABLE, jobs::EARLY_MILLIS, statement};
use crate::ports::Statement;
use domain::{
    breaker::{Breaker, OPENS_AFTER},
    id::PhotoId,
    time::Timestamp,
};
use serde::Deserialize;

/// The row.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct BreakerRow {
    failures: u32,
    probe_at: Timestamp,
}

impl BreakerRow {
    /// What is known.
    #[must_use]
    pub const fn breaker(&self) -> Breaker {
        Breaker {
            failures: self.failures,
            probe_at: self.probe_at,
        }
    }
}

/// Reads it.
#[must_use]
pub fn read() -> Statement {
    statement("select failures, probe_at from image_service where id = 1", [])
}

/// Makes this photo the probe, if the breaker is open, it is time for one, and the photo's job can be claimed. Until `until` there
/// is no other.
#[must_use]
pub fn probe(photo: PhotoId, now: Timestamp, until: Timestamp) -> Statement {
    statement(
        format!(
            "update image_service set probing = ?1, probe_at = ?3 where id = 1 and failures >= ?5 and probe_at <= ?2 \
             and exists (select 1 from jobs where {CLAIMABLE})"
        ),
        [
            photo.to_string().into(),
            now.into(),
            until.into(),
            EARLY_MILLIS.into(),
            OPENS_AFTER.into(),
        ],
    )
}

/// It failed: what is known from now on.
#[must_use]
pub fn failed(breaker: Breaker) -> Statement {
    statement(
        "update image_service set failures = failures + 1, probe_at = ?1, probing = null where id = 1",
        [breaker.probe_at.into()],
    )
}

/// It answered.
#[must_use]
pub fn answered() -> Statement {
    statement(
        "update image_service set failures = 0, probing = null where id = 1 and failures > 0",
        [],
    )
}
