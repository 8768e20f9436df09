//! From coefficients to samples: the inverse DCT (ITU-T T.81, A.3.3), of a whole block or of its low frequencies only.
//!
//! The lowest 4, 2 or 1 frequencies of a direction, transformed by that many points, give the block at that length.

use super::points::{Fixed, POINT, Points};
use std::num::Wrapping;

/// Bits behind the point between the two directions.
const BETWEEN: usize = 2;

/// Writes the samples of a block: from its coefficients (column after column, as many as are kept of each), to rows this
/// far apart. `columns`: how many of its columns are not all zero; none if nothing but the first coefficient is there.
pub(super) type Inverse = fn(block: &[i16; 64], columns: usize, to: &mut [u8], apart: usize);

/// The transform to blocks of so many samples across and down: each 1, 2, 4 or 8.
pub(super) fn inverse(width: usize, height: usize) -> Inverse {
    match (width, height) {
        (1, 1) => block::<1, 1>,
        (1, 2) => block::<1, 2>,
        (1, 4) => block::<1, 4>,
        (1, _) => block::<1, 8>,
        (2, 1) => block::<2, 1>,
        (2, 2) => block::<2, 2>,
        (2, 4) => block::<2, 4>,
        (2, _) => block::<2, 8>,
        (4, 1) => block::<4, 1>,
        (4, 2) => block::<4, 2>,
        (4, 4) => block::<4, 4>,
        (4, _) => block::<4, 8>,
        (_, 1) => block::<8, 1>,
        (_, 2) => block::<8, 2>,
        (_, 4) => block::<8, 4>,
        _ => block::<8, 8>,
    }
}

/// The sample that a block consists of which has no other coefficient than the first.
fn flat(first: i16) -> u8 {
    (((i32::from(first) + 4) >> 3) + 128).clamp(0, 255) as u8
}

fn block<const W: usize, const H: usize>(block: &[i16; 64], columns: usize, to: &mut [u8], apart: usize)
where
    [Fixed; H]: Points,
    [[Fixed; H]; W]: Lanes,
{
    let to = to.chunks_mut(apart).take(H).filter_map(<[u8]>::first_chunk_mut::<W>);
    if columns == 0 {
        let [first, ..] = block;
        to.for_each(|to| *to = [flat(*first); W]);
        return;
    }
    let mut between = [[Wrapping(0); H]; W];
    for (to, from) in between.iter_mut().zip(block.as_chunks::<H>().0).take(columns) {
        for (to, from) in to.iter_mut().zip(from) {
            *to = Wrapping((*from).into());
        }
        *to = to.transformed();
        for number in to {
            *number = rounded(*number, POINT - BETWEEN);
        }
    }
    between.transform(columns);
    let mut samples = [[0; H]; W];
    for (to, from) in samples.as_flattened_mut().iter_mut().zip(between.as_flattened()) {
        *to = sample(*from);
    }
    for (y, to) in to.enumerate() {
        for (to, column) in to.iter_mut().zip(&samples) {
            *to = column.get(y).copied().unwrap_or_default();
        }
    }
}

fn rounded(number: Fixed, bits: usize) -> Fixed {
    (number + Wrapping(1 << (bits - 1))) >> bits
}

/// What is left of a number after both directions: fourteen bits, so that sixteen hold it with what is added.
#[inline(always)]
fn sample(number: Fixed) -> u8 {
    let number = rounded(number, POINT + BETWEEN + 3).0 as i16;
    (number + 128).clamp(0, 255) as u8
}

/// The transform across columns, of all rows at once: the processor does the same to several with one instruction.
trait Lanes {
    /// Transforms each row. `columns`: how many of them are not all zero.
    fn transform(&mut self, columns: usize);
}

impl<const H: usize> Lanes for [[Fixed; H]; 1] {
    #[inline(always)]
    fn transform(&mut self, _columns: usize) {
        let [a] = self;
        for a in a {
            [*a] = [*a].transformed();
        }
    }
}

impl<const H: usize> Lanes for [[Fixed; H]; 2] {
    #[inline(always)]
    fn transform(&mut self, _columns: usize) {
        let [a, b] = self;
        for (a, b) in a.iter_mut().zip(b) {
            [*a, *b] = [*a, *b].transformed();
        }
    }
}

impl<const H: usize> Lanes for [[Fixed; H]; 4] {
    #[inline(always)]
    fn transform(&mut self, _columns: usize) {
        let [a, b, c, d] = self;
        for (((a, b), c), d) in a.iter_mut().zip(b).zip(c).zip(d) {
            [*a, *b, *c, *d] = [*a, *b, *c, *d].transformed();
        }
    }
}

impl<const H: usize> Lanes for [[Fixed; H]; 8] {
    #[inline(always)]
    fn transform(&mut self, columns: usize) {
        // most blocks have nothing in the upper half, which then costs nothing
        if columns <= 4 {
            eight::<true, H>(self);
        } else {
            eight::<false, H>(self);
        }
    }
}

#[inline(always)]
fn eight<const LOWER_HALF: bool, const H: usize>([a, b, c, d, e, f, g, h]: &mut [[Fixed; H]; 8]) {
    let upper = |number: Fixed| if LOWER_HALF { Wrapping(0) } else { number };
    let lower = a.iter_mut().zip(b).zip(c).zip(d);
    for (((((((a, b), c), d), e), f), g), h) in lower.zip(e).zip(f).zip(g).zip(h) {
        let row = [*a, *b, *c, *d, upper(*e), upper(*f), upper(*g), upper(*h)];
        [*a, *b, *c, *d, *e, *f, *g, *h] = row.transformed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// By the formula, for as many points as there are frequencies.
    fn exact(block: &[i16; 64], width: usize, height: usize) -> Vec<u8> {
        let factor = |u: usize, x: usize, points: usize| {
            let scale = if u == 0 { 0.5_f64.sqrt() } else { 1.0 };
            scale * ((2 * x + 1) as f64 * u as f64 * PI / (2 * points) as f64).cos() / 2.0
        };
        let mut samples = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let mut sum = 0.0;
                for u in 0..width {
                    for v in 0..height {
                        sum += f64::from(block[u * height + v]) * factor(u, x, width) * factor(v, y, height);
                    }
                }
                samples.push((sum + 128.0).round().clamp(0.0, 255.0) as u8);
            }
        }
        samples
    }

    #[test]
    fn every_size_is_within_one_of_the_formula() {
        let mut seed = 1_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as i16 - 128
        };
        for width in [1, 2, 4, 8] {
            for height in [1, 2, 4, 8] {
                for columns in (1..=width).cycle().take(64) {
                    let mut coefficients = [0; 64];
                    for number in &mut coefficients[..columns * height] {
                        *number = random();
                    }
                    let mut found = vec![0; width * height];
                    inverse(width, height)(&coefficients, columns, &mut found, width);
                    for (a, b) in found.iter().zip(exact(&coefficients, width, height)) {
                        assert!(a.abs_diff(b) <= 1, "{width} × {height}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_flat_block_is_what_the_transform_makes_of_it() {
        for first in [i16::MIN, -1029, -1028, -5, -4, 0, 3, 4, 11, 12, 1015, 1020, i16::MAX] {
            let (mut block, mut samples) = ([0; 64], [0; 64]);
            block[0] = first;
            for columns in [0, 1] {
                inverse(8, 8)(&block, columns, &mut samples, 8);
                assert_eq!(samples, [flat(first); 64]);
            }
        }
    }

    #[test]
    fn no_number_is_too_large() {
        for number in [i16::MIN, i16::MAX] {
            for (width, height) in [(8, 8), (4, 4), (2, 2), (1, 1)] {
                inverse(width, height)(&[number; 64], width, &mut [0; 64], width);
            }
        }
    }
}
