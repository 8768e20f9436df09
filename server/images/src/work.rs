//! A job as it passes through the service's steps of [`crate::pipeline`]. Each takes what it needs and leaves what it made.

use crate::{
    apart::Workshop,
    camera,
    clock::Deadline,
    estimate::Estimate,
    facts::Facts,
    fault::Fault,
    formats::Header,
    log::Stages,
    memory::{Memory, Reservation},
    pipeline::out_of_order,
    plan::Plan,
    storage::Storage,
};
use domain::{
    bare::Bare,
    rendition::Rendition,
    ticket::{Report, SmallerOriginal, Ticket},
};
use std::sync::Arc;

/// What the steps work with: shared by all jobs.
#[derive(Debug)]
pub struct Tools {
    /// Where files come from and go to.
    pub storage: Storage,
    /// Where pictures are worked on.
    pub workshop: Workshop,
    /// Memory for files and pictures.
    pub memory: Arc<Memory>,
}

/// A job on its way through the steps.
#[derive(Debug)]
pub struct Work<'a> {
    /// What the steps work with.
    pub tools: &'a Tools,
    /// What is asked for.
    pub ticket: &'a Ticket,
    /// When it must be finished.
    pub deadline: Deadline,
    /// How long each step took.
    pub stages: &'a mut Stages,
    /// The original. Empty once it was handed over.
    pub file: Vec<u8>,
    /// The watermark's picture. Empty if there is none, or once it was handed over.
    pub mark: Vec<u8>,
    /// What the original says about itself.
    pub header: Option<Header>,
    /// What the camera wrote.
    pub notes: camera::Notes,
    /// The original without its metadata, if that can be had.
    pub bare: Option<Bare>,
    /// CRC-32 of the original.
    pub crc32: u32,
    /// What is to be made.
    pub plan: Option<Plan>,
    /// How much memory it needs.
    pub estimate: Option<Estimate>,
    /// Whether a smaller copy of the original is to be made.
    pub copies: bool,
    /// The memory that is set aside for this photo.
    pub memory: Option<Reservation>,
    /// What was found out about the picture.
    pub facts: Facts,
    /// What was made and stored.
    pub renditions: Vec<Rendition>,
    /// The smaller copy of the original, if one was made and stored.
    pub copy: Option<SmallerOriginal>,
    /// What the Worker is told.
    pub report: Option<Report>,
}

impl<'a> Work<'a> {
    /// Nothing is done yet.
    pub fn new(tools: &'a Tools, ticket: &'a Ticket, deadline: Deadline, stages: &'a mut Stages) -> Self {
        Self {
            tools,
            ticket,
            deadline,
            stages,
            file: Vec::new(),
            mark: Vec::new(),
            header: None,
            notes: camera::Notes::default(),
            bare: None,
            crc32: 0,
            plan: None,
            estimate: None,
            copies: false,
            memory: None,
            facts: Facts::default(),
            renditions: Vec::new(),
            copy: None,
            report: None,
        }
    }

    /// What the original says about itself.
    ///
    /// # Errors
    /// If it was not inspected: the steps are in the wrong order.
    pub fn header(&self) -> Result<&Header, Fault> {
        self.header.as_ref().ok_or_else(out_of_order)
    }

    /// What is to be made.
    ///
    /// # Errors
    /// If it was not inspected: the steps are in the wrong order.
    pub fn plan(&self) -> Result<&Plan, Fault> {
        self.plan.as_ref().ok_or_else(out_of_order)
    }

    /// How much memory it needs.
    ///
    /// # Errors
    /// If it was not inspected: the steps are in the wrong order.
    pub fn estimate(&self) -> Result<Estimate, Fault> {
        self.estimate.ok_or_else(out_of_order)
    }
}
