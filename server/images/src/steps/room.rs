//! Sets memory aside for the file, before it is fetched: as much as is known yet.

use crate::{estimate::Estimate, fault::Fault, work::Work};
use domain::{limits::MAX_FILE_BYTES, reason::Reason};

/// Waits until there is memory enough for the file.
///
/// # Errors
/// If the file is too large, or there is no memory for it by the deadline.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let bytes = work.ticket.original.bytes;
    if bytes > MAX_FILE_BYTES {
        return Err(Fault::File(Reason::TooLarge));
    }
    let needed = Estimate::of_file(bytes);
    work.memory = Some(work.tools.memory.reserve(needed, work.deadline)?);
    Ok(())
}
