//! Reads what the file says about itself and what the camera wrote, before any pixel is decoded.

use crate::{camera::Notes, estimate::Estimate, fault::Fault, formats::Header, plan::Plan, work::Work};

/// Inspects the original.
///
/// # Errors
/// If it is no photo, broken, or too large.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let mut header = Header::read(&work.file)?;
    let mut notes = header.exif.take().map(|block| Notes::read(&block)).unwrap_or_default();
    notes.orientation = header.orientation.unwrap_or(notes.orientation);
    let plan = Plan::new(&work.ticket.slots(), &header, notes.orientation);
    work.estimate = Some(Estimate::new(&header, &plan, work.file.len() as u64));
    work.plan = Some(plan);
    work.notes = notes;
    work.header = Some(header);
    Ok(())
}
