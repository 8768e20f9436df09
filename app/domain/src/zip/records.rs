//! The records of a zip file, byte by byte. All numbers are little-endian (APPNOTE 4.4.1.1).

use super::Entry;
use crate::time::{DAY_MILLIS, Timestamp};

/// A size, an offset or a number of entries from here on does not fit into its old field, which then holds nothing but ones,
/// and is told in a longer one (APPNOTE 4.4.1.4).
const TOO_LONG: u64 = u32::MAX as u64;
const TOO_MANY: u64 = u16::MAX as u64;

/// Version 1.0 of the format is enough to unpack what is stored as it is; what has longer fields needs 4.5 (APPNOTE 4.4.3.2).
const PLAIN: u16 = 10;
const ZIP64: u16 = 45;

/// Made on a system with UNIX' file attributes, by version 4.5 (APPNOTE 4.4.2).
const MADE_BY: u16 = 3 << 8 | ZIP64;

/// An ordinary file that its owner may change and everybody may read, as UNIX tells it: `S_IFREG | 0644`.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// Names are UTF-8 (APPNOTE 4.4.4, bit 11).
const FLAGS: u16 = 1 << 11;

/// Nothing is compressed (APPNOTE 4.4.5).
const STORED: u16 = 0;

/// The tag of the longer fields (APPNOTE 4.5.3).
const EXTRA_TAG: u16 = 1;

const HEADER: u64 = 30;
const RECORD: u64 = 46;
const ZIP64_END: u64 = 56;
const LOCATOR: u64 = 20;
const END: u64 = 22;

/// Bytes of a record.
#[derive(Default)]
struct Record(Vec<u8>);

impl Record {
    fn short(&mut self, number: u16) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    fn long(&mut self, number: u32) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    fn longer(&mut self, number: u64) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    /// In an old field: nothing but ones if it does not fit.
    fn capped(&mut self, number: u64) -> &mut Self {
        self.long(u32::try_from(number).unwrap_or(u32::MAX))
    }

    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// The fields that header and record of an entry share, from the version needed to the length of its longer fields.
    fn facts<S>(&mut self, entry: &Entry<S>, extra: &[u64]) -> &mut Self {
        let (date, time) = clock(entry.time);
        let version = if extra.is_empty() { PLAIN } else { ZIP64 };
        self.short(version).short(FLAGS).short(STORED).short(time).short(date);
        self.long(entry.crc32).capped(entry.bytes).capped(entry.bytes);
        self.short(length(name(entry).len()))
            .short(length(extra_bytes(extra.len())))
    }

    /// The longer fields, those alone that are needed (APPNOTE 4.5.3).
    fn extra(&mut self, fields: &[u64]) -> &mut Self {
        if !fields.is_empty() {
            self.short(EXTRA_TAG).short(length(fields.len() * 8));
            for field in fields {
                self.longer(*field);
            }
        }
        self
    }
}

fn length(bytes: usize) -> u16 {
    u16::try_from(bytes).unwrap_or(u16::MAX)
}

/// What of a name its field holds: names made by [`super::path`] are far shorter.
fn name<S>(entry: &Entry<S>) -> &[u8] {
    let bytes = entry.name.as_bytes();
    bytes.get(..usize::from(u16::MAX)).unwrap_or(bytes)
}

const fn extra_bytes(fields: usize) -> usize {
    if fields == 0 { 0 } else { 4 + fields * 8 }
}

fn size(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// Both sizes, if the old fields do not hold them: what is stored is as long as what is unpacked.
fn long_sizes<S>(entry: &Entry<S>) -> Vec<u64> {
    if entry.bytes < TOO_LONG {
        Vec::new()
    } else {
        vec![entry.bytes; 2]
    }
}

fn long_fields<S>(entry: &Entry<S>, at: u64) -> Vec<u64> {
    let mut fields = long_sizes(entry);
    fields.extend((at >= TOO_LONG).then_some(at));
    fields
}

pub(super) fn header_bytes<S>(entry: &Entry<S>) -> u64 {
    HEADER + size(name(entry).len() + extra_bytes(long_sizes(entry).len()))
}

/// The header before a file (APPNOTE 4.3.7).
pub(super) fn header<S>(entry: &Entry<S>) -> Vec<u8> {
    let (mut record, extra) = (Record::default(), long_sizes(entry));
    record.raw(b"PK\x03\x04").facts(entry, &extra);
    record.raw(name(entry)).extra(&extra);
    record.0
}

pub(super) fn directory_bytes<S>(entry: &Entry<S>, at: u64) -> u64 {
    RECORD + size(name(entry).len() + extra_bytes(long_fields(entry, at).len()))
}

/// The record of a file in the directory; its header begins at `at` (APPNOTE 4.3.12).
pub(super) fn directory<S>(entry: &Entry<S>, at: u64) -> Vec<u8> {
    let (mut record, extra) = (Record::default(), long_fields(entry, at));
    record.raw(b"PK\x01\x02").short(MADE_BY).facts(entry, &extra);
    // no comment, on the first disk, nothing known of its content
    record.short(0).short(0).short(0);
    record.long(ATTRIBUTES).capped(at);
    record.raw(name(entry)).extra(&extra);
    record.0
}

/// Date and time as MS-DOS tells them, from 1980 to 2107, to two seconds (APPNOTE 4.4.6).
fn clock(time: Timestamp) -> (u16, u16) {
    let (year, month, day) = time.date();
    let Ok(years @ 0..=127) = u16::try_from(year - 1980) else {
        // the first of all days
        return (1 << 5 | 1, 0);
    };
    let seconds = time.millis().rem_euclid(DAY_MILLIS) / 1000;
    let part = |number: i64| u16::try_from(number).unwrap_or_default();
    let date = years << 9 | u16::from(month) << 5 | u16::from(day);
    let time = part(seconds / 3600) << 11 | part(seconds / 60 % 60) << 5 | part(seconds % 60 / 2);
    (date, time)
}

/// What comes after the directory, and says where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// How many entries there are.
    pub entries: u64,
    /// Where the directory begins in the archive: how many bytes the files take up.
    pub directory_at: u64,
    /// How many bytes the directory takes up.
    pub directory_bytes: u64,
}

impl End {
    /// Where it begins in the archive.
    #[must_use]
    pub const fn at(&self) -> u64 {
        self.directory_at.saturating_add(self.directory_bytes)
    }

    /// How many bytes it takes up.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        if self.is_long() { ZIP64_END + LOCATOR + END } else { END }
    }

    /// How many bytes the whole archive has.
    #[must_use]
    pub const fn archive_bytes(&self) -> u64 {
        self.at().saturating_add(self.bytes())
    }

    const fn is_long(&self) -> bool {
        self.entries >= TOO_MANY || self.directory_at >= TOO_LONG || self.directory_bytes >= TOO_LONG
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut record = Record::default();
        if self.is_long() {
            self.write_long(&mut record);
        }
        // APPNOTE 4.3.16; one disk, and no comment
        let entries = u16::try_from(self.entries).unwrap_or(u16::MAX);
        record
            .raw(b"PK\x05\x06")
            .short(0)
            .short(0)
            .short(entries)
            .short(entries);
        record.capped(self.directory_bytes).capped(self.directory_at).short(0);
        record.0
    }

    /// The longer record of the end, and what says where that is (APPNOTE 4.3.14 and 4.3.15).
    fn write_long(&self, record: &mut Record) {
        // its size does not count what comes before it
        record.raw(b"PK\x06\x06").longer(ZIP64_END - 12);
        record.short(MADE_BY).short(ZIP64).long(0).long(0);
        record.longer(self.entries).longer(self.entries);
        record.longer(self.directory_bytes).longer(self.directory_at);
        record.raw(b"PK\x06\x07").long(0).longer(self.at()).long(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_in_1980() {
        let at = |text: &str, seconds: i64| clock(Timestamp::parse_day(text).unwrap().plus_seconds(seconds));
        assert_eq!(at("2024-05-01", 66_601), (44 << 9 | 5 << 5 | 1, 18 << 11 | 30 << 5));
        assert_eq!(
            at("2107-12-31", 86_399),
            (127 << 9 | 12 << 5 | 31, 23 << 11 | 59 << 5 | 29)
        );
        for outside in ["1979-12-31", "2108-01-01"] {
            assert_eq!(at(outside, 3600), (1 << 5 | 1, 0), "{outside}");
        }
    }
}
