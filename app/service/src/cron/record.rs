//! What the tasks of a run did, in words for whoever runs the site.

use crate::{Error, Result, sql::cron::RunRow};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::future::Future;

/// How many characters of an error are kept.
const MOST_CHARACTERS: usize = 300;

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; one that did not, died.
    pub ended_at: Option<Timestamp>,
    /// What its tasks did, in their order.
    pub tasks: Vec<Ran>,
    /// Why it could not be written down, if it could not.
    pub not_noted: Option<String>,
}

/// A task that ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// Its name.
    pub task: String,
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// What it did, in figures.
    Did(Value),
    /// Why it did not.
    Failed(String),
}

impl Outcome {
    /// What it did, where that is not nothing: names and figures. One figure alone has no name.
    #[must_use]
    pub fn figures(&self) -> Vec<(&str, u64)> {
        let Self::Did(did) = self else { return Vec::new() };
        let of_object = did.as_object().into_iter().flatten();
        let named = of_object.filter_map(|(name, value)| Some((name.as_str(), value.as_u64()?)));
        let alone = did.as_u64().map(|number| ("", number));
        named.chain(alone).filter(|(_, number)| *number > 0).collect()
    }
}

/// What comes of a task, once it is over.
pub(super) async fn told<Did: Serialize>(task: impl Future<Output = Result<Did>>) -> Outcome {
    match task.await {
        Ok(did) => Outcome::Did(serde_json::to_value(did).unwrap_or_default()),
        Err(error) => Outcome::Failed(reason(&error).chars().take(MOST_CHARACTERS).collect()),
    }
}

/// What a log says of it.
fn reason(error: &Error) -> String {
    match error {
        Error::Port(cause) => cause.to_string(),
        refused => refused.to_string(),
    }
}

/// As a row holds it.
pub(super) fn write(tasks: &[Ran]) -> String {
    serde_json::to_string(tasks).unwrap_or_else(|_| "[]".to_owned())
}

impl From<RunRow> for Run {
    fn from(row: RunRow) -> Self {
        Self {
            started_at: row.started_at,
            ended_at: row.ended_at,
            // what an earlier release wrote may be something else
            tasks: serde_json::from_str(&row.tasks).unwrap_or_default(),
            not_noted: None,
        }
    }
}
