//! Fetches the picture of a watermark, if it is one.

use crate::{fault::Fault, work::Work};
use domain::{
    seal::{from_hex, sha256},
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
    let file = work.tools.storage.get(&picture.url, picture.bytes, work.deadline)?;
    if from_hex(&picture.sha256).is_none_or(|hash| hash != sha256(&file)) {
        return Err(Fault::later(
            "the watermark's picture: storage has another SHA-256 than the ticket says",
        ));
    }
    work.mark = file;
    Ok(())
}
