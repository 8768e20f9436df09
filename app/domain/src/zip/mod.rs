//! Archives that are never in one place: where everything is in a zip file, and what any range of its bytes consists of.
//!
//! An archive is a pure function of its entries. Nothing is compressed, since photos do not shrink; so its size is known before
//! a byte of it is there, and each range can be put together by itself, anywhere, and again. That is what no crate offers:
//! `zip`, `async_zip`, `rc-zip`, `zipit` and `s-zip` write a stream from its beginning to its end, through the memory of
//! whoever calls them, and cannot begin in its middle.
//!
//! Source of every record: APPNOTE.TXT, the .ZIP File Format Specification, version 6.3.10; sections are named where they are
//! used. This module neither reads archives nor knows what its entries are.

mod name;
mod records;

pub use name::{MAX_NAME_BYTES, path, safe};
pub use records::End;

use crate::time::Timestamp;
use std::ops::Range;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<S> {
    /// Its path: made by [`path`], so that it is safe wherever it is unpacked.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The CRC-32 of its bytes (APPNOTE 4.4.7).
    pub crc32: u32,
    /// When it was last changed, which archives tell to two seconds and without a time zone: here, in UTC.
    pub time: Timestamp,
    /// Where its bytes come from. This module only passes it on.
    pub source: S,
}

impl<S> Entry<S> {
    /// How many bytes it takes up among the files, its header included.
    #[must_use]
    pub fn file_bytes(&self) -> u64 {
        records::header_bytes(self).saturating_add(self.bytes)
    }

    /// How many bytes it takes up in the directory, if its header begins there in the archive.
    #[must_use]
    pub fn directory_bytes(&self, at: u64) -> u64 {
        records::directory_bytes(self, at)
    }
}

/// What a range of an archive consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<S> {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A part of what comes from a source; never an empty one.
    Part {
        /// Of which.
        source: S,
        /// Where it begins, in bytes.
        offset: u64,
        /// How many bytes it has.
        length: u64,
    },
}

/// Entries that follow each other in an archive. An archive can be cut into any number of them: all of their files, then all of
/// their directories, then the [`End`].
#[derive(Debug, Clone, Copy)]
pub struct Run<'a, S> {
    /// The entries.
    pub entries: &'a [Entry<S>],
    /// Where the header of the first one begins in the archive.
    pub files_at: u64,
    /// Where its record in the directory begins in the archive.
    pub directory_at: u64,
}

impl<S: Clone> Run<'_, S> {
    /// How many bytes its files take up, headers included.
    #[must_use]
    pub fn files_bytes(&self) -> u64 {
        self.entries.iter().map(Entry::file_bytes).sum()
    }

    /// How many bytes its part of the directory takes up.
    #[must_use]
    pub fn directory_bytes(&self) -> u64 {
        self.placed().map(|(entry, at)| entry.directory_bytes(at)).sum()
    }

    /// What of its files is in this range of the archive.
    #[must_use]
    pub fn files(&self, range: &Range<u64>) -> Vec<Piece<S>> {
        let mut cut = Cut::new(self.files_at, range);
        for entry in self.entries {
            cut.bytes(records::header_bytes(entry), || records::header(entry));
            cut.part(entry);
        }
        cut.pieces
    }

    /// What of its part of the directory is in this range of the archive.
    #[must_use]
    pub fn directory(&self, range: &Range<u64>) -> Vec<Piece<S>> {
        let mut cut = Cut::new(self.directory_at, range);
        for (entry, at) in self.placed() {
            cut.bytes(entry.directory_bytes(at), || records::directory(entry, at));
        }
        cut.pieces
    }

    /// Each entry, and where its header begins in the archive.
    fn placed(&self) -> impl Iterator<Item = (&Entry<S>, u64)> {
        let mut next = self.files_at;
        self.entries.iter().map(move |entry| {
            let at = next;
            next = next.saturating_add(entry.file_bytes());
            (entry, at)
        })
    }
}

impl End {
    /// What of the end is in this range of the archive.
    #[must_use]
    pub fn pieces<S: Clone>(&self, range: &Range<u64>) -> Vec<Piece<S>> {
        let mut cut = Cut::new(self.at(), range);
        cut.bytes(self.bytes(), || self.write());
        cut.pieces
    }
}

/// Goes along an archive, and keeps what is in a range of it.
struct Cut<'a, S> {
    at: u64,
    range: &'a Range<u64>,
    pieces: Vec<Piece<S>>,
}

impl<'a, S: Clone> Cut<'a, S> {
    const fn new(at: u64, range: &'a Range<u64>) -> Self {
        Self {
            at,
            range,
            pieces: Vec::new(),
        }
    }

    /// Goes on by so many bytes: gives the part of them that is wanted, counted from where they begin.
    fn pass(&mut self, bytes: u64) -> Option<Range<u64>> {
        let (start, end) = (self.at, self.at.saturating_add(bytes));
        self.at = end;
        let (from, to) = (start.max(self.range.start), end.min(self.range.end));
        (from < to).then(|| from - start..to - start)
    }

    fn bytes(&mut self, length: u64, write: impl FnOnce() -> Vec<u8>) {
        let Some(wanted) = self.pass(length) else { return };
        let (from, to) = (usize::try_from(wanted.start), usize::try_from(wanted.end));
        let (Ok(from), Ok(to)) = (from, to) else { return };
        if let Some(bytes) = write().get(from..to) {
            self.pieces.push(Piece::Bytes(bytes.to_vec()));
        }
    }

    fn part(&mut self, entry: &Entry<S>) {
        if let Some(wanted) = self.pass(entry.bytes) {
            self.pieces.push(Piece::Part {
                source: entry.source.clone(),
                offset: wanted.start,
                length: wanted.end - wanted.start,
            });
        }
    }
}
