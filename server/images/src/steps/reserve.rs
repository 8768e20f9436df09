//! Sets memory aside for the picture, so that several large photos at once do not take more than there is.

use crate::{fault::Fault, pipeline::Work};

/// Waits until there is memory enough.
///
/// # Errors
/// If there is none by the deadline.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let bytes = work.header()?.memory + work.file.len() as u64;
    work.memory = Some(work.tools.memory.reserve(bytes, work.deadline)?);
    Ok(())
}
