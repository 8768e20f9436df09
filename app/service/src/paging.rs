//! From rows to pages of photos. Rows are read as an index holds them; which of them a viewer meets, `domain::access` says.

use crate::{
    config::Config,
    read::view,
    sql::{cursor::Cursor, photos::PhotoRow},
};
use domain::{
    access::{Action, Viewer, may},
    id::PhotoId,
    view::{Page, PhotoView},
};

/// How many rows are read at most to fill a page of the usual length, where some are by people whom the viewer has blocked or who have
/// blocked them. D1 bills up to four for each of these: a photo, its owner, and a block in each direction. A page may so come out
/// short; the next one begins where this one ended.
pub(crate) const MOST_ROWS: u32 = 47;

/// How often the database is asked at most for a page, one question after the other.
pub(crate) const ROUNDS: u32 = 4;

/// A page to be filled.
pub(crate) const fn nothing<Item>() -> Page<Item> {
    Page {
        items: Vec::new(),
        next: None,
    }
}

/// Whether no more photos go on a page.
pub(crate) fn is_full(page: &Page<PhotoView>, limit: u32) -> bool {
    page.items.len() >= usize_of(limit)
}

/// A page of one list's rows.
pub(crate) fn page(config: &Config, viewer: Viewer, rows: Vec<PhotoRow>, limit: u32) -> Page<PhotoView> {
    let mut page = nothing();
    fill(config, viewer, &mut page, rows, limit, limit + 1);
    page
}

/// Puts rows on a page until it has `limit` photos. `asked` rows were asked for: if there are so many, the last one only says that the
/// list goes on. Then, or if some are left over, the next page begins after the last row that was looked at.
pub(crate) fn fill(
    config: &Config,
    viewer: Viewer,
    page: &mut Page<PhotoView>,
    rows: Vec<PhotoRow>,
    limit: u32,
    asked: u32,
) {
    let (limit, most) = (usize_of(limit), usize_of(asked.saturating_sub(1)));
    let (read, mut looked_at) = (rows.len(), 0);
    page.next = None;
    for row in rows.into_iter().take(most) {
        if page.items.len() >= limit {
            break;
        }
        looked_at += 1;
        page.next = Some(cursor_of(&row).write());
        if may(viewer, Action::List, row.subject()) {
            page.items.push(view(config, viewer, row));
        }
    }
    if looked_at == read {
        page.next = None;
    }
}

fn usize_of(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

const fn cursor_of(row: &PhotoRow) -> Cursor<PhotoId> {
    Cursor {
        at: row.created_at,
        id: row.id,
    }
}
