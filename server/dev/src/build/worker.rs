//! The Worker: cargo, then worker-build for the JavaScript around it.
//!
//! worker-build does all of its work every time, so it runs only where cargo's output is new. wasm-opt makes the Worker
//! smaller but takes a minute; nobody downloads a local Worker, so only builds for deployment pay for it.

use super::recipe::{Bench, Recipe};
use crate::{
    command::run,
    fault::{Result, While},
    place::Place,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const SOURCES: &[&str] = &[
    "app/Cargo.toml",
    "app/src",
    "app/domain/Cargo.toml",
    "app/domain/src",
    "app/service/Cargo.toml",
    "app/service/src",
    "server/Cargo.toml",
    "server/src",
];

const CARGO: &[&str] = &[
    "--release",
    "--package=server",
    "--lib",
    "--target=wasm32-unknown-unknown",
];

const COMPILED: &str = "wasm32-unknown-unknown/release/server.wasm";

/// For running here.
pub(crate) const QUICK: Recipe = Recipe {
    name: "worker",
    title: "Worker",
    sources: SOURCES,
    cargo: CARGO,
    compiled: COMPILED,
    finish: |bench| finish(bench, true),
};

/// For deployment.
pub(crate) const SMALL: Recipe = Recipe {
    name: "worker-small",
    title: "Worker, made small",
    sources: SOURCES,
    cargo: CARGO,
    compiled: COMPILED,
    finish: |bench| finish(bench, false),
};

fn finish(bench: &Bench, quick: bool) -> Result<()> {
    let mut worker_build = bench.place.command("worker-build");
    worker_build.current_dir(bench.place.at("server"));
    worker_build.env_remove("RUSTFLAGS").arg("--release");
    if quick {
        worker_build.arg("--no-opt");
    }
    bench.run(worker_build.arg("--out-dir").arg(bench.into))
}

/// Compiles the Worker for `cargo leptos watch`, cheaply and with cargo's messages on the terminal. The caller's
/// RUSTFLAGS count: they are those of the browser's build, and both sides must agree.
pub(crate) fn compile_watched(place: &Place) -> Result<PathBuf> {
    let mut cargo = place.bound_command("cargo");
    cargo
        .env("WASM_BINDGEN_USE_JS_SYS", "1")
        .args(["build", "--profile=watch"]);
    cargo.args(["--package=server", "--lib", "--target=wasm32-unknown-unknown"]);
    run(&mut cargo)?;
    Ok(place.cargo_target().join("wasm32-unknown-unknown/watch/server.wasm"))
}

/// Packages a compiled Worker into a folder, unless that exists. The folder's name contains the Worker's hash, so that a
/// Worker that is running is never changed.
pub(crate) fn package_watched(place: &Place, into: &Path) -> Result<()> {
    if into.is_dir() {
        return Ok(());
    }
    // a folder of its own for each run: worker-build waits for a killed run's lock to grow old
    let fresh = into.with_file_name(format!("unfinished-{}", std::process::id()));
    let mut worker_build = place.bound_command("worker-build");
    worker_build.current_dir(place.at("server"));
    run(worker_build
        .args(["--profile", "watch", "--no-opt", "--out-dir"])
        .arg(&fresh))?;
    fs::rename(&fresh, into).while_doing(format_args!("moving the Worker to {}", into.display()))
}
