//! The hourly sweep, the hourly slice of the census, and the copy of the settings.

use crate::{adapters, log, meter};
use domain::plan::Resource;
use worker::Env;

pub(crate) async fn sweep(env: Env) {
    meter::count(Resource::Requests, 1);
    let world = match adapters::world(&env) {
        Ok(world) => world,
        Err(error) => return log::error("the configuration is wrong", error),
    };
    match service::sweep::run(&world).await {
        Ok(swept) => log::info(&format!("swept: {swept:?}")),
        Err(error) => log::error("the sweep stopped", error),
    }
    if let Err(error) = service::census::run(&world).await {
        log::error("the census stopped", error);
    }
    match service::site_settings::repair(&world).await {
        Ok(false) => {}
        Ok(true) => log::info("the copy of the settings was written again"),
        Err(error) => log::error("the copy of the settings was not looked after", error),
    }
    meter::settle(&world).await;
}
