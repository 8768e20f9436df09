//! Has the picture decoded, and lets the file go.

use crate::{fault::Fault, formats::Profile, pipeline::Work};
use std::mem::take;

/// Decodes the picture.
///
/// # Errors
/// If the file is damaged, or takes too long.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let file = take(&mut work.file);
    work.picture = Some(work.tools.decoder.decode_apart(&file, work.header()?, work.deadline)?);
    // the other process converted colours too: some formats lose shades if that comes later
    if let Some(header) = &mut work.header {
        header.profile = Profile::Srgb;
    }
    Ok(())
}
