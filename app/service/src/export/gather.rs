//! What a range of an export consists of, as far as one step looks.

use super::{Trouble, page::Page};
use crate::{
    World,
    ports::{Piece, PortError, Statement},
    sql::{
        self,
        exports::{ExportRow, Packed, PageRow},
    },
};

/// How many pages of files one look takes: up to 200 photos, and as many objects to open.
const PAGES_OF_FILES: u32 = 8;

/// How many pages of the directory: their texts are not read.
const PAGES_OF_DIRECTORY: u32 = 32;

/// What comes next of an export, up to `until` or as far as one look reaches; and how far that is.
pub(super) async fn gather(
    world: &World,
    row: &ExportRow,
    from: &Packed,
    until: u64,
) -> Result<(Vec<Piece>, Packed), Trouble> {
    let (mut pieces, mut at) = (Vec::new(), from.clone());
    files(world, row, until, &mut pieces, &mut at).await?;
    if at.to >= row.files_bytes && at.to < until {
        directory(world, row, until, &mut pieces, &mut at).await?;
    }
    if at.to >= row.end().at() && at.to < until {
        let end = row.end().pieces::<()>(&(at.to..until)).into_iter();
        pieces.extend(end.filter_map(|piece| match piece {
            domain::zip::Piece::Bytes(bytes) => Some(Piece::Bytes(bytes)),
            domain::zip::Piece::Part { .. } => None,
        }));
        at.to = until;
    }
    Ok((joined(pieces), at))
}

async fn files(
    world: &World,
    row: &ExportRow,
    until: u64,
    pieces: &mut Vec<Piece>,
    at: &mut Packed,
) -> Result<(), Trouble> {
    if at.to >= row.files_bytes {
        return Ok(());
    }
    for page in pages(world, sql::exports::pages_of_files(row, at.page, until, PAGES_OF_FILES)).await? {
        pieces.extend(Page::read(&page, row.files_bytes)?.files(&(at.to..until))?);
        go_on(at, page.number, page.files_at + page.files_bytes, until);
    }
    if at.to == row.files_bytes {
        // the directory begins with the first page again
        at.page = 0;
    }
    Ok(())
}

async fn directory(
    world: &World,
    row: &ExportRow,
    until: u64,
    pieces: &mut Vec<Piece>,
    at: &mut Packed,
) -> Result<(), Trouble> {
    let begins = row.files_bytes;
    if at.to >= row.end().at() {
        return Ok(());
    }
    let wanted = sql::exports::pages_of_directory(row, at.page, until - begins, PAGES_OF_DIRECTORY);
    for page in pages(world, wanted).await? {
        pieces.extend(Page::read(&page, begins)?.directory(&(at.to..until))?);
        go_on(
            at,
            page.number,
            begins + page.directory_at + page.directory_bytes,
            until,
        );
    }
    Ok(())
}

/// There is always a page, or something is wrong that another try does not mend.
async fn pages(world: &World, wanted: Statement) -> Result<Vec<PageRow>, PortError> {
    let pages: Vec<PageRow> = world.db.run(wanted).await?.all()?;
    if pages.is_empty() {
        return Err(PortError::new("read a page of an export", "there is none"));
    }
    Ok(pages)
}

/// A page is packed up to its end, or up to `until`: then it comes once more.
const fn go_on(at: &mut Packed, page: u32, end: u64, until: u64) {
    if end <= until {
        (at.to, at.page) = (end, page + 1);
    } else {
        (at.to, at.page) = (until, page);
    }
}

/// Bytes that follow each other as one piece: each is written by itself.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.into_iter().fold(Vec::new(), |mut joined, piece| {
        match (joined.last_mut(), piece) {
            (Some(Piece::Bytes(before)), Piece::Bytes(bytes)) => before.extend(bytes),
            (_, piece) => joined.push(piece),
        }
        joined
    })
}
