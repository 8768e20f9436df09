//! Puts finished files into storage while others are still being made.
//!
//! Names contain the attempt and contents never change under them, so that doing this twice overwrites each file with
//! an equal one.

use crate::{apart::message::RenditionFile, clock::Deadline, fault::Fault, storage::Storage};
use domain::ticket::Ticket;
use std::sync::{
    Mutex, OnceLock, PoisonError,
    mpsc::{Receiver, SyncSender, sync_channel},
};

/// The files of one job on their way into storage. As many threads as are to put files at the same time call
/// [`Self::work`].
#[derive(Debug)]
pub struct Uploads<'a> {
    storage: &'a Storage,
    ticket: &'a Ticket,
    deadline: Deadline,
    waiting: Mutex<Receiver<RenditionFile>>,
    failed: OnceLock<Fault>,
}

impl<'a> Uploads<'a> {
    /// Nothing is on its way yet. What is sent waits for a thread that is free: nothing piles up.
    #[must_use]
    pub fn new(storage: &'a Storage, ticket: &'a Ticket, deadline: Deadline) -> (SyncSender<RenditionFile>, Self) {
        let (sender, receiver) = sync_channel(0);
        let uploads = Self {
            storage,
            ticket,
            deadline,
            waiting: Mutex::new(receiver),
            failed: OnceLock::new(),
        };
        (sender, uploads)
    }

    /// Puts one file after the other, until the sender is gone.
    pub fn work(&self) {
        while let Some(file) = self.next() {
            if let Err(fault) = self.put(&file) {
                // the first one is what the job ends with
                let _ = self.failed.set(fault);
            }
        }
    }

    /// Whether every file so far was stored.
    ///
    /// # Errors
    /// If storage refused one, or took too long. What was stored by then stays, under the name of an attempt that failed.
    pub fn check(&self) -> Result<(), Fault> {
        self.failed.get().cloned().map_or(Ok(()), Err)
    }

    fn next(&self) -> Option<RenditionFile> {
        // a thread that panicked has taken its file with it, and left nothing half done here
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
    }

    fn put(&self, file: &RenditionFile) -> Result<(), Fault> {
        let slot = file.slot;
        let target = self.ticket.renditions.iter().find(|target| target.slot == slot.name);
        let target = target.ok_or_else(|| Fault::later(format!("the ticket has no URL for {}", slot.name)))?;
        self.storage
            .put(slot.name, &target.url, slot.media_type, &file.bytes, self.deadline)
    }
}
