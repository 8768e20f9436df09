//! The style sheet, in one file and minified.

use crate::{command::run_logged, fault::Result, place::Place};
use std::path::PathBuf;

/// Makes it and says where.
pub(crate) fn make(place: &Place) -> Result<PathBuf> {
    let made = place.at("target/style/app.css");
    let mut esbuild = place.command("esbuild");
    esbuild.arg(place.at("style/main.css")).args(["--bundle", "--minify"]);
    esbuild.arg(format!("--outfile={}", made.display()));
    run_logged(&mut esbuild, &place.at("target/logs/style.log"))?;
    Ok(made)
}
