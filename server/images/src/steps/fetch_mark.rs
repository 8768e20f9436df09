//! Fetches the picture of a watermark, if it is one.

use super::fetch::fetched;
use crate::{fault::Fault, work::Work};
use domain::{
    ticket::{Mark, Watermark},
    watermark::MAX_MARK_BYTES,
};

/// Fetches the mark.
///
/// # Errors
/// If it is too large, cannot be had, or is another file than the ticket says: none of that is the photo's fault.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let Some(Watermark {
        mark: Mark::Picture(picture),
        ..
    }) = &work.ticket.wishes.watermark
    else {
        return Ok(());
    };
    if picture.bytes > MAX_MARK_BYTES {
        return Err(Fault::later("the watermark's picture is too large"));
    }
    work.mark = fetched(work, "the watermark's picture", picture)?;
    Ok(())
}
