//! Cuts pictures, with sharp, which comes with wrangler.
//!
//! `dev` itself decodes no pictures, so that it stays quick to compile.

use crate::{command::run, fault::Result, place::Place};
use std::path::Path;

const SCRIPT: &str = "server/dev/src/demo/crop.mjs";

/// Writes this part (left, top, width, height) of a picture, in its own format.
pub(crate) fn crop(place: &Place, from: &Path, to: &Path, part: [u32; 4]) -> Result<()> {
    let mut command = place.command("node");
    command.arg(place.at(SCRIPT)).arg(from).arg(to);
    run(command.args(part.map(|number| number.to_string())))
}
