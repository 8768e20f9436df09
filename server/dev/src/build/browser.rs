//! The WebAssembly modules that browsers download: the pages' islands in two, and the password stretcher.

use super::recipe::{Bench, Recipe};
use crate::{
    command::run,
    fault::{Result, While},
};
use std::{fs, path::Path};

/// What both modules of islands are made of.
const APP_SOURCES: &[&str] = &["app/Cargo.toml", "app/src", "app/domain/Cargo.toml", "app/domain/src"];

const STRETCH_WORKER: &str = "app/stretch/stretch-worker.js";

/// Where cargo leaves either of them.
const APP_COMPILED: &str = "wasm32-unknown-unknown/browser/app.wasm";

/// The islands of pages that are looked at: `browse.js` and `browse.wasm`.
pub(crate) const BROWSE: Recipe = Recipe {
    name: "browse",
    title: "islands for looking at photos",
    sources: APP_SOURCES,
    cargo: &[
        "--package=app",
        "--lib",
        "--no-default-features",
        "--features=browse",
        "--target=wasm32-unknown-unknown",
        "--profile=browser",
    ],
    compiled: APP_COMPILED,
    finish: |bench| finish(bench, "browse", "browse.wasm", "-Oz"),
};

/// The islands that send something: `forms.js` and `forms.wasm`.
pub(crate) const FORMS: Recipe = Recipe {
    name: "forms",
    title: "islands for uploading and signing in",
    sources: APP_SOURCES,
    cargo: &[
        "--package=app",
        "--lib",
        "--no-default-features",
        "--features=forms",
        "--target=wasm32-unknown-unknown",
        "--profile=browser",
    ],
    compiled: APP_COMPILED,
    finish: |bench| finish(bench, "forms", "forms.wasm", "-Oz"),
};

/// Argon2id: `stretch.js` and `stretch_bg.wasm`, and the worker that loads them. Built for speed, since its work is all processor time.
pub(crate) const STRETCH: Recipe = Recipe {
    name: "stretch",
    title: "password stretcher for the browser",
    sources: &[
        "app/stretch/Cargo.toml",
        "app/stretch/src",
        STRETCH_WORKER,
        "app/domain/Cargo.toml",
        "app/domain/src",
    ],
    cargo: &[
        "--package=stretch",
        "--lib",
        "--target=wasm32-unknown-unknown",
        "--profile=stretch",
    ],
    compiled: "wasm32-unknown-unknown/stretch/stretch.wasm",
    finish: |bench| {
        fs::copy(bench.place.at(STRETCH_WORKER), bench.into.join("stretch-worker.js"))
            .while_doing("copying the stretcher's worker")?;
        finish(bench, "stretch", "stretch_bg.wasm", "-O3")
    },
};

/// What rustc and wasm-bindgen emit. Named one by one, so that wasm-opt never emits what browsers and workerd do not
/// know yet.
pub(super) const FEATURES: [&str; 6] = [
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-reference-types",
];

fn finish(bench: &Bench, name: &str, wasm_name: &str, level: &str) -> Result<()> {
    let raw = bench.into.join("raw");
    let place = bench.place;
    let mut bindgen = place.command("wasm-bindgen");
    bindgen.arg(bench.compiled).args(["--target=web", "--no-typescript"]);
    bindgen.arg(format!("--out-name={name}")).arg("--out-dir").arg(&raw);
    bench.run(&mut bindgen)?;

    let mut optimise = place.command("wasm-opt");
    optimise
        .arg(raw.join(format!("{name}_bg.wasm")))
        .arg(level)
        .args(FEATURES);
    optimise.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    bench.run(optimise.arg("-o").arg(bench.into.join(wasm_name)))?;

    minify(
        bench,
        &raw.join(format!("{name}.js")),
        &bench.into.join(format!("{name}.js")),
    )?;
    run(place.command("rm").arg("-r").arg(&raw))
}

/// One file, whatever snippets crates brought along.
fn minify(bench: &Bench, from: &Path, to: &Path) -> Result<()> {
    let mut esbuild = bench.place.command("esbuild");
    esbuild
        .arg(from)
        .args(["--bundle", "--minify", "--format=esm", "--target=es2022"]);
    bench.run(esbuild.arg(format!("--outfile={}", to.display())))
}
