//! Decodes the picture, and lets the file go.

use crate::{fault::Fault, formats, pipeline::Work};
use std::mem::take;

/// Decodes the picture.
///
/// # Errors
/// If the file is damaged.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let file = take(&mut work.file);
    work.picture = Some(formats::decode(&file, work.header()?)?);
    Ok(())
}
