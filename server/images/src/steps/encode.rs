//! Makes the files: one after the other, or several at once where processors are idle.
//!
//! Each is handed over as soon as it is finished: it is stored while the next one is made.

use crate::{
    apart::message::{Message, RenditionFile},
    encode::file,
    fault::Fault,
    piece::Piece,
    pixels::Pixels,
};
use domain::{rendition::Slot, ticket::Credit};
use std::{
    cmp::Reverse,
    mem::take,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    thread,
};

/// What several threads make files of.
struct Bench<'a> {
    sizes: &'a [Pixels],
    credit: Option<&'a Credit>,
    /// The largest first: whoever is left alone at the end is busy with a small one.
    renditions: Vec<(Slot, u32, u32)>,
    /// The first of them that nobody has begun.
    next: AtomicUsize,
}

/// Makes the files.
///
/// # Errors
/// Never for a size that was made.
pub fn run(piece: &mut Piece<'_>) -> Result<(), Fault> {
    let (sizes, credit) = (take(&mut piece.sizes), piece.order.credit.take());
    let mut renditions = piece.plan.renditions.clone();
    renditions.sort_by_key(|(_, w, h)| Reverse(u64::from(*w) * u64::from(*h)));
    let bench = &Bench {
        sizes: &sizes,
        credit: credit.as_ref(),
        renditions,
        next: AtomicUsize::new(0),
    };
    // nothing piles up between those who make files and the one that hands them over
    let (sender, files) = sync_channel(0);
    thread::scope(|scope| {
        let start = |_: &usize| {
            let sender = sender.clone();
            let thread = thread::Builder::new().name("encode".into());
            thread.spawn_scoped(scope, move || bench.work(&sender)).is_ok()
        };
        let threads = piece.order.threads;
        let started = if threads > 1 {
            (0..threads).filter(start).count()
        } else {
            0
        };
        drop(sender);
        if started == 0 {
            // there is one core, or the sandbox allows no threads
            return bench.work_alone(piece);
        }
        files
            .into_iter()
            .try_for_each(|file| piece.tell(&Message::Rendition(file?)))
    })
}

impl Bench<'_> {
    /// Makes one file after the other, until none is left or nobody takes them.
    fn work(&self, to: &SyncSender<Result<RenditionFile, Fault>>) {
        while let Some(rendition) = self.renditions.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            if to.send(self.make(*rendition)).is_err() {
                return;
            }
        }
    }

    /// Makes one file after the other, and hands them over.
    fn work_alone(&self, piece: &mut Piece<'_>) -> Result<(), Fault> {
        let mut renditions = self.renditions.iter();
        renditions.try_for_each(|rendition| piece.tell(&Message::Rendition(self.make(*rendition)?)))
    }

    fn make(&self, (slot, width, height): (Slot, u32, u32)) -> Result<RenditionFile, Fault> {
        let of_size = |size: &&Pixels| (size.width(), size.height()) == (width, height);
        let size = self.sizes.iter().find(of_size);
        let size = size.ok_or_else(|| Fault::later("a size is missing"))?;
        Ok(RenditionFile {
            slot,
            width,
            height,
            bytes: file(size, slot, self.credit)?,
        })
    }
}
