//! Puts the renditions into storage, all at the same time: each waits far longer for the network than it takes to send.
//!
//! Names contain the attempt and contents never change under them, so that doing this twice overwrites each file with
//! an equal one.

use crate::{
    fault::Fault,
    pipeline::{RenditionFile, Work},
};
use std::thread;

/// Stores the renditions.
///
/// # Errors
/// If storage refuses one, or takes too long. What was stored by then stays, under the name of an attempt that failed.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let work = &*work;
    let results: Vec<Result<(), Fault>> = thread::scope(|scope| {
        let threads: Vec<_> = work
            .files
            .iter()
            .map(|file| thread::Builder::new().spawn_scoped(scope, || store(work, file)))
            .collect();
        let lost = || Err(Fault::later("storing failed unexpectedly"));
        let none = || Err(Fault::later("storing: the system gave no thread"));
        threads
            .into_iter()
            .map(|thread| thread.map_or_else(|_| none(), |thread| thread.join().unwrap_or_else(|_| lost())))
            .collect()
    });
    results.into_iter().collect()
}

fn store(work: &Work<'_>, file: &RenditionFile) -> Result<(), Fault> {
    let slot = file.slot;
    let target = work.ticket.renditions.iter().find(|target| target.slot == slot.name);
    let target = target.ok_or_else(|| Fault::later(format!("the ticket has no URL for {}", slot.name)))?;
    work.tools
        .storage
        .put(slot.name, &target.url, slot.media_type, &file.bytes, work.deadline)
}
