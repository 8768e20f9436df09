//! The messages of [`super::reply`], and how each looks on the wire. Numbers are written the highest byte first.

use crate::{facts::Facts, fault::Fault};
use domain::{
    reason::Reason,
    rendition::{SLOTS, Slot},
};
use std::io;

/// What the process that works on a photo tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A step has ended: its number in the list (one byte), and how long it took (four bytes).
    Step {
        /// Its number in [`crate::pipeline::CHILD_STEPS`].
        number: u8,
        /// How long it took, in milliseconds.
        millis: u32,
    },
    /// What was found out about the picture, as JSON.
    Facts(Facts),
    /// A finished rendition: its slot's number in [`SLOTS`] (one byte), width and height (four bytes each), the file.
    Rendition(RenditionFile),
    /// A smaller copy of the original: the file.
    Copy(Vec<u8>),
    /// Everything is done.
    End,
    /// There will be no more: a letter for whose fault it is (`F`: the file's, `L`: not the file's), and the reason's code,
    /// or a sentence for the log.
    Fault(Fault),
}

/// A rendition as it will be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// How many bytes come before the file in a rendition's message.
const RENDITION_HEAD: usize = 9;

impl Message {
    pub(super) const STEP: u8 = b'S';
    pub(super) const FACTS: u8 = b'P';
    pub(super) const RENDITION: u8 = b'R';
    pub(super) const COPY: u8 = b'C';
    pub(super) const END: u8 = b'E';
    pub(super) const FAULT: u8 = b'X';

    /// The byte that says which it is.
    pub(super) const fn kind(&self) -> u8 {
        match self {
            Self::Step { .. } => Self::STEP,
            Self::Facts(_) => Self::FACTS,
            Self::Rendition(_) => Self::RENDITION,
            Self::Copy(_) => Self::COPY,
            Self::End => Self::END,
            Self::Fault(_) => Self::FAULT,
        }
    }

    /// What is written after kind and length, in two parts: a file is not copied for it.
    pub(super) fn content(&self) -> io::Result<(Vec<u8>, &[u8])> {
        Ok(match self {
            Self::Step { number, millis } => ([&[*number][..], &millis.to_be_bytes()].concat(), &[]),
            Self::Facts(facts) => (serde_json::to_vec(facts)?, &[]),
            Self::Rendition(file) => (file.head()?, &file.bytes),
            Self::Copy(file) => (Vec::new(), file),
            Self::End => (Vec::new(), &[]),
            Self::Fault(Fault::File(reason)) => (vec![b'F'], reason.as_str().as_bytes()),
            Self::Fault(Fault::Later(why)) => (vec![b'L'], why.as_bytes()),
        })
    }

    /// Reads the content of a message of this kind.
    pub(super) fn parse(kind: u8, content: Vec<u8>) -> Option<Self> {
        match (kind, &*content) {
            (Self::STEP, [number, millis @ ..]) => Some(Self::Step {
                number: *number,
                millis: u32::from_be_bytes(millis.try_into().ok()?),
            }),
            (Self::FACTS, json) => serde_json::from_slice(json).ok().map(Self::Facts),
            (Self::RENDITION, _) => RenditionFile::parse(content).map(Self::Rendition),
            (Self::COPY, _) => Some(Self::Copy(content)),
            (Self::END, []) => Some(Self::End),
            (Self::FAULT, [b'F', code @ ..]) => {
                let code = str::from_utf8(code).ok()?;
                Some(Self::Fault(Fault::File(Reason::parse(code))))
            }
            (Self::FAULT, [b'L', why @ ..]) => {
                let why = str::from_utf8(why).ok()?;
                Some(Self::Fault(Fault::later(why.to_owned())))
            }
            _ => None,
        }
    }
}

impl RenditionFile {
    fn head(&self) -> io::Result<Vec<u8>> {
        let number = SLOTS.iter().position(|slot| *slot == self.slot);
        let number = number.and_then(|number| u8::try_from(number).ok());
        let number = number.ok_or_else(|| io::Error::other("this slot is not in the list"))?;
        Ok([&[number][..], &self.width.to_be_bytes(), &self.height.to_be_bytes()].concat())
    }

    fn parse(mut content: Vec<u8>) -> Option<Self> {
        let (number, width, height) = match content.get(..RENDITION_HEAD)? {
            [number, sides @ ..] => {
                let (width, height) = sides.split_first_chunk::<4>()?;
                (*number, *width, height.try_into().ok()?)
            }
            [] => return None,
        };
        content.drain(..RENDITION_HEAD);
        Some(Self {
            slot: *SLOTS.get(usize::from(number))?,
            width: u32::from_be_bytes(width),
            height: u32::from_be_bytes(height),
            bytes: content,
        })
    }
}
