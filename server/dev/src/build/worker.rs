//! The Worker: cargo, then worker-build for the JavaScript around it.
//!
//! worker-build does all of its work every time, so it runs only where cargo's output is new. Nobody downloads a local Worker, so
//! only builds for deployment take the time to make it small.

use super::{
    browser::FEATURES,
    recipe::{Bench, Recipe},
};
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

/// For running here.
pub(crate) const QUICK: Recipe = Recipe {
    name: "worker",
    title: "Worker",
    sources: SOURCES,
    cargo: &[
        "--release",
        "--package=server",
        "--lib",
        "--target=wasm32-unknown-unknown",
    ],
    compiled: "wasm32-unknown-unknown/release/server.wasm",
    finish: |bench| package(bench, &["--release"]),
};

/// For deployment.
pub(crate) const SMALL: Recipe = Recipe {
    name: "worker-small",
    title: "Worker, made small",
    sources: SOURCES,
    cargo: &[
        "--profile=worker",
        "--package=server",
        "--lib",
        "--target=wasm32-unknown-unknown",
    ],
    compiled: "wasm32-unknown-unknown/worker/server.wasm",
    finish: |bench| {
        package(bench, &["--profile", "worker"])?;
        make_small(bench)
    },
};

fn package(bench: &Bench, profile: &[&str]) -> Result<()> {
    let mut worker_build = bench.place.command("worker-build");
    worker_build.current_dir(bench.place.at("server"));
    worker_build.env_remove("RUSTFLAGS").args(profile);
    bench.run(worker_build.args(["--no-opt", "--out-dir"]).arg(bench.into))
}

/// worker-build's own wasm-opt keeps the names of all functions, which are a fifth of it.
fn make_small(bench: &Bench) -> Result<()> {
    let (whole, small) = (bench.into.join("index_bg.wasm"), bench.into.join("small.wasm"));
    let mut optimise = bench.place.command("wasm-opt");
    optimise
        .arg(&whole)
        .arg("-Oz")
        .args(FEATURES)
        .arg("--enable-exception-handling");
    optimise.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    bench.run(optimise.arg("-o").arg(&small))?;
    fs::rename(&small, &whole).while_doing(format_args!("moving the Worker to {}", whole.display()))
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
