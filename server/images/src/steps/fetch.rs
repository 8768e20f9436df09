//! Fetches the original, and makes sure that it is the file which was uploaded.

use crate::{fault::Fault, work::Work};
use domain::{
    seal::{from_hex, sha256},
    ticket::OriginalFile,
};

/// Fetches the original.
///
/// # Errors
/// If it cannot be had, or is another file than the ticket says. Storage may yet hold the right one (an upload that was
/// repeated), so that the last is no verdict on the photo.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    work.file = original(work)?;
    Ok(())
}

/// The original.
pub(super) fn original(work: &Work<'_>) -> Result<Vec<u8>, Fault> {
    fetched(work, "the original", &work.ticket.original)
}

/// A file that the ticket names. `what` says which, in the log.
pub(super) fn fetched(work: &Work<'_>, what: &str, named: &OriginalFile) -> Result<Vec<u8>, Fault> {
    let file = work.tools.storage.get(what, &named.url, named.bytes, work.deadline)?;
    if from_hex(&named.sha256).is_none_or(|hash| hash != sha256(&file)) {
        return Err(Fault::later(format!(
            "{what}: storage has another SHA-256 than the ticket says"
        )));
    }
    Ok(file)
}
