//! What an export contains, page by page, and the parts that are stored of it.

use super::{ExportRow, OPEN, held};
use crate::{
    ports::{Statement, Value},
    sql::statement,
};
use domain::{id::PhotoId, time::Timestamp};
use serde::Deserialize;

/// A page, of which a step reads what it needs: without `texts`, for the directory.
#[derive(Debug, Clone, Deserialize)]
pub struct PageRow {
    /// Which one it is, counted from 0.
    pub number: u32,
    /// Its files as JSON.
    pub entries: String,
    /// Texts that are files, as JSON.
    #[serde(default)]
    pub texts: Option<String>,
    /// Where its files begin in the archive.
    pub files_at: u64,
    /// How many bytes they take up.
    pub files_bytes: u64,
    /// Where its part of the directory begins, from the beginning of that.
    pub directory_at: u64,
    /// How many bytes it takes up.
    pub directory_bytes: u64,
}

/// What a new page holds.
#[derive(Debug, Clone)]
pub struct NewPage {
    /// Which one it is.
    pub number: u32,
    /// Its files as JSON.
    pub entries: String,
    /// Texts that are files, as JSON.
    pub texts: String,
    /// How many files have no checksum yet.
    pub unsummed: u32,
    /// Where its files begin in the archive.
    pub files_at: u64,
    /// How many bytes they take up.
    pub files_bytes: u64,
    /// Where its part of the directory begins, from the beginning of that.
    pub directory_at: u64,
    /// How many bytes it takes up.
    pub directory_bytes: u64,
}

/// That the step is still held, as a condition on the row `?1`, by the attempt `?2`.
fn held_still() -> String {
    format!("exists (select 1 from exports where id = ?1 and attempt = ?2 and {OPEN})")
}

/// Writes a page down.
#[must_use]
pub fn insert_page(row: &ExportRow, page: NewPage) -> Statement {
    statement(
        format!(
            "insert into export_pages (export_id, round, number, entries, texts, unsummed, files_at, files_bytes, directory_at, \
             directory_bytes) select ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 where {}",
            held_still()
        ),
        [
            row.id.to_string().into(),
            row.attempt.into(),
            row.round.into(),
            page.number.into(),
            page.entries.into(),
            page.texts.into(),
            page.unsummed.into(),
            page.files_at.into(),
            page.files_bytes.into(),
            page.directory_at.into(),
            page.directory_bytes.into(),
        ],
    )
}

/// How far collecting is after a step.
#[derive(Debug, Clone, Copy)]
pub struct Collected {
    /// When the photo was uploaded that was collected last, and which it is.
    pub after: Option<(Timestamp, PhotoId)>,
    /// How many pages there are now.
    pub pages: u32,
    /// How many photos there are now.
    pub photos: u32,
    /// How many files there are now.
    pub entries: u64,
    /// How many bytes they take up now.
    pub files_bytes: u64,
    /// How many bytes the directory takes up now.
    pub directory_bytes: u64,
    /// Whether that is everything.
    pub all: bool,
}

/// Something was collected.
#[must_use]
pub fn collected(row: &ExportRow, so_far: Collected, now: Timestamp) -> Statement {
    let (at, id) = so_far.after.unzip();
    let state = if so_far.all { "summing" } else { "collecting" };
    held(
        row,
        "state = ?3, after_at = ?4, after_id = ?5, pages = ?6, photos = ?7, entries = ?8, files_bytes = ?9, \
         directory_bytes = ?10, step = step + 1, tries = 0, due_at = ?11",
        [
            state.into(),
            at.into(),
            id.map(|id| id.to_string()).into(),
            so_far.pages.into(),
            so_far.photos.into(),
            so_far.entries.into(),
            so_far.files_bytes.into(),
            so_far.directory_bytes.into(),
            now.into(),
        ],
    )
}

/// The first page with a file that has no checksum yet.
#[must_use]
pub fn unsummed(row: &ExportRow) -> Statement {
    statement(
        "select number, entries, files_at, files_bytes, directory_at, directory_bytes from export_pages \
         indexed by export_pages_unsummed where export_id = ?1 and round = ?2 and unsummed > 0 order by number limit 1",
        [row.id.to_string().into(), row.round.into()],
    )
}

/// Checksums of a page are known now.
#[must_use]
pub fn page_summed(row: &ExportRow, page: u32, entries: String, unsummed: u32) -> Statement {
    statement(
        format!(
            "update export_pages set entries = ?5, unsummed = ?6 where export_id = ?1 and round = ?3 and number = ?4 and {}",
            held_still()
        ),
        [
            row.id.to_string().into(),
            row.attempt.into(),
            row.round.into(),
            page.into(),
            entries.into(),
            unsummed.into(),
        ],
    )
}

/// So much is summed of the next file; or everything is.
#[must_use]
pub fn summed(row: &ExportRow, to: u64, sum: u32, all: bool, now: Timestamp) -> Statement {
    let state = if all { "packing" } else { "summing" };
    held(
        row,
        "state = ?3, summed_to = ?4, sum = ?5, step = step + 1, tries = 0, due_at = ?6",
        [state.into(), to.into(), sum.into(), now.into()],
    )
}

/// Pages from this one on whose files begin before `until`, so many at a time.
#[must_use]
pub fn pages_of_files(row: &ExportRow, from: u32, until: u64, most: u32) -> Statement {
    pages(row, "texts, ", "files_at", [from.into(), until.into(), most.into()])
}

/// Pages from this one on whose part of the directory begins before `until`, so many at a time.
#[must_use]
pub fn pages_of_directory(row: &ExportRow, from: u32, until: u64, most: u32) -> Statement {
    pages(row, "", "directory_at", [from.into(), until.into(), most.into()])
}

fn pages(row: &ExportRow, texts: &str, begins: &str, [from, until, most]: [Value; 3]) -> Statement {
    statement(
        format!(
            "select number, entries, {texts}files_at, files_bytes, directory_at, directory_bytes from export_pages \
             where export_id = ?1 and round = ?2 and number >= ?3 and {begins} < ?4 order by number limit ?5"
        ),
        [row.id.to_string().into(), row.round.into(), from, until, most],
    )
}

/// An upload was begun, in parts of this size, which is a step.
#[must_use]
pub fn begun(row: &ExportRow, upload: &str, part_bytes: u64, now: Timestamp) -> Statement {
    held(
        row,
        "upload = ?3, part_bytes = ?4, step = step + 1, tries = 0, due_at = ?5",
        [upload.into(), part_bytes.into(), now.into()],
    )
}

/// How far packing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// How many bytes are packed.
    pub to: u64,
    /// The page that comes next.
    pub page: u32,
    /// The lengths of the slices that are stored of the part that is under way.
    pub slices: Vec<u64>,
    /// How many slices are stored of all parts.
    pub slices_made: u32,
}

/// So much is packed.
#[must_use]
pub fn packed(row: &ExportRow, so_far: &Packed) -> Statement {
    let lengths: Vec<String> = so_far.slices.iter().map(u64::to_string).collect();
    held(
        row,
        "packed_to = ?3, page = ?4, slices = ?5, slices_made = ?6, tries = 0",
        [
            so_far.to.into(),
            so_far.page.into(),
            format!("[{}]", lengths.join(",")).into(),
            so_far.slices_made.into(),
        ],
    )
}

/// A part is stored.
#[must_use]
pub fn part_stored(row: &ExportRow, part: u32, etag: &str) -> Statement {
    statement(
        format!(
            "insert or replace into export_parts (export_id, round, number, etag) select ?1, ?3, ?4, ?5 where {}",
            held_still()
        ),
        [
            row.id.to_string().into(),
            row.attempt.into(),
            row.round.into(),
            part.into(),
            etag.into(),
        ],
    )
}

/// A stored part.
#[derive(Debug, Clone, Deserialize)]
pub struct PartRow {
    /// Which one it is, counted from 1.
    pub number: u32,
    /// Its entity tag.
    pub etag: String,
}

/// All parts, in order.
#[must_use]
pub fn parts(row: &ExportRow) -> Statement {
    statement(
        "select number, etag from export_parts where export_id = ?1 and round = ?2 order by number",
        [row.id.to_string().into(), row.round.into()],
    )
}
