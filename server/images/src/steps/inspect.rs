//! Reads what the file says about itself and what the camera wrote, before any pixel is decoded.

use crate::{camera::Notes, estimate::Estimate, fault::Fault, formats::Header, original, plan::Plan, work::Work};

/// Inspects the original.
///
/// # Errors
/// If it is no photo, broken, or too large.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let mut header = Header::read(&work.file)?;
    let mut notes = header.exif.take().map(|block| Notes::read(&block)).unwrap_or_default();
    notes.orientation = header.orientation.unwrap_or(notes.orientation);
    let plan = Plan::new(&work.ticket.slots(), &header, notes.orientation);
    let file = &work.file;
    let estimate = |copying| Estimate::new(&header, &plan, file.len() as u64, copying);
    let wished = work.ticket.wishes.smaller_original.is_some();
    let copying = original::memory(file, &header).filter(|_| wished);
    // a copy is only a wish: where it needs more than there is, the photo does without
    let copying = copying.map(|bytes| estimate(Some(bytes)));
    let copying = copying.filter(|estimate| estimate.most() <= work.tools.memory.total());
    let without = estimate(None);
    work.copies = copying.is_some();
    work.estimate = Some(copying.unwrap_or(without));
    work.plan = Some(plan);
    work.notes = notes;
    work.header = Some(header);
    Ok(())
}
