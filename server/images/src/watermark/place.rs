//! Where a mark lies.

use crate::pixels::Pixels;
use domain::watermark::{Position, Style};

/// The distance to the edges, in pixels.
pub(super) fn margin(width: u32, height: u32) -> u32 {
    (width.min(height) / 40).max(2)
}

/// The upper left corner of each copy of a mark. Some may lie partly outside.
pub(super) fn places(picture: &Pixels, stamp: &Pixels, style: &Style) -> Vec<(i64, i64)> {
    let (width, height) = (picture.width(), picture.height());
    if style.tiled {
        return tiles(width, height, stamp);
    }
    let margin = i64::from(margin(width, height));
    let (right, bottom) = (
        i64::from(width) - i64::from(stamp.width()),
        i64::from(height) - i64::from(stamp.height()),
    );
    let place = match style.position {
        Position::Centre => (right / 2, bottom / 2),
        Position::TopLeft => (margin, margin),
        Position::TopRight => (right - margin, margin),
        Position::BottomLeft => (margin, bottom - margin),
        Position::BottomRight => (right - margin, bottom - margin),
    };
    vec![place]
}

/// Like bricks in a wall: every other row is shifted by half, so that no straight cut avoids them all.
fn tiles(width: u32, height: u32, stamp: &Pixels) -> Vec<(i64, i64)> {
    let (w, h) = (i64::from(stamp.width()), i64::from(stamp.height()));
    // a gap of half a mark beside each, and as much below, or its own height if that is more
    let (across, down) = (w + (w / 2).max(8), h + (w / 3).max(h).max(8));
    let rows = (0..).zip((down / 4..i64::from(height)).step_by(usize::try_from(down).unwrap_or(usize::MAX)));
    let place = |(row, y): (i64, i64)| {
        let first = if row % 2 == 0 {
            across / 6
        } else {
            across / 6 - across / 2
        };
        let columns = (first..i64::from(width)).step_by(usize::try_from(across).unwrap_or(usize::MAX));
        columns.map(move |x| (x, y))
    };
    rows.flat_map(place).collect()
}
