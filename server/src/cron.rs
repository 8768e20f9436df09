//! The hourly cron: has those tasks of `service::cron` run that are due, and says in the log what they did.

use crate::{adapters, log, meter};
use domain::plan::Resource;
use domain::time::Timestamp;
use service::cron::Outcome;
use worker::{Env, ScheduledEvent};

pub(crate) async fn run(event: ScheduledEvent, env: Env) {
    meter::count(Resource::Requests, 1);
    let world = match adapters::world(&env) {
        Ok(world) => world,
        Err(error) => return log::error("the configuration is wrong", error),
    };
    let run = service::cron::run(&world, scheduled_for(&event)).await;
    for ran in &run.tasks {
        match &ran.outcome {
            Outcome::Did(did) => log::info(&format!("cron: {}: {did}", ran.task)),
            Outcome::Failed(error) => log::error(&format!("cron: {}", ran.task), error),
        }
    }
    if let Some(error) = run.not_noted {
        log::error("the run of the cron was not written down", error);
    }
    meter::settle(&world).await;
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a time in milliseconds is whole, and far from the largest"
)]
fn scheduled_for(event: &ScheduledEvent) -> Timestamp {
    Timestamp::from_millis(event.schedule() as i64)
}
