//! The hourly cron: tasks, each once an hour or twice, spread over six runs, since a run has 10 ms of the processor on the free plan. A
//! task that fails stops no other, and what each did is written down.
//!
//! No task counts on the hour before: each looks at rows as they are and does so much of what it finds, and what is left, or was
//! missed, the next hour does. So much is small: what a run costs does not depend on how large the site is. Lists of the sweep have at
//! most 100 entries (what is only forgotten, 1000), a slice of the census 2000 rows and one of the tally 1000, the most popular are
//! found among 100; all of it is looked at by the database, and the Worker only sums up.
//!
//! Whoever adds a task adds it to `Task` and to `RUNS`.

mod record;
mod warm;

pub use record::{Outcome, Ran, Run};
pub use warm::Latency;

use crate::{Result, World, audit, backup, census, popular, site_settings, sql, sweep, tally, views};
use domain::time::Timestamp;
use record::told;

/// How long runs are remembered, in days.
pub(crate) const KEPT_DAYS: i64 = 30;

/// What runs at each tenth minute of an hour, in this order.
const RUNS: [&[Task]; 6] = [
    &[Task::Warm, Task::Settings, Task::Forget],
    &[Task::Sweep],
    &[Task::Views, Task::Census, Task::Tally],
    &[Task::Popular, Task::Audit],
    &[Task::Sweep],
    &[Task::Backups, Task::Audit],
];

/// How far runs are apart, in seconds: `crons` in wrangler.toml says the same.
pub const SECONDS_APART: i64 = 600;

#[derive(Debug, Clone, Copy)]
enum Task {
    /// Asks every part how it is, which wakes it.
    Warm,
    Settings,
    Forget,
    Sweep,
    Views,
    Census,
    Tally,
    Popular,
    Backups,
    Audit,
}

impl Task {
    /// What records and logs call it.
    const fn name(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Settings => "settings",
            Self::Forget => "forget",
            Self::Sweep => "sweep",
            Self::Views => "views",
            Self::Census => "census",
            Self::Tally => "tally",
            Self::Popular => "popular",
            Self::Backups => "backups",
            Self::Audit => "audit",
        }
    }

    async fn run(self, world: &World) -> Outcome {
        match self {
            Self::Warm => told(warm::run(world)).await,
            Self::Settings => told(site_settings::repair(world)).await,
            Self::Forget => told(forget(world)).await,
            Self::Sweep => told(sweep::run(world)).await,
            Self::Views => told(views::write(world)).await,
            Self::Census => told(census::run(world)).await,
            Self::Tally => told(tally::run(world)).await,
            Self::Popular => told(popular::run(world)).await,
            Self::Backups => told(backup::run(world)).await,
            Self::Audit => told(audit::run(world)).await,
        }
    }
}

/// What is due at this time.
fn due(scheduled_for: Timestamp) -> &'static [Task] {
    let runs_before = usize::try_from(scheduled_for.seconds() / SECONDS_APART).unwrap_or(0);
    RUNS.get(runs_before % RUNS.len()).copied().unwrap_or_default()
}

/// Does what is due at the time that the run is scheduled for. That it is not written down keeps nothing from being done: then its
/// record says so.
pub async fn run(world: &World, scheduled_for: Timestamp) -> Run {
    let started_at = world.now();
    let mut noted = world.db.run(sql::cron::begin(started_at)).await.map(|_| ());
    let mut tasks_done = Vec::new();
    for task in due(scheduled_for) {
        let begun = world.now();
        let outcome = task.run(world).await;
        tasks_done.push(Ran {
            task: task.name().to_owned(),
            millis: u64::try_from(world.now().millis() - begun.millis()).unwrap_or(0),
            outcome,
        });
    }
    let ended_at = world.now();
    let tasks = record::write(&tasks_done);
    noted = noted.and(
        world
            .db
            .run(sql::cron::end(started_at, ended_at, &tasks))
            .await
            .map(|_| ()),
    );
    Run {
        started_at,
        ended_at: Some(ended_at),
        tasks: tasks_done,
        not_noted: noted.err().map(|error| error.to_string()),
    }
}

/// Forgets what is older than it is shown.
async fn forget(world: &World) -> Result<()> {
    let before = world.now().plus_days(-KEPT_DAYS);
    let statements = vec![sql::cron::forget(before), sql::cron::forget_latencies(before)];
    world.db.batch(statements).await?;
    Ok(())
}
