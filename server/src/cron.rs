//! The hourly cron: has the tasks of `service::cron` run, and says in the log what they did.

use crate::{adapters, log, meter};
use domain::plan::Resource;
use service::cron::Outcome;
use worker::Env;

pub(crate) async fn run(env: Env) {
    meter::count(Resource::Requests, 1);
    let world = match adapters::world(&env) {
        Ok(world) => world,
        Err(error) => return log::error("the configuration is wrong", error),
    };
    let run = service::cron::run(&world).await;
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
