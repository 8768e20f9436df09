//! The hourly sweep.

use crate::{adapters, log};
use worker::Env;

pub(crate) async fn sweep(env: Env) {
    match adapters::world(&env) {
        Ok(world) => match service::sweep::run(&world).await {
            Ok(swept) => log::info(&format!("swept: {swept:?}")),
            Err(error) => log::error("the sweep stopped", error),
        },
        Err(error) => log::error("the configuration is wrong", error),
    }
}
