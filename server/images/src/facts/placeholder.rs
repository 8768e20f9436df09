//! The placeholder: the average colours of six parts of the picture.

use crate::pixels::{Pixels, on_white};
use domain::placeholder::{GRID, from_cells};

/// The few bytes that stand in while the photo loads: see [`domain::placeholder`].
#[must_use]
pub fn placeholder(picture: &Pixels) -> String {
    let (columns, rows) = GRID;
    let mut cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    from_cells(std::array::from_fn(|_| {
        let (column, row) = cells.next().unwrap_or_default();
        average(
            picture,
            span(column, columns, picture.width()),
            span(row, rows, picture.height()),
        )
    }))
}

/// Part `index` of `count` equal parts of a length; never empty.
fn span(index: u32, count: u32, length: u32) -> (usize, usize) {
    let start = length * index / count;
    let end = (length * (index + 1) / count).max(start + 1);
    (start as usize, (end - start) as usize)
}

fn average(picture: &Pixels, (x, width): (usize, usize), (y, height): (usize, usize)) -> [u8; 3] {
    let mut sums = [0_u64; 3];
    let mut count = 0;
    for row in picture.rows().skip(y).take(height) {
        for pixel in row.chunks_exact(picture.layout().channels()).skip(x).take(width) {
            let colour = on_white(pixel);
            sums.iter_mut()
                .zip(colour)
                .for_each(|(sum, channel)| *sum += u64::from(channel));
            count += 1;
        }
    }
    sums.map(|sum| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Layout;

    #[test]
    fn six_parts_give_six_colours() {
        let upper = [[255, 0, 0].repeat(4), [0, 255, 0].repeat(4), [0, 0, 255].repeat(4)].concat();
        let lower = [[0, 0, 0].repeat(4), [255, 255, 255].repeat(4), [17, 34, 51].repeat(4)].concat();
        let data = [upper.repeat(4), lower.repeat(4)].concat();
        let picture = Pixels::new(12, 8, Layout::Rgb, data).unwrap();
        assert_eq!(placeholder(&picture), "f000f000f000fff123");
    }

    #[test]
    fn a_single_pixel_gives_one_colour_six_times() {
        let picture = Pixels::new(1, 1, Layout::Grey, vec![0x88]).unwrap();
        assert_eq!(placeholder(&picture), "888".repeat(6));
    }

    #[test]
    fn what_is_transparent_counts_as_white() {
        let picture = Pixels::new(1, 1, Layout::Rgba, vec![0, 0, 0, 0]).unwrap();
        assert_eq!(placeholder(&picture), "fff".repeat(6));
    }
}
