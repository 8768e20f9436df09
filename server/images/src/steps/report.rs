//! Writes the report: what was found out, and what was stored.

use crate::{fault::Fault, work::Work};
use domain::ticket::{Done, Report};
use std::mem::take;

/// Writes the report.
///
/// # Errors
/// If the steps are in the wrong order.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let (width, height) = work.plan()?.seen;
    let media_type = work.header()?.media_type;
    let (facts, notes) = (take(&mut work.facts), take(&mut work.notes));
    // as the ticket's slots are listed, in whichever order they were finished
    let position = |slot: &str| work.ticket.slots().iter().position(|known| known.name == slot);
    let mut renditions = take(&mut work.renditions);
    renditions.sort_by_key(|rendition| position(&rendition.slot));
    work.report = Some(Report::Done(Done {
        photo: work.ticket.photo,
        attempt: work.ticket.attempt,
        media_type,
        width,
        height,
        renditions,
        placeholder: facts.placeholder,
        camera: notes.camera,
        taken_at: notes.taken_at,
        place: notes.place,
        colours: facts.colours,
        perceptual_hash: facts.perceptual_hash,
        smaller_original: work.copy.take(),
        bare: work.bare.take(),
        crc32: Some(work.crc32),
    }));
    Ok(())
}
