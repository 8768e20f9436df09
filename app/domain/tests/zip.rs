//! Archives as another implementation reads them, and cut anywhere.
#![expect(clippy::indexing_slicing, reason = "a test may fail anywhere")]

use domain::{
    time::Timestamp,
    zip::{End, Entry, Piece, Run},
};
use std::{
    io::{self, Cursor, Read, Seek, SeekFrom},
    ops::Range,
};
use zip::{CompressionMethod, ZipArchive};

const WHOLE: Range<u64> = 0..u64::MAX;

/// A whole archive in runs of so many entries.
struct Archive<S> {
    runs: Vec<Vec<Entry<S>>>,
    /// Where the files and the directory of each run begin.
    places: Vec<(u64, u64)>,
    end: End,
}

impl<S: Clone> Archive<S> {
    fn new(entries: &[Entry<S>], run: usize) -> Self {
        let runs: Vec<Vec<Entry<S>>> = entries.chunks(run).map(<[_]>::to_vec).collect();
        let (mut files, mut directory) = (0, 0);
        let mut places = Vec::new();
        for entries in &runs {
            places.push((files, directory));
            let run = Run {
                entries,
                files_at: files,
                directory_at: 0,
            };
            (files, directory) = (files + run.files_bytes(), directory + run.directory_bytes());
        }
        places.iter_mut().for_each(|place| place.1 += files);
        let end = End {
            entries: entries.len() as u64,
            directory_at: files,
            directory_bytes: directory,
        };
        Self { runs, places, end }
    }

    fn pieces(&self, range: &Range<u64>) -> Vec<Piece<S>> {
        let runs = || {
            self.runs
                .iter()
                .zip(&self.places)
                .map(|(entries, (files_at, directory_at))| Run {
                    entries,
                    files_at: *files_at,
                    directory_at: *directory_at,
                })
        };
        runs()
            .flat_map(|run| run.files(range))
            .chain(runs().flat_map(|run| run.directory(range)))
            .chain(self.end.pieces(range))
            .collect()
    }
}

impl Archive<Vec<u8>> {
    fn bytes(&self, range: &Range<u64>) -> Vec<u8> {
        let written = self.pieces(range).into_iter().map(|piece| match piece {
            Piece::Bytes(bytes) => bytes,
            Piece::Part { source, offset, length } => source[offset as usize..(offset + length) as usize].to_vec(),
        });
        written.collect::<Vec<_>>().concat()
    }
}

fn file(name: &str, content: &[u8]) -> Entry<Vec<u8>> {
    Entry {
        name: name.into(),
        bytes: content.len() as u64,
        crc32: crc32fast::hash(content),
        time: Timestamp::from_millis(1_714_588_201_000),
        source: content.to_vec(),
    }
}

fn some_files() -> Vec<Entry<Vec<u8>>> {
    vec![
        file("README.txt", b"what is what"),
        file("photos/2024-05-01 Dämmerung über der Bucht (1).jpg", &[0xff; 300]),
        file("photos/海边的黎明 (2).jpg", b""),
        file("photos/🌅 (3).json", b"{}"),
    ]
}

#[test]
fn another_implementation_reads_what_was_stored() {
    let files = some_files();
    let bytes = Archive::new(&files, 3).bytes(&WHOLE);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), files.len());
    for (index, expected) in files.iter().enumerate() {
        let mut found = archive.by_index(index).unwrap();
        assert_eq!(found.name().unwrap(), expected.name);
        assert_eq!(found.compression(), CompressionMethod::Stored);
        assert_eq!(found.unix_mode(), Some(0o100_644));
        let time = found.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day()), (2024, 5, 1));
        assert_eq!((time.hour(), time.minute(), time.second()), (18, 30, 0));
        let mut content = Vec::new();
        // checks the CRC-32 too
        found.read_to_end(&mut content).unwrap();
        assert_eq!(content, expected.source);
    }
}

#[test]
fn it_is_the_same_cut_anywhere_and_whatever_its_runs() {
    let files = some_files();
    let whole = Archive::new(&files, 99).bytes(&WHOLE);
    for run in 1..=4 {
        let archive = Archive::new(&files, run);
        assert_eq!(archive.end.archive_bytes(), whole.len() as u64);
        assert_eq!(archive.bytes(&WHOLE), whole);
        for cut in 0..=whole.len() as u64 {
            let halves = [archive.bytes(&(0..cut)), archive.bytes(&(cut..u64::MAX))];
            assert_eq!(halves[0].len() as u64, cut);
            assert_eq!(halves.concat(), whole, "cut at {cut}");
        }
        for part in [1, 7, 64] {
            let starts = (0..whole.len() as u64).step_by(part);
            let parts: Vec<_> = starts.map(|at| archive.bytes(&(at..at + part as u64))).collect();
            assert_eq!(parts.concat(), whole, "in parts of {part}");
        }
    }
}

#[test]
fn an_archive_of_nothing_is_one() {
    let bytes = Archive::<Vec<u8>>::new(&[], 1).bytes(&WHOLE);
    assert_eq!(ZipArchive::new(Cursor::new(bytes)).unwrap().len(), 0);
}

/// An archive whose files are nothing but zeros, and are nowhere.
struct Sparse {
    archive: Archive<()>,
    at: u64,
}

impl Read for Sparse {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let range = self.at..self.at + buffer.len() as u64;
        let mut filled = 0;
        for piece in self.archive.pieces(&range) {
            let length = match piece {
                Piece::Bytes(bytes) => {
                    buffer[filled..filled + bytes.len()].copy_from_slice(&bytes);
                    bytes.len()
                }
                Piece::Part { length, .. } => {
                    buffer[filled..filled + length as usize].fill(0);
                    length as usize
                }
            };
            filled += length;
        }
        self.at += filled as u64;
        Ok(filled)
    }
}

impl Seek for Sparse {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.archive.end.archive_bytes();
        let wanted = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = wanted.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

fn zeros(name: String, bytes: u64) -> Entry<()> {
    Entry {
        name,
        bytes,
        crc32: 0,
        time: Timestamp::from_millis(0),
        source: (),
    }
}

/// Sizes and places on both sides of 4 GiB, where old fields end: every one is found where it is.
#[test]
fn an_archive_of_more_than_4_gib_is_read() {
    const OLD: u64 = u32::MAX as u64;
    let sizes = [1 << 30, OLD - 1, 10, OLD, 5 << 30, 1];
    let entries: Vec<_> = sizes
        .iter()
        .enumerate()
        .map(|(number, bytes)| zeros(format!("{number}.jpg"), *bytes))
        .collect();
    let archive = Archive::new(&entries, 2);
    let (end, mut at) = (archive.end, 0);
    assert!(end.directory_at > OLD);
    let mut read = ZipArchive::new(Sparse { archive, at: 0 }).unwrap();
    assert_eq!(read.len(), sizes.len());
    assert_eq!(read.central_directory_start(), end.directory_at);
    for (index, bytes) in sizes.into_iter().enumerate() {
        let found = read.by_index_raw(index).unwrap();
        assert_eq!((found.size(), found.compressed_size()), (bytes, bytes));
        assert_eq!(found.header_start(), at);
        let header = 30 + 5 + if bytes >= OLD { 20 } else { 0 };
        assert_eq!(found.data_start(), Some(at + header));
        at += header + bytes;
    }
}

/// More entries than the old field counts.
#[test]
fn an_archive_of_more_than_65_535_files_is_read() {
    for count in [65_534, 65_535, 65_536, 70_000] {
        let entries: Vec<_> = (0..count).map(|number| zeros(format!("{number}"), 0)).collect();
        let archive = Archive::new(&entries, 50);
        let whole = archive.pieces(&WHOLE).into_iter().flat_map(|piece| match piece {
            Piece::Bytes(bytes) => bytes,
            Piece::Part { .. } => vec![],
        });
        let mut read = ZipArchive::new(Cursor::new(whole.collect::<Vec<u8>>())).unwrap();
        assert_eq!(read.len(), count);
        let last = read.by_index(count - 1).unwrap();
        assert_eq!(last.name().unwrap(), (count - 1).to_string());
    }
}
