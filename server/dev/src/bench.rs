//! Measurements that need more than one program: `make bench-images`.
//!
//! What is measured and how is the measuring program's business (`server/images/bench`); this builds what it needs and
//! says where things are.

use crate::{
    build,
    command::{run, run_logged, step},
    demo::packages,
    fault::Result,
    place::Place,
};
use std::path::Path;

/// Where its photographs come from (Creative Commons).
const WALLPAPERS: &str = "lomiri-wallpapers-16.04";

/// The image service against sharp.
pub(crate) fn images(place: &Place) -> Result<()> {
    let cache = place
        .variable("HELIOGRAPH_CACHE")
        .ok_or("set-up names no cache folder")?;
    let cache = Path::new(cache);
    let wallpapers = packages::unpacked(place, &cache.join("demo"), WALLPAPERS)?;
    let service = build::images(place)?;
    step("the measuring program", || {
        let mut cargo = place.bound_command("cargo");
        cargo.args(["build", "--release", "--locked", "--package=images-bench"]);
        run_logged(&mut cargo, &place.at("target/logs/images-bench.log"))?;
        Ok(((), "built"))
    })?;
    println!();
    let program = place.cargo_target().join("release/images-bench");
    let mut bench = place.bound_command(&program.to_string_lossy());
    bench
        .env("BENCH_SERVICE", service)
        .env("BENCH_SHARP", place.at("server/images/bench/sharp"))
        .env("BENCH_WALLPAPERS", wallpapers)
        .env("BENCH_KEPT", cache.join("bench-images"));
    run(&mut bench)
}
