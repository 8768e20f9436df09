//! What is done to a photo: a list of named steps, and the photo as it passes through them.
//!
//! No step knows which comes before it. The order is chosen so that whatever is done to every pixel is done to few of
//! them: the picture is made small right after it was decoded, and only then turned and converted.

use crate::{
    apart::Decoder,
    camera,
    clock::{Deadline, Stopwatch},
    facts::Facts,
    fault::Fault,
    formats::Header,
    log::Stages,
    memory::{Memory, Reservation},
    pixels::Pixels,
    steps,
    storage::Storage,
};
use domain::{
    rendition::{Rendition, Slot},
    ticket::{Done, Report, Ticket},
};
use std::sync::Arc;

/// One step: its name in the log, and what it does.
type Step = (&'static str, fn(&mut Work<'_>) -> Result<(), Fault>);

const STEPS: [Step; 11] = [
    ("fetch", steps::fetch::run),
    ("inspect", steps::inspect::run),
    ("reserve", steps::reserve::run),
    ("decode", steps::decode::run),
    ("shrink", steps::shrink::run),
    ("turn", steps::turn::run),
    ("colour", steps::colour::run),
    ("resize", steps::resize::run),
    ("placeholder", steps::placeholder::run),
    ("encode", steps::encode::run),
    ("store", steps::store::run),
];

/// What the steps work with: shared by all jobs.
#[derive(Debug)]
pub struct Tools {
    /// Where files come from and go to.
    pub storage: Storage,
    /// Decodes files.
    pub decoder: Decoder,
    /// Memory for pixels.
    pub memory: Arc<Memory>,
}

/// A photo on its way through the steps. Each takes what it needs and leaves what it made.
#[derive(Debug)]
pub struct Work<'a> {
    /// What the steps work with.
    pub tools: &'a Tools,
    /// What is asked for.
    pub ticket: &'a Ticket,
    /// When it must be finished.
    pub deadline: Deadline,
    /// The original. Empty once it is decoded.
    pub file: Vec<u8>,
    /// What the original says about itself.
    pub header: Option<Header>,
    /// What the camera wrote.
    pub notes: camera::Notes,
    /// The memory that is set aside for this photo.
    pub memory: Option<Reservation>,
    /// The picture, until it is one of the sizes.
    pub picture: Option<Pixels>,
    /// The sizes that are needed, from the largest to the smallest.
    pub sizes: Vec<Pixels>,
    /// What can be said about it.
    pub facts: Facts,
    /// The renditions, each as a file.
    pub files: Vec<RenditionFile>,
}

/// A rendition as it will be stored.
#[derive(Debug)]
pub struct RenditionFile {
    /// Its slot.
    pub slot: Slot,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Takes a photo through all steps.
///
/// # Errors
/// The first step that fails ends the work; so does the deadline.
pub fn run(tools: &Tools, ticket: &Ticket, deadline: Deadline, stages: &mut Stages) -> Result<Report, Fault> {
    let mut work = Work::new(tools, ticket, deadline);
    for (name, step) in STEPS {
        if deadline.has_passed() {
            return Err(Fault::later(format!("out of time before the step {name}")));
        }
        let watch = Stopwatch::start();
        let done = step(&mut work);
        stages.note(name, watch);
        done?;
    }
    work.report()
}

impl<'a> Work<'a> {
    /// Nothing is done yet.
    fn new(tools: &'a Tools, ticket: &'a Ticket, deadline: Deadline) -> Self {
        Self {
            tools,
            ticket,
            deadline,
            file: Vec::new(),
            header: None,
            notes: camera::Notes::default(),
            memory: None,
            picture: None,
            sizes: Vec::new(),
            facts: Facts::default(),
            files: Vec::new(),
        }
    }

    /// What the original says about itself.
    ///
    /// # Errors
    /// If it was not inspected: the steps are in the wrong order.
    pub fn header(&self) -> Result<&Header, Fault> {
        self.header
            .as_ref()
            .ok_or_else(|| Fault::later("the steps are in the wrong order"))
    }

    /// The picture, to work on.
    ///
    /// # Errors
    /// If there is none: the steps are in the wrong order.
    pub fn take_picture(&mut self) -> Result<Pixels, Fault> {
        self.picture
            .take()
            .ok_or_else(|| Fault::later("the steps are in the wrong order"))
    }

    /// Width and height as seen, in pixels.
    ///
    /// # Errors
    /// If it was not inspected: the steps are in the wrong order.
    pub fn seen(&self) -> Result<(u32, u32), Fault> {
        let Header { width, height, .. } = *self.header()?;
        Ok(if self.is_lying() {
            (height, width)
        } else {
            (width, height)
        })
    }

    /// Whether turning the picture upright exchanges its width and height.
    #[must_use]
    pub const fn is_lying(&self) -> bool {
        self.notes.orientation >= 5
    }

    fn report(self) -> Result<Report, Fault> {
        let (width, height) = self.seen()?;
        let renditions = self.files.iter().map(|file| Rendition {
            slot: file.slot.name.to_owned(),
            width: file.width,
            height: file.height,
            media_type: file.slot.media_type,
            bytes: file.bytes.len() as u64,
        });
        Ok(Report::Done(Done {
            photo: self.ticket.photo,
            attempt: self.ticket.attempt,
            media_type: self.header()?.media_type,
            width,
            height,
            renditions: renditions.collect(),
            placeholder: self.facts.placeholder,
            camera: self.notes.camera,
            taken_at: self.notes.taken_at,
            place: self.notes.place,
            colours: self.facts.colours,
            perceptual_hash: self.facts.perceptual_hash,
            smaller_original: None,
        }))
    }
}
