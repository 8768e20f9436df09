//! Makes the picture as small as the largest rendition, still lying as it was stored.

use super::resize::resized;
use crate::{fault::Fault, pipeline::Work};
use domain::rendition::plan;

/// A rough count of what the steps after this one need for each pixel: the sizes, and the encoders' own copies.
const BYTES_A_PIXEL: u64 = 16;

/// Shrinks the picture. One that is small enough stays as it is.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let (w, h) = target(work)?;
    let picture = work.take_picture()?;
    work.picture = Some(if (picture.width(), picture.height()) == (w, h) {
        picture
    } else {
        resized(&picture, w, h)?
    });
    if let Some(memory) = &mut work.memory {
        memory.keep(u64::from(w) * u64::from(h) * BYTES_A_PIXEL);
    }
    Ok(())
}

/// The size of the largest rendition, lying as the picture was stored.
pub(super) fn target(work: &Work<'_>) -> Result<(u32, u32), Fault> {
    let (width, height) = work.seen()?;
    let largest = plan(&work.ticket.slots(), width, height)
        .into_iter()
        .map(|(_, w, h)| (w, h))
        .max();
    let (w, h) = largest.unwrap_or((width, height));
    Ok(if work.is_lying() { (h, w) } else { (w, h) })
}
