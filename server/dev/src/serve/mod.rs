//! Starts the parts of one site on this machine, says when they answer, and stops them together.
//!
//! Nothing listens anywhere but on 127.0.0.1, and nothing needs a Cloudflare account or a network.

mod child;
mod migrations;
mod options;
mod ready;
mod secrets;
mod signals;

pub(crate) use {migrations::digest as migrations_digest, options::Options, secrets::random_hex};

use crate::{
    build::{self, IMAGES},
    fault::{Result, While},
    place::Place,
};
use child::Child;
use migrations::Migrations;
use secrets::Secrets;
use signals::Stop;
use std::{fs, path::Path, process::Command};

/// The Worker as `dev build` leaves it.
pub(crate) const WORKER: &str = "server/build/index.js";

/// Serves the last build until somebody stops it.
pub(crate) fn site(place: &Place, options: &Options) -> Result<()> {
    if !place.at(WORKER).is_file() {
        return Err("nothing is built yet: `make run` builds and serves, `cargo dev build` only builds".into());
    }
    let version = build::assets_version(place)?;
    worker(place, options, WORKER, &[format!("ASSETS_VERSION:{version}")])
}

/// Serves a Worker, with these vars beside those of the options.
pub(crate) fn worker(place: &Place, options: &Options, script: &str, vars: &[String]) -> Result<()> {
    let stop = Stop::listen()?;
    let secrets = Secrets::of(place)?;
    ready::check_free(options.port, "--port")?;
    if options.images {
        ready::check_free(options.images_port, "--images-port")?;
    }
    prepare(place, options)?;
    let images = options
        .images
        .then(|| start_images(place, options, &secrets))
        .transpose()?;
    let wrangler = start_wrangler(place, options, script, vars)?;
    let mut children: Vec<Child> = images.into_iter().chain([wrangler]).collect();
    if ready::wait_for(&mut children, &stop)? {
        println!("ready: {}", options.origin());
        println!("  logs: {}", options.logs().display());
        child::watch(&mut children, &stop)?;
    }
    println!("stopping");
    child::stop_all(children)
}

/// Makes folders and database as they must be.
pub(crate) fn prepare(place: &Place, options: &Options) -> Result<()> {
    options.make_folders()?;
    Migrations::of(place, options)?.apply(place, options)
}

/// Serves only the image service, for a site that was started without it.
pub(crate) fn images(place: &Place, options: &Options) -> Result<()> {
    let stop = Stop::listen()?;
    ready::check_free(options.images_port, "--images-port")?;
    options.make_folders()?;
    let mut children = vec![start_images(place, options, &Secrets::of(place)?)?];
    if ready::wait_for(&mut children, &stop)? {
        println!("ready: {}", options.images_origin());
        child::watch(&mut children, &stop)?;
    }
    child::stop_all(children)
}

fn start_images(place: &Place, options: &Options, secrets: &Secrets) -> Result<Child> {
    let mut command = place.command_ended_by("KILL", &place.at(IMAGES).to_string_lossy());
    command
        .env("TICKET_KEY", secrets.get("TICKET_KEY")?)
        .env("IMAGES_LISTEN", format!("127.0.0.1:{}", options.images_port))
        .env("IMAGES_ORIGINS", options.origin());
    Child::start(
        "the image service",
        command,
        options.images_port,
        options.log("images")?,
    )
}

fn start_wrangler(place: &Place, options: &Options, script: &str, vars: &[String]) -> Result<Child> {
    let mut command = place.bound_command("wrangler");
    command.args(["dev", script, "--local", "--ip", "127.0.0.1", "--log-level", "info"]);
    command.args(["--port", &options.port.to_string(), "--inspector-port", "0"]);
    command.args(["--show-interactive-dev-session", "false"]);
    command.arg("--persist-to").arg(&options.state);
    let own = [
        format!("SITE_ORIGIN:{}", options.origin()),
        format!("S3_ENDPOINT:{}/cdn-cgi/local/r2/s3/", options.origin()),
        format!("IMAGES_URL:{}", options.images_origin()),
    ];
    // the last one of a name counts
    for var in own.iter().chain(vars).chain(&options.vars) {
        command.arg("--var").arg(var);
    }
    Child::start("wrangler", command, options.port, options.log("wrangler")?)
}

/// wrangler for something else than serving.
pub(crate) fn wrangler(place: &Place, options: &Options, arguments: &[&str]) -> Command {
    let mut command = place.command("wrangler");
    command
        .args(arguments)
        .arg("--local")
        .arg("--persist-to")
        .arg(&options.state);
    command.env("CI", "true");
    command
}

fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).while_doing(format_args!("making {}", folder.display()))
}
