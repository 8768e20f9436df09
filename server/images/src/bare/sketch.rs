//! How a file without its metadata is put together, while that is found out.

use domain::bare::{Bare, Piece};
use std::ops::Range;

/// A piece of the file that is shorter than this is written out: it is not worth a read.
const SHORT: usize = 32;

/// The most parts of a sketch. A file of more will not have few enough pieces, and could have any number of them.
const MOST_PARTS: usize = 1000;

/// Pieces of a file, and bytes between them, in the order in which they were added.
#[derive(Debug)]
pub(super) struct Sketch<'a> {
    pub(super) file: &'a [u8],
    parts: Vec<Part>,
    /// Whether there were more parts than there may be.
    overfull: bool,
}

#[derive(Debug)]
enum Part {
    Keep(Range<usize>),
    Zeros(usize),
    Bytes(Vec<u8>),
}

impl<'a> Sketch<'a> {
    pub(super) const fn new(file: &'a [u8]) -> Self {
        Self {
            file,
            parts: Vec::new(),
            overfull: false,
        }
    }

    /// Adds a piece of the file.
    pub(super) fn keep(&mut self, range: Range<usize>) {
        match self.parts.last_mut() {
            _ if range.is_empty() => {}
            Some(Part::Keep(last)) if last.end == range.start => last.end = range.end,
            _ => self.push(Part::Keep(range)),
        }
    }

    /// Adds bytes that are not the file's.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        match self.parts.last_mut() {
            _ if bytes.is_empty() => {}
            Some(Part::Bytes(last)) => last.extend(bytes),
            _ => self.push(Part::Bytes(bytes.to_vec())),
        }
    }

    /// Adds zeros.
    pub(super) fn zeros(&mut self, count: usize) {
        match self.parts.last_mut() {
            _ if count < SHORT => self.write(&vec![0; count]),
            Some(Part::Zeros(last)) => *last += count,
            _ => self.push(Part::Zeros(count)),
        }
    }

    fn push(&mut self, part: Part) {
        self.overfull |= self.parts.len() >= MOST_PARTS;
        if !self.overfull {
            self.parts.push(part);
        }
    }

    /// Adds what another sketch of the same file holds.
    pub(super) fn append(&mut self, other: Self) {
        self.overfull |= other.overfull;
        for part in other.parts {
            match part {
                Part::Keep(range) => self.keep(range),
                Part::Zeros(count) => self.zeros(count),
                Part::Bytes(bytes) => self.write(&bytes),
            }
        }
    }

    /// How many bytes there are so far.
    pub(super) fn length(&self) -> usize {
        let length = |part: &Part| match part {
            Part::Keep(range) => range.len(),
            Part::Zeros(count) => *count,
            Part::Bytes(bytes) => bytes.len(),
        };
        self.parts.iter().map(length).sum()
    }

    /// Where a part of the file lies in it. Nothing if it is no part of it.
    pub(super) fn place(&self, part: &[u8]) -> Option<Range<usize>> {
        let start = part.as_ptr().addr().checked_sub(self.file.as_ptr().addr())?;
        let end = start.checked_add(part.len())?;
        (end <= self.file.len()).then_some(start..end)
    }

    /// The file that it describes. Nothing if it takes more pieces than are allowed.
    pub(super) fn finish(self) -> Option<Bare> {
        if self.overfull {
            return None;
        }
        let file = self.file;
        let mut short = Self::new(file);
        for part in self.parts {
            match part {
                Part::Keep(range) if range.len() < SHORT => short.write(file.get(range)?),
                Part::Keep(range) => short.keep(range),
                Part::Zeros(count) => short.zeros(count),
                Part::Bytes(bytes) => short.write(&bytes),
            }
        }
        let pieces: Vec<Piece> = short.parts.into_iter().map(Piece::from).collect();
        Bare::try_from(pieces).ok().filter(|bare| bare.fits(file.len() as u64))
    }
}

impl From<Part> for Piece {
    fn from(part: Part) -> Self {
        match part {
            Part::Keep(range) => Self::Keep(range.start as u64, range.len() as u64),
            Part::Zeros(count) => Self::Zeros(count as u64),
            Part::Bytes(bytes) => Self::Bytes(bytes),
        }
    }
}
