//! Fetches the original, and makes sure that it is the file which was uploaded.

use crate::{fault::Fault, work::Work};
use domain::seal::{from_hex, sha256};

/// Fetches the original.
///
/// # Errors
/// If it cannot be had, or is another file than the ticket says. Storage may yet hold the right one (an upload that was
/// repeated), so that the last is no verdict on the photo.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    work.file = fetched(work)?;
    Ok(())
}

/// The original.
pub(super) fn fetched(work: &Work<'_>) -> Result<Vec<u8>, Fault> {
    let original = &work.ticket.original;
    let file = work.tools.storage.get(&original.url, original.bytes, work.deadline)?;
    if from_hex(&original.sha256).is_none_or(|hash| hash != sha256(&file)) {
        return Err(Fault::later(
            "the original: storage has another SHA-256 than the ticket says",
        ));
    }
    Ok(file)
}
