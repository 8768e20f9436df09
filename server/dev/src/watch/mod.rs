//! `cargo leptos watch` for a Worker.
//!
//! cargo-leptos builds the browser's side itself. For the server it calls [`hook`], which builds the Worker and leaves a
//! program named `dev-server`: a copy of this one with the Worker's hash at its end. So cargo-leptos sees a new server
//! exactly when the Worker or a migration has changed, starts that program ([`server`]), and then reloads the page once.

pub(crate) mod server;
mod stamp;

use crate::{
    build,
    digest::Digest,
    fault::{Result, While},
    place::Place,
    serve::migrations_digest,
};
use std::{
    env,
    ffi::OsStr,
    fs,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::Command,
};

/// cargo's target folder for the program that cargo-leptos starts: the checkout's own, not the one that is shared.
const TARGET: &str = "target";

/// Where cargo-leptos looks for that program.
const DEV_SERVER: &str = "target/watch/dev-server";

/// The folder of a packaged Worker.
fn worker_folder(place: &Place, hash: &str) -> PathBuf {
    place.at("target/watch").join(format!("worker-{hash}"))
}

/// Whether this program was started as the server of `cargo leptos watch`.
pub(crate) fn is_dev_server(own_name: &str) -> bool {
    Path::new(own_name).file_name() == Some(OsStr::new("dev-server"))
}

/// Sets up what cargo-leptos needs, and becomes it.
pub(crate) fn leptos(place: &Place, arguments: &[String]) -> Result<()> {
    crate::command::run(
        Command::new("bash")
            .arg(place.at("server/dev/setup/setup.sh"))
            .arg("watch"),
    )?;
    // what set-up has just installed is in the environment only now
    let place = Place::find()?;
    let this = own_path()?;
    let mut cargo_leptos = place.command("cargo-leptos");
    cargo_leptos
        .env("LEPTOS_BIN_CARGO_COMMAND", format!("'{}' hook", this.display()))
        .env("LEPTOS_BIN_TARGET_DIR", TARGET)
        .arg("leptos")
        .args(arguments);
    Err(cargo_leptos.exec()).while_doing("starting cargo-leptos")
}

/// What cargo-leptos calls in place of `cargo build` for its server.
pub(crate) fn hook(place: &Place, arguments: &[String]) -> Result<()> {
    if arguments.first().is_none_or(|command| command != "build") || arguments.iter().any(|a| a == "--release") {
        return Err("cargo-leptos only watches here: `cargo dev build` builds for running, `make test` tests".into());
    }
    build::beside_cargo_leptos(place)?;
    let compiled = build::compile_watched(place)?;
    let mut hash = Digest::default();
    hash.text(&crate::digest::of_file(&compiled)?)
        .text(&migrations_digest(place)?);
    let hash = hash.hex();
    build::package_watched(place, &worker_folder(place, &hash))?;
    let program = fs::read(own_path()?).while_doing("reading this program")?;
    let path = place.at(DEV_SERVER);
    let fresh = path.with_extension("new");
    let doing = || format!("writing {}", path.display());
    fs::write(&fresh, stamp::on(program, &hash)).while_doing(doing())?;
    make_executable(&fresh)?;
    fs::rename(&fresh, &path).while_doing(doing())
}

fn own_path() -> Result<PathBuf> {
    env::current_exe().while_doing("asking for this program's path")
}

fn make_executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).while_doing("making dev-server executable")
}
