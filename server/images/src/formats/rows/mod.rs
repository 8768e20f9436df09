//! Takes a picture row by row, as it is decoded, and keeps no more of it than is wanted: boxes of so many pixels each way
//! become one. A decoder that works by rows then never holds the whole picture.
//!
//! Boxes are averaged in light, not in the numbers that stand for it: where fine patterns of dark and bright melt together,
//! the average of the numbers would be too dark. Pixels count by their alpha, so that what cannot be seen colours nothing.
//! The curve is that of sRGB, which the curves of all photo profiles come near.

mod sample;

use super::Wanted;
use crate::{
    fault::Fault,
    pixels::{Layout, Pixels},
};
pub use sample::Sample;

/// The largest box: its sums are counted in 64 bits with room to spare, and no photo is a thousand times too large.
const MAX_FACTOR: u32 = 256;

/// A picture that grows row by row.
#[derive(Debug)]
pub struct Rows {
    size: (u32, u32),
    layout: Layout,
    /// Pixels of a box, each way.
    factor: u32,
    /// What the boxes that are being filled hold: light, or with alpha, light times alpha.
    sums: Vec<u64>,
    /// Rows in them.
    filled: u32,
    /// The picture as far as it is done.
    data: Vec<u8>,
}

/// The size in which [`Rows`] keeps a picture.
#[must_use]
pub fn kept(width: u32, height: u32, wanted: Wanted) -> (u32, u32) {
    let factor = factor(width, height, wanted);
    (width.div_ceil(factor), height.div_ceil(factor))
}

fn factor(width: u32, height: u32, wanted: Wanted) -> u32 {
    let times = |side: u32, wanted: u32| side / wanted.max(1);
    times(width, wanted.width)
        .min(times(height, wanted.height))
        .clamp(1, MAX_FACTOR)
}

impl Rows {
    /// For a picture of this size, of which that is wanted.
    #[must_use]
    pub fn new((width, height): (u32, u32), layout: Layout, wanted: Wanted) -> Self {
        let (kept_width, kept_height) = kept(width, height, wanted);
        let samples = kept_width as usize * layout.channels();
        let factor = factor(width, height, wanted);
        Self {
            size: (width, height),
            layout,
            factor,
            sums: vec![0; if factor > 1 { samples } else { 0 }],
            filled: 0,
            data: Vec::with_capacity(samples * kept_height as usize),
        }
    }

    /// Takes the next row.
    pub fn push<S: Sample>(&mut self, row: &[S]) {
        if self.factor == 1 {
            self.data.extend(row.iter().map(|sample| sample.byte()));
            return;
        }
        let factor = self.factor as usize;
        match self.layout {
            Layout::Grey => add::<S, 1>(&mut self.sums, row, factor),
            Layout::Rgb => add::<S, 3>(&mut self.sums, row, factor),
            Layout::Rgba => add_by_alpha(&mut self.sums, row, factor),
            Layout::Cmyk => add_inks(&mut self.sums, row, factor),
        }
        self.filled += 1;
        if self.filled == self.factor {
            self.close::<S>();
        }
    }

    /// The picture.
    ///
    /// # Errors
    /// If rows are missing, or were of another length.
    pub fn finish<S: Sample>(mut self) -> Result<Pixels, Fault> {
        if self.filled > 0 {
            self.close::<S>();
        }
        let (width, height) = self.size;
        Pixels::new(
            width.div_ceil(self.factor),
            height.div_ceil(self.factor),
            self.layout,
            self.data,
        )
    }

    /// Makes pixels of the boxes.
    fn close<S: Sample>(&mut self) {
        let (width, rows) = (u64::from(self.size.0), u64::from(self.filled));
        // the last box of a row may be narrower
        let counts = (0..width)
            .step_by(self.factor as usize)
            .map(|left| rows * (width - left).min(self.factor.into()));
        let boxes = self.sums.chunks_exact(self.layout.channels()).zip(counts);
        for (sums, count) in boxes {
            match (self.layout, sums) {
                (Layout::Rgba, [colour @ .., alpha]) => {
                    self.data
                        .extend(colour.iter().map(|sum| sample::shade(rounded(*sum, *alpha))));
                    self.data
                        .push(sample::byte(rounded(*alpha, count * S::FULL_ALPHA / 255)));
                }
                (Layout::Cmyk, _) => self
                    .data
                    .extend(sums.iter().map(|sum| sample::byte(rounded(*sum, count)))),
                _ => self
                    .data
                    .extend(sums.iter().map(|sum| sample::shade(rounded(*sum, count)))),
            }
        }
        self.sums.fill(0);
        self.filled = 0;
    }
}

fn rounded(sum: u64, count: u64) -> u64 {
    (sum + count / 2).checked_div(count).unwrap_or(0)
}

/// Adds the light of a row to the boxes that it runs through.
fn add<S: Sample, const CHANNELS: usize>(sums: &mut [u64], row: &[S], factor: usize) {
    let boxes = row.as_chunks::<CHANNELS>().0.chunks(factor);
    for (sums, pixels) in sums.as_chunks_mut::<CHANNELS>().0.iter_mut().zip(boxes) {
        for pixel in pixels {
            for (sum, sample) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(sample.light());
            }
        }
    }
}

fn add_by_alpha<S: Sample>(sums: &mut [u64], row: &[S], factor: usize) {
    let boxes = row.as_chunks::<4>().0.chunks(factor);
    for ([r, g, b, a], pixels) in sums.as_chunks_mut::<4>().0.iter_mut().zip(boxes) {
        for [red, green, blue, alpha] in pixels {
            let alpha = alpha.alpha();
            *r += u64::from(red.light()) * alpha;
            *g += u64::from(green.light()) * alpha;
            *b += u64::from(blue.light()) * alpha;
            *a += alpha;
        }
    }
}

/// Inks cover paper in shares: their numbers are averaged as they are.
fn add_inks<S: Sample>(sums: &mut [u64], row: &[S], factor: usize) {
    let boxes = row.as_chunks::<4>().0.chunks(factor);
    for (sums, pixels) in sums.as_chunks_mut::<4>().0.iter_mut().zip(boxes) {
        for pixel in pixels {
            for (sum, sample) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(sample.byte());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrunk<S: Sample>(size: (u32, u32), layout: Layout, wanted: (u32, u32), rows: &[Vec<S>]) -> Pixels {
        let (width, height) = wanted;
        let mut kept = Rows::new(size, layout, Wanted { width, height });
        for row in rows {
            kept.push(row);
        }
        kept.finish::<S>().unwrap()
    }

    #[test]
    fn what_is_kept_is_never_smaller_than_what_is_wanted() {
        for (width, height) in [(1, 1), (7, 5), (640, 480), (641, 479), (25_000, 4_000), (3, 30_000)] {
            for (w, h) in [(1, 1), (5, 5), (320, 240), (640, 480), (2048, 2048), (2, 10_000)] {
                let (kept_w, kept_h) = kept(width, height, Wanted { width: w, height: h });
                assert!(kept_w >= w.min(width) && kept_h >= h.min(height));
                assert!(kept_w <= width && kept_h <= height);
            }
        }
        let wanted = Wanted {
            width: 2048,
            height: 1365,
        };
        assert_eq!(kept(8688, 5792, wanted), (2172, 1448));
    }

    #[test]
    fn a_picture_that_is_wanted_whole_stays_as_it_is() {
        let rows: Vec<Vec<u8>> = vec![vec![1, 2, 3, 4, 5, 6], vec![250, 251, 252, 253, 254, 255]];
        let kept = shrunk((2, 2), Layout::Rgb, (2, 2), &rows);
        assert_eq!(kept.data(), rows.concat());
        let deep: Vec<Vec<u16>> = vec![vec![0, 128, 129, 65_535, 65_407, 65_406]];
        assert_eq!(
            shrunk((2, 1), Layout::Rgb, (2, 1), &deep).data(),
            [0, 0, 1, 255, 255, 254]
        );
    }

    #[test]
    fn light_is_averaged_not_numbers() {
        // half black, half white: half of the light is the shade 188
        let rows = vec![vec![0_u8, 255], vec![255, 0]];
        assert_eq!(shrunk((2, 2), Layout::Grey, (1, 1), &rows).data(), [188]);
        let rows = vec![vec![0_u16, 65_535], vec![65_535, 0]];
        assert_eq!(shrunk((2, 2), Layout::Grey, (1, 1), &rows).data(), [188]);
        // inks are shares of paper
        let rows = vec![vec![0_u8, 255, 10, 0, 255, 255, 20, 0]; 2];
        assert_eq!(shrunk((2, 2), Layout::Cmyk, (1, 1), &rows).data(), [128, 255, 15, 0]);
    }

    #[test]
    fn a_flat_colour_stays_what_it_is_to_the_last_narrow_box() {
        for shade in 0..=255_u8 {
            let rows = vec![[shade, 255 - shade, 9].repeat(7); 5];
            let kept = shrunk((7, 5), Layout::Rgb, (2, 2), &rows);
            assert_eq!((kept.width(), kept.height()), (4, 3));
            assert_eq!(kept.data(), [shade, 255 - shade, 9].repeat(12));
        }
    }

    #[test]
    fn what_is_transparent_colours_nothing() {
        let rows = vec![[200_u8, 10, 10, 255, 0, 255, 0, 0].repeat(3); 2];
        assert_eq!(
            shrunk((6, 2), Layout::Rgba, (3, 1), &rows).data(),
            [200, 10, 10, 128].repeat(3)
        );
        let clear = vec![[9_u16, 9, 9, 0].repeat(2); 2];
        assert_eq!(shrunk((2, 2), Layout::Rgba, (1, 1), &clear).data(), [0; 4]);
        let half = vec![[65_535_u16, 0, 0, 32_896].repeat(2); 2];
        assert_eq!(shrunk((2, 2), Layout::Rgba, (1, 1), &half).data(), [255, 0, 0, 128]);
    }

    #[test]
    fn rows_that_are_missing_are_noticed() {
        let wanted = Wanted { width: 2, height: 2 };
        let mut rows = Rows::new((4, 4), Layout::Grey, wanted);
        rows.push(&[1_u8, 2, 3, 4]);
        rows.push(&[1_u8, 2, 3, 4]);
        assert_eq!(rows.finish::<u8>(), Err(Fault::damaged()));
    }
}
