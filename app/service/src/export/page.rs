//! A page of an export: a few files, as they are written down, and as they are in the archive.

use super::Trouble;
use crate::{
    ports::{Piece, PortError},
    sql::exports::{Collected, NewPage, PageRow},
};
use domain::{
    id::StorageToken,
    storage::{Bucket, StorageKey},
    time::Timestamp,
    zip::{self, Run},
};
use serde::{Deserialize, Serialize};

/// A file of an export, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct File {
    /// Its path in the archive.
    pub(super) name: String,
    /// Its size.
    pub(super) bytes: u64,
    /// Its CRC-32, once it is known.
    pub(super) crc32: Option<u32>,
    /// When it was last changed.
    pub(super) time: Timestamp,
    /// Where its bytes are.
    pub(super) source: Source,
}

/// Where the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Source {
    /// The text of this number, of its page.
    Text(usize),
    /// What was uploaded of a photo.
    Original(StorageToken),
    /// The smaller copy that is kept instead, made by this attempt.
    Smaller(StorageToken, u32),
    /// The picture of a mark.
    Mark(StorageToken),
}

impl Source {
    /// The object in storage; a text is none.
    pub(super) const fn key(self) -> Option<StorageKey> {
        match self {
            Self::Text(_) => None,
            Self::Original(token) => Some(StorageKey::Original(token)),
            Self::Smaller(token, attempt) => Some(StorageKey::SmallerOriginal(token, attempt)),
            Self::Mark(token) => Some(StorageKey::Mark(token)),
        }
    }
}

/// Files that are put on one page.
#[derive(Debug, Default)]
pub(super) struct Draft {
    files: Vec<File>,
    texts: Vec<String>,
}

impl Draft {
    /// A text.
    pub(super) fn text(&mut self, name: String, text: String, time: Timestamp) {
        self.files.push(File {
            name,
            bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
            crc32: Some(crc32fast::hash(text.as_bytes())),
            time,
            source: Source::Text(self.texts.len()),
        });
        self.texts.push(text);
    }

    /// A file in storage.
    pub(super) fn file(&mut self, file: File) {
        self.files.push(file);
    }

    /// Puts the page after what is collected so far.
    pub(super) fn place(self, so_far: &mut Collected) -> Result<NewPage, PortError> {
        let entries: Vec<zip::Entry<()>> = self.files.iter().map(|file| file.entry(0, ())).collect();
        let run = Run {
            entries: &entries,
            files_at: so_far.files_bytes,
            directory_at: so_far.directory_bytes,
        };
        let page = NewPage {
            number: so_far.pages,
            entries: write(&self.files)?,
            texts: write(&self.texts)?,
            unsummed: unsummed(&self.files),
            files_at: run.files_at,
            files_bytes: run.files_bytes(),
            directory_at: run.directory_at,
            directory_bytes: run.directory_bytes(),
        };
        so_far.pages += 1;
        so_far.entries += u64::try_from(entries.len()).unwrap_or_default();
        so_far.files_bytes += page.files_bytes;
        so_far.directory_bytes += page.directory_bytes;
        Ok(page)
    }
}

impl File {
    fn entry<S>(&self, crc32: u32, source: S) -> zip::Entry<S> {
        zip::Entry {
            name: self.name.clone(),
            bytes: self.bytes,
            crc32,
            time: self.time,
            source,
        }
    }
}

/// How many files have no checksum yet.
pub(super) fn unsummed(files: &[File]) -> u32 {
    let without = files.iter().filter(|file| file.crc32.is_none()).count();
    u32::try_from(without).unwrap_or(u32::MAX)
}

pub(super) fn write<T: Serialize>(value: &T) -> Result<String, PortError> {
    serde_json::to_string(value).map_err(|error| PortError::new("write a page of an export", error))
}

fn wrong(cause: impl ToString) -> PortError {
    PortError::new("read a page of an export", cause)
}

/// A page's files.
pub(super) fn files(page: &PageRow) -> Result<Vec<File>, PortError> {
    serde_json::from_str(&page.entries).map_err(wrong)
}

/// A page as it is in the archive.
pub(super) struct Page {
    entries: Vec<zip::Entry<Source>>,
    texts: Vec<String>,
    /// Where its files begin in the archive.
    files_at: u64,
    /// Where its part of the directory begins in the archive.
    directory_at: u64,
}

impl Page {
    /// Reads a page of an archive whose directory begins there.
    pub(super) fn read(page: &PageRow, directory_at: u64) -> Result<Self, Trouble> {
        let entry = |file: &File| {
            let crc32 = file.crc32.ok_or_else(|| wrong("a checksum is missing"))?;
            Ok(file.entry(crc32, file.source))
        };
        let entries: Result<Vec<_>, PortError> = files(page)?.iter().map(entry).collect();
        let texts = page.texts.as_deref().map(serde_json::from_str).transpose();
        Ok(Self {
            entries: entries?,
            texts: texts.map_err(wrong)?.unwrap_or_default(),
            files_at: page.files_at,
            directory_at: directory_at + page.directory_at,
        })
    }

    fn run(&self) -> Run<'_, Source> {
        Run {
            entries: &self.entries,
            files_at: self.files_at,
            directory_at: self.directory_at,
        }
    }

    /// What of its files is in this range of the archive.
    pub(super) fn files(&self, range: &std::ops::Range<u64>) -> Result<Vec<Piece>, PortError> {
        let pieces = self.run().files(range).into_iter();
        pieces.map(|piece| self.piece(piece)).collect()
    }

    /// What of its part of the directory is in this range of the archive.
    pub(super) fn directory(&self, range: &std::ops::Range<u64>) -> Result<Vec<Piece>, PortError> {
        let pieces = self.run().directory(range).into_iter();
        pieces.map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: zip::Piece<Source>) -> Result<Piece, PortError> {
        let (source, offset, length) = match piece {
            zip::Piece::Bytes(bytes) => return Ok(Piece::Bytes(bytes)),
            zip::Piece::Part { source, offset, length } => (source, offset, length),
        };
        let Source::Text(number) = source else {
            let key = source.key().ok_or_else(|| wrong("a file is nowhere"))?;
            return Ok(Piece::Object {
                bucket: Bucket::Private,
                key,
                offset,
                length,
            });
        };
        let range = usize::try_from(offset).ok().zip(usize::try_from(offset + length).ok());
        let text = self.texts.get(number).zip(range);
        let bytes = text.and_then(|(text, (from, to))| text.as_bytes().get(from..to));
        bytes
            .map(|bytes| Piece::Bytes(bytes.to_vec()))
            .ok_or_else(|| wrong("a text is missing"))
    }
}
