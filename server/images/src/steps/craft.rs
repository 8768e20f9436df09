//! Has the picture worked on in a process of its own, and stores the files as they come.

use crate::{
    apart::{
        Task,
        message::{Message, RenditionFile},
        order::{Files, MarkOrder, Order},
    },
    bare,
    fault::Fault,
    limits::UPLOADS_AT_ONCE,
    log,
    pipeline::{CHILD_STEPS, out_of_order},
    plan::Plan,
    uploads::Uploads,
    work::Work,
};
use domain::{
    rendition::Rendition,
    seal::{sha256, to_hex},
    ticket::{Mark, SmallerOriginal, Watermark},
};
use std::{mem::take, sync::mpsc::SyncSender, thread};

/// Has the picture worked on, and stores what comes of it.
///
/// # Errors
/// If the file is damaged, takes too long or breaks its decoder, and if storage does not take a file.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let plan = work.plan()?.clone();
    let files = Files {
        original: take(&mut work.file),
        mark: take(&mut work.mark),
    };
    let task = Task {
        order: order(work, &plan, &files),
        space: work.estimate()?.space(),
        files,
        plan: &plan,
        deadline: work.deadline,
    };
    let (sender, uploads) = Uploads::new(&work.tools.storage, work.ticket, work.deadline);
    let uploads = &uploads;
    let crafted = thread::scope(|scope| {
        for _ in 0..UPLOADS_AT_ONCE {
            let thread = thread::Builder::new().name("upload".into());
            thread
                .spawn_scoped(scope, || uploads.work())
                .map_err(|_| Fault::later("a thread could not be had"))?;
        }
        let workshop = &work.tools.workshop;
        let work = &mut *work;
        // the sender goes with the closure: without it, the threads end
        workshop.craft(task, move |message| {
            uploads.check()?;
            take_message(work, message, &sender)
        })
    });
    uploads.check()?;
    crafted.or_else(|fault| without_copy(work, fault))
}

/// What goes wrong when everything else is done costs the copy, not the photo.
fn without_copy(work: &Work<'_>, fault: Fault) -> Result<(), Fault> {
    if work.copies && work.renditions.len() == work.plan()?.renditions.len() {
        log::no_copy(work.ticket, &fault);
        Ok(())
    } else {
        Err(fault)
    }
}

fn order(work: &Work<'_>, plan: &Plan, files: &Files) -> Order {
    Order {
        slots: work.ticket.slots().iter().map(|slot| slot.name.to_owned()).collect(),
        orientation: work.notes.orientation,
        credit: work.ticket.wishes.credit.clone(),
        millis: u64::try_from(work.deadline.left().as_millis()).unwrap_or(u64::MAX),
        mark: mark_order(work, files.mark.len() as u64),
        file_bytes: files.original.len() as u64,
        // each AVIF encoder takes more memory than there is for a second one
        threads: if plan.has_avif() {
            1
        } else {
            work.tools.workshop.threads()
        },
        copy: work.copies,
    }
}

fn mark_order(work: &Work<'_>, picture_bytes: u64) -> Option<MarkOrder> {
    let Watermark { mark, style } = work.ticket.wishes.watermark.as_ref()?;
    let text = match mark {
        Mark::Text(text) => Some(text.clone()),
        Mark::Picture(_) => None,
    };
    Some(MarkOrder {
        text,
        style: *style,
        picture_bytes,
    })
}

/// What comes after shrinking needs less.
fn give_back(work: &mut Work<'_>, after: &str) -> Result<(), Fault> {
    let then = work.estimate()?.then;
    if let Some(memory) = work.memory.as_mut().filter(|_| after == "shrink") {
        memory.keep(then);
    }
    Ok(())
}

fn take_message(work: &mut Work<'_>, message: Message, to: &SyncSender<RenditionFile>) -> Result<(), Fault> {
    match message {
        Message::Step { number, millis } => {
            if let Some((name, _)) = CHILD_STEPS.get(usize::from(number)) {
                work.stages.note_part(name, millis.into());
                give_back(work, name)?;
            }
            Ok(())
        }
        Message::Facts(facts) => {
            work.facts = facts;
            Ok(())
        }
        Message::Rendition(file) => {
            work.renditions.push(Rendition {
                slot: file.slot.name.to_owned(),
                width: file.width,
                height: file.height,
                media_type: file.slot.media_type,
                bytes: file.bytes.len() as u64,
            });
            to.send(file).map_err(|_| Fault::later("storing failed unexpectedly"))
        }
        Message::Copy(file) => store_copy(work, &file),
        Message::End | Message::Fault(_) => Ok(()),
    }
}

fn store_copy(work: &mut Work<'_>, file: &[u8]) -> Result<(), Fault> {
    let (media_type, bytes) = (work.header()?.media_type, file.len() as u64);
    let url = work.ticket.wishes.smaller_original.as_ref().ok_or_else(out_of_order)?;
    let storage = &work.tools.storage;
    storage.put("the smaller original", url, media_type, file, work.deadline)?;
    work.copy = Some(SmallerOriginal {
        bytes,
        sha256: to_hex(&sha256(file)),
        saved: work.ticket.original.bytes.saturating_sub(bytes),
        bare: bare::of(file, media_type, work.notes.orientation),
        crc32: Some(crc32fast::hash(file)),
    });
    Ok(())
}
