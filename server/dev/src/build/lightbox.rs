//! The lightbox's library and styles, minified: loaded when somebody opens a photo, never with a page.

use crate::{command::run_logged, fault::Result, place::Place};
use std::path::{Path, PathBuf};

/// Makes `photoswipe.js` and `lightbox.css`, and says in which folder.
pub(crate) fn make(place: &Place) -> Result<PathBuf> {
    let folder = place.at("target/lightbox");
    bundle(place, "photoswipe", &folder.join("photoswipe.js"))?;
    bundle(place, "./style/lightbox.css", &folder.join("lightbox.css"))?;
    Ok(folder)
}

/// esbuild looks for packages where set-up has put them.
fn bundle(place: &Place, entry: &str, made: &Path) -> Result<()> {
    let mut esbuild = place.command("esbuild");
    esbuild
        .env("NODE_PATH", place.variable("HELIOGRAPH_NODE").unwrap_or_default())
        .args([entry, "--bundle", "--minify", "--format=esm", "--target=es2022"])
        .arg("--legal-comments=eof")
        .arg(format!("--outfile={}", made.display()));
    run_logged(&mut esbuild, &place.at("target/logs/lightbox.log"))
}
