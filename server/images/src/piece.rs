//! A picture as it passes through the child's steps of [`crate::pipeline`]. Each takes what it needs and leaves what it made.

use crate::{
    apart::{
        message::Message,
        order::{Files, Order},
        reply::Writer,
    },
    clock::{Deadline, Stopwatch},
    fault::Fault,
    formats::{Header, Profile},
    pipeline::out_of_order,
    pixels::Pixels,
    plan::Plan,
};
use std::time::Duration;

/// A picture on its way through the steps.
#[derive(Debug)]
pub struct Piece<'a> {
    /// What is to be done.
    pub order: Order,
    /// When it must be finished.
    pub deadline: Deadline,
    /// The original. Empty once it is not needed any more.
    pub file: Vec<u8>,
    /// The mark's picture. Empty if there is none.
    pub mark: Vec<u8>,
    /// What the original says about itself.
    pub header: Header,
    /// What is to be made.
    pub plan: Plan,
    /// What the numbers in the picture mean.
    pub profile: Profile,
    /// The picture, until it is one of the sizes.
    pub picture: Option<Pixels>,
    /// The sizes that are needed, from the largest to the smallest.
    pub sizes: Vec<Pixels>,
    /// Where what is finished goes.
    out: &'a mut Writer,
}

impl<'a> Piece<'a> {
    /// Nothing is done yet but reading the file's header.
    ///
    /// # Errors
    /// If the header is none.
    pub fn new(order: Order, files: Files, out: &'a mut Writer) -> Result<Self, Fault> {
        let header = Header::read(&files.original)?;
        Ok(Self {
            deadline: Deadline::after(Duration::from_millis(order.millis)),
            plan: Plan::new(&order.slots(), &header, order.orientation),
            profile: Profile::Srgb,
            picture: None,
            sizes: Vec::new(),
            order,
            file: files.original,
            mark: files.mark,
            header,
            out,
        })
    }

    /// The picture, to work on.
    ///
    /// # Errors
    /// If there is none: the steps are in the wrong order.
    pub fn take_picture(&mut self) -> Result<Pixels, Fault> {
        self.picture.take().ok_or_else(out_of_order)
    }

    /// Hands over what is finished.
    ///
    /// # Errors
    /// If nobody takes it any more.
    pub fn tell(&mut self, message: &Message) -> Result<(), Fault> {
        self.out
            .write(message)
            .map_err(|error| Fault::later(format!("nobody takes what is finished: {}", error.kind())))
    }

    /// Says how long a step took.
    ///
    /// # Errors
    /// If nobody listens any more.
    pub fn tell_step(&mut self, number: u8, watch: Stopwatch) -> Result<(), Fault> {
        let millis = u32::try_from(watch.millis()).unwrap_or(u32::MAX);
        self.tell(&Message::Step { number, millis })
    }
}
