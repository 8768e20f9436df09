//! The hourly cron: tasks, one after the other. One that fails stops no other, and what each did is written down.
//!
//! No task counts on the hour before: each looks at rows as they are and does so much of what it finds, and what is left, or was
//! missed, the next run does. So much is small: what a run costs does not depend on how large the site is. Lists of the sweep have at
//! most 100 entries, a slice of the census 2000 rows and one of the tally 1000, the most popular are found among 100; all of it is
//! looked at by the database, and the Worker only sums up.
//!
//! Whoever adds a task adds a line to `tasks`.

mod record;
mod warm;

pub use record::{Outcome, Ran, Run};
pub use warm::Latency;

use crate::{Result, World, audit, backup, census, popular, site_settings, sql, sweep, tally, views};
use record::told;
use std::{future::Future, pin::Pin};

/// How long runs are remembered, in days.
pub(crate) const KEPT_DAYS: i64 = 30;

/// A task that is under way.
type Pending<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// The tasks, in their order. Asking the parts comes first: it wakes them for the others.
fn tasks(world: &World) -> Vec<(&'static str, Pending<'_>)> {
    vec![
        ("warm", Box::pin(told(warm::run(world)))),
        ("sweep", Box::pin(told(sweep::run(world)))),
        ("views", Box::pin(told(views::write(world)))),
        ("census", Box::pin(told(census::run(world)))),
        ("tally", Box::pin(told(tally::run(world)))),
        ("popular", Box::pin(told(popular::run(world)))),
        ("settings", Box::pin(told(site_settings::repair(world)))),
        ("backups", Box::pin(told(backup::run(world)))),
        ("audit", Box::pin(told(audit::run(world)))),
        ("forget", Box::pin(told(forget(world)))),
    ]
}

/// Runs once. That it is not written down keeps nothing from being done: then its record says so.
pub async fn run(world: &World) -> Run {
    let started_at = world.now();
    let mut noted = world.db.run(sql::cron::begin(started_at)).await.map(|_| ());
    let mut tasks_done = Vec::new();
    for (task, pending) in tasks(world) {
        let begun = world.now();
        let outcome = pending.await;
        tasks_done.push(Ran {
            task: task.to_owned(),
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
