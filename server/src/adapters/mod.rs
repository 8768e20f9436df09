//! Cloudflare's bindings as the ports of `service`. The only place on the Worker that reads a clock or makes randomness.

mod archives;
pub(crate) mod assemble;
mod bell;
pub(crate) mod blobs;
mod clock;
mod database;
mod images;
mod incoming;
mod limits;
mod pages;
mod revocations;
mod signatures;
mod streams;

pub(crate) use incoming::{Body, sha256};
pub(crate) use pages::{Caches, FAR_SECONDS, KeptPage};

use service::{World, config::Config, config::ConfigError, ports::PortError};
use std::{
    fmt::Display,
    sync::{Arc, OnceLock},
};
use worker::Env;

/// Read and checked once an isolate; its vars and secrets never change in its life.
static CONFIG: OnceLock<Arc<Config>> = OnceLock::new();

/// Builds the world around one event.
///
/// # Errors
/// The variable that is missing or wrong.
pub(crate) fn world(env: &Env) -> Result<World, ConfigError> {
    let config = config(env)?;
    Ok(World {
        db: Arc::new(database::D1(env.clone())),
        blobs: Arc::new(blobs::R2(env.clone())),
        archives: Arc::new(archives::R2Archives(env.clone())),
        bell: Arc::new(bell::JobQueue(env.clone())),
        images: Arc::new(images::Images(config.images_url.clone())),
        pages: Arc::new(pages::KeptPages),
        revocations: Arc::new(revocations::RevokedInKv(env.clone())),
        limits: Arc::new(limits::RateLimiters(env.clone())),
        signatures: Arc::new(signatures::WebCrypto),
        clock: Arc::new(clock::SystemClock),
        random: Arc::new(clock::SystemRandom),
        config,
    })
}

fn config(env: &Env) -> Result<Arc<Config>, ConfigError> {
    if let Some(config) = CONFIG.get() {
        return Ok(config.clone());
    }
    let read = Arc::new(Config::read(&|name| env.var(name).ok().map(|value| value.to_string()))?);
    Ok(CONFIG.get_or_init(|| read).clone())
}

/// Names a failed call for the log.
fn port<E: Display>(what: &'static str) -> impl Fn(E) -> PortError {
    move |error| PortError::new(what, error)
}
