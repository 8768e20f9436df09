//! Cloudflare's bindings as the ports of `service`. The only place on the Worker that reads a clock or makes randomness.

mod archives;
pub(crate) mod assemble;
mod bell;
pub(crate) mod blobs;
mod clock;
mod database;
mod figures;
mod images;
mod incoming;
mod limits;
mod mail;
mod pages;
mod revocations;
mod settings;
mod signatures;
mod streams;

pub(crate) use incoming::{Body, Picture, sha256};

use crate::meter;
use service::{World, config::Config, config::ConfigError, ports::PortError, site_settings::Known};
use std::{
    fmt::Display,
    sync::{Arc, LazyLock, OnceLock},
};
use wasm_bindgen::JsValue;
use worker::Env;

/// Read and checked once an isolate; its vars and secrets never change in its life.
static CONFIG: OnceLock<Arc<Config>> = OnceLock::new();

/// What this isolate knows of the site's settings.
static SETTINGS: LazyLock<Arc<Known>> = LazyLock::new(Arc::default);

/// Builds the world around one event.
///
/// # Errors
/// The variable that is missing or wrong.
pub(crate) fn world(env: &Env) -> Result<World, ConfigError> {
    let config = config(env)?;
    let world = World {
        db: Arc::new(database::D1(env.clone())),
        blobs: Arc::new(blobs::R2(env.clone())),
        archives: Arc::new(archives::R2Archives(env.clone())),
        bell: Arc::new(bell::JobQueue(env.clone())),
        images: Arc::new(images::Images::of(&config)),
        pages: Arc::new(pages::KeptPages(env.clone())),
        figures: Arc::new(figures::FiguresInKv(env.clone())),
        revocations: Arc::new(revocations::RevokedInKv(env.clone())),
        settings_copy: Arc::new(settings::SettingsInKv(env.clone())),
        limits: Arc::new(limits::RateLimiters(env.clone())),
        signatures: Arc::new(signatures::WebCrypto),
        mailer: config.mail.as_ref().map(|mail| mail::mailer(env, mail)),
        clock: Arc::new(clock::SystemClock),
        random: Arc::new(clock::SystemRandom),
        meter: meter::of_isolate(),
        views: meter::views_of_isolate(),
        settings: SETTINGS.clone(),
        config,
    };
    Ok(world.metered())
}

fn config(env: &Env) -> Result<Arc<Config>, ConfigError> {
    if let Some(config) = CONFIG.get() {
        return Ok(config.clone());
    }
    // a binding is no variable, and says nothing but that it is there
    let bound = mail::is_bound(env).then(|| "bound".to_owned());
    let read = Config::read(&|name| {
        let var = || env.var(name).ok().map(|value| value.to_string());
        if name == mail::BINDING { bound.clone() } else { var() }
    });
    let read = Arc::new(read?);
    Ok(CONFIG.get_or_init(|| read).clone())
}

/// Names a failed call for the log.
fn port<E: Display>(what: &'static str) -> impl Fn(E) -> PortError {
    move |error| PortError::new(what, error)
}

/// The same of a call into JavaScript, which throws what cannot be shown.
fn js(what: &'static str) -> impl Fn(JsValue) -> PortError {
    move |error| PortError::new(what, format!("{error:?}"))
}
