//! Sets memory aside for everything, now that the header was read: several large photos at once never take more than there
//! is.

use super::fetch::original;
use crate::{fault::Fault, pipeline::out_of_order, work::Work};

/// Waits until there is memory enough.
///
/// # Errors
/// If there is none by the deadline; if this photo needs more than there is at all, which is a reason of its own.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let needed = work.estimate()?.most();
    if work.memory.as_mut().ok_or_else(out_of_order)?.grow(needed)? {
        return Ok(());
    }
    // whoever waits holds nothing: jobs that each waited for the other's file to go would wait for ever. The file is fetched
    // again, which it is only when memory is short
    (work.file, work.memory) = (Vec::new(), None);
    work.memory = Some(work.tools.memory.reserve(needed, work.deadline)?);
    work.file = original(work)?;
    Ok(())
}
