//! The two WebAssembly modules that browsers download: the pages' islands, and the password stretcher.

use super::recipe::{Bench, Recipe};
use crate::{command::run, fault::Result};
use std::path::Path;

/// The islands: `app.js` and `app.wasm`. cargo-leptos gives them the same names.
pub(crate) const APP: Recipe = Recipe {
    name: "browser",
    title: "islands for the browser",
    sources: &["app/Cargo.toml", "app/src", "app/domain/Cargo.toml", "app/domain/src"],
    cargo: &[
        "--package=app",
        "--lib",
        "--no-default-features",
        "--features=hydrate",
        "--target=wasm32-unknown-unknown",
        "--profile=browser",
    ],
    compiled: "wasm32-unknown-unknown/browser/app.wasm",
    finish: |bench| finish(bench, "app", "app.wasm", "-Oz"),
};

/// Argon2id: `stretch.js` and `stretch_bg.wasm`. Built for speed, since its work is all processor time.
pub(crate) const STRETCH: Recipe = Recipe {
    name: "stretch",
    title: "password stretcher for the browser",
    sources: &[
        "app/stretch/Cargo.toml",
        "app/stretch/src",
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
    finish: |bench| finish(bench, "stretch", "stretch_bg.wasm", "-O3"),
};

/// What rustc and wasm-bindgen emit. Named one by one, so that wasm-opt never emits what browsers do not know yet.
const FEATURES: [&str; 6] = [
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
