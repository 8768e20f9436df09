//! What happens every hour: the sweep, a slice of the census, backups, and a slice of the audit.

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
    match service::backup::run(&world).await {
        Ok(ran) => log::info(&format!("backups: {ran:?}")),
        Err(error) => log::error("backups stopped", error),
    }
    match service::audit::run(&world).await {
        Ok(looked) => log::info(&format!("audit: {looked:?}")),
        Err(error) => log::error("the audit stopped", error),
    }
    meter::settle(&world).await;
}
