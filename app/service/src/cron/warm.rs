//! Asks D1, R2, KV and the image service once an hour, so that none of them goes to sleep, and writes down how long each took.

use crate::{
    Result, World,
    health::{self, Part},
    sql::{
        cron::{LatencyRow, latencies_of, note_latency},
        statistics,
    },
};
use domain::plan::standing::day_of;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How long a part took to answer on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latency {
    /// How often it answered.
    pub answered: u64,
    /// How often it did not.
    pub silent: u64,
    /// How long it took on average, in milliseconds.
    pub mean: u64,
    /// How long it took at most, in milliseconds.
    pub most: u64,
}

/// Asks them; gives how long each took, in milliseconds. What does not answer is no failure of this task: that is what it finds out.
///
/// # Errors
/// If the database does not take what was found.
pub(super) async fn run(world: &World) -> Result<BTreeMap<&'static str, u64>> {
    let now = world.now();
    let answers = health::ask(world).await;
    let took = |part| {
        answers
            .iter()
            .find(|answer| answer.part == part && answer.ok)
            .map(|answer| answer.millis)
    };
    let row = LatencyRow {
        d1: took(Part::Database),
        r2: took(Part::Storage),
        kv: took(Part::Kv),
        images: took(Part::Images),
    };
    let day = day_of(now);
    let statements = vec![note_latency(now, row), statistics::open(day), latencies_of(day)];
    let rows = world.db.batch(statements).await?.pop().unwrap_or_default();
    let of_day = of_day(&rows.all::<LatencyRow>()?);
    let json = serde_json::json!(of_day).to_string();
    world.db.run(statistics::note_latencies(day, &json)).await?;
    Ok(answers
        .iter()
        .filter(|answer| answer.ok)
        .map(|answer| (answer.part.name(), answer.millis))
        .collect())
}

/// What these say of each part, by its name.
fn of_day(rows: &[LatencyRow]) -> BTreeMap<String, Latency> {
    let of = |part: Part| {
        let took = |row: &LatencyRow| match part {
            Part::Database => row.d1,
            Part::Storage => row.r2,
            Part::Kv => row.kv,
            Part::Images => row.images,
        };
        (
            part.name().to_owned(),
            latency(&rows.iter().map(took).collect::<Vec<_>>()),
        )
    };
    Part::ALL.into_iter().map(of).collect()
}

fn latency(took: &[Option<u64>]) -> Latency {
    let (answers, asked): (Vec<u64>, _) = (took.iter().copied().flatten().collect(), took.len());
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let answered = count(answers.len());
    let sum = answers.iter().fold(0_u64, |sum, millis| sum.saturating_add(*millis));
    Latency {
        answered,
        silent: count(asked) - answered,
        mean: sum.checked_div(answered).unwrap_or(0),
        most: answers.iter().max().copied().unwrap_or(0),
    }
}
