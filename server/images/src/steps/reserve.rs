//! Sets memory aside for the picture, so that several large photos at once do not take more than there is.

use super::shrink::target;
use crate::{
    fault::Fault,
    formats::{self, Wanted},
    pipeline::Work,
};

/// Waits until there is memory enough.
///
/// # Errors
/// If there is none by the deadline.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let header = work.header()?;
    // shrinking has a picture in between, of the new width and the old height
    let between = u64::from(target(work)?.0) * u64::from(header.height) * 4;
    // while the other process decodes, it has the file too, and its picture comes over
    let picture = header.pixels() * 4;
    let whole = Wanted {
        width: header.width,
        height: header.height,
    };
    let bytes = formats::memory(header, whole) + between.max(picture) + 2 * work.file.len() as u64;
    work.memory = Some(work.tools.memory.reserve(bytes, work.deadline)?);
    Ok(())
}
