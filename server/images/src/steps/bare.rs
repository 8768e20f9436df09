//! Finds what of the original others may be given without its metadata, and its checksum, while all of it is here.

use crate::{bare, fault::Fault, work::Work};

/// Finds it. That it cannot be had is no fault.
///
/// # Errors
/// If the file was not inspected: the steps are in the wrong order.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    work.bare = bare::of(&work.file, work.header()?.media_type, work.notes.orientation);
    work.crc32 = crc32fast::hash(&work.file);
    Ok(())
}
