//! Sets memory aside for the job, so that several large photos at once do not take more than there is.

use crate::{fault::Fault, work::Work};

/// Waits until there is memory enough.
///
/// # Errors
/// If there is none by the deadline.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let estimate = work.estimate()?;
    let bytes = estimate.first.max(estimate.then);
    work.memory = Some(work.tools.memory.reserve(bytes, work.deadline)?);
    Ok(())
}
