//! Converts colours to sRGB.

use crate::{colour::to_srgb, fault::Fault, pipeline::Work};

/// Converts colours to sRGB.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let picture = work.take_picture()?;
    work.picture = Some(to_srgb(picture, &work.header()?.profile)?);
    Ok(())
}
