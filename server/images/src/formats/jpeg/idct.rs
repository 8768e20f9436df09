//! From coefficients to samples: the inverse DCT (ITU-T T.81, A.3.3), of a whole block or of its low frequencies only.
//!
//! Eight points are worked out as by Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with
//! 11 multiplications", 1989), with thirteen bits behind the point: the same numbers as libjpeg's accurate integer
//! method. The lowest 4, 2 or 1 frequencies of a direction, transformed by that many points, give the block at that
//! length. All arithmetic wraps: of files that follow the rules nothing does, of others nothing is asked.

use std::num::Wrapping;

/// Numbers with a fixed point.
type Fixed = Wrapping<i32>;

/// Bits behind the point of the constants.
const POINT: usize = 13;
/// Bits behind the point between the two directions.
const BETWEEN: usize = 2;

/// Writes the samples of a block: from its coefficients (column after column, as many as are kept of each), to rows this
/// far apart. `columns`: how many of its columns are not all zero.
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
pub(super) fn flat(first: i16) -> u8 {
    (((i32::from(first) + 4) >> 3) + 128).clamp(0, 255) as u8
}

fn block<const W: usize, const H: usize>(block: &[i16; 64], columns: usize, to: &mut [u8], apart: usize)
where
    [Fixed; W]: Points,
    [Fixed; H]: Points,
{
    let mut between = [[Wrapping(0); H]; W];
    for (to, from) in between.iter_mut().zip(block.as_chunks::<H>().0).take(columns) {
        *to = from.map(|number| Wrapping(i32::from(number))).transformed();
        for number in to {
            *number = rounded(*number, POINT - BETWEEN);
        }
    }
    for (to, row) in to.chunks_mut(apart).zip(transposed(&between)) {
        if let Some(to) = to.first_chunk_mut::<W>() {
            *to = row
                .transformed()
                .map(|number| (rounded(number, POINT + BETWEEN + 3).0.wrapping_add(128)).clamp(0, 255) as u8);
        }
    }
}

fn rounded(number: Fixed, bits: usize) -> Fixed {
    (number + Wrapping(1 << (bits - 1))) >> bits
}

fn transposed<const W: usize, const H: usize>(columns: &[[Fixed; H]; W]) -> [[Fixed; W]; H] {
    let mut rows = [[Wrapping(0); W]; H];
    for (y, row) in rows.iter_mut().enumerate() {
        for (to, column) in row.iter_mut().zip(columns) {
            *to = column.get(y).copied().unwrap_or_default();
        }
    }
    rows
}

/// The transform in one direction, √8 times too large, with the point moved by [`POINT`].
trait Points {
    fn transformed(self) -> Self;
}

impl Points for [Fixed; 1] {
    #[inline(always)]
    fn transformed(self) -> Self {
        self.map(|number| number << POINT)
    }
}

impl Points for [Fixed; 2] {
    #[inline(always)]
    fn transformed(self) -> Self {
        let [a, b] = self;
        [(a + b) << POINT, (a - b) << POINT]
    }
}

impl Points for [Fixed; 4] {
    #[inline(always)]
    fn transformed(self) -> Self {
        let [a, b, c, d] = self;
        let (even, odd) = ([(a + c) << POINT, (a - c) << POINT], rotated(b, d));
        let [e0, e1] = even;
        [e0 + odd.0, e1 + odd.1, e1 - odd.1, e0 - odd.0]
    }
}

/// √2 (a cos π/8 + b sin π/8) and √2 (a sin π/8 − b cos π/8).
#[inline(always)]
fn rotated(a: Fixed, b: Fixed) -> (Fixed, Fixed) {
    let sum = (a + b) * Wrapping(4433);
    (sum + a * Wrapping(6270), sum - b * Wrapping(15137))
}

impl Points for [Fixed; 8] {
    #[inline(always)]
    fn transformed(self) -> Self {
        let [a, b, c, d, e, f, g, h] = self;
        let (even, odd) = ([(a + e) << POINT, (a - e) << POINT], rotated(c, g));
        let [e0, e1] = even;
        let (s0, s1, s2, s3) = (e0 + odd.0, e1 + odd.1, e1 - odd.1, e0 - odd.0);
        // the odd part, with the numbers of the paper's figure 1: √2 times sums of cosines
        let (z1, z2, z3, z4) = (h + b, f + d, h + d, f + b);
        let z5 = (z3 + z4) * Wrapping(9633);
        let z1 = z1 * Wrapping(-7373);
        let z2 = z2 * Wrapping(-20995);
        let z3 = z3 * Wrapping(-16069) + z5;
        let z4 = z4 * Wrapping(-3196) + z5;
        let o3 = h * Wrapping(2446) + z1 + z3;
        let o2 = f * Wrapping(16819) + z2 + z4;
        let o1 = d * Wrapping(25172) + z2 + z3;
        let o0 = b * Wrapping(12299) + z1 + z4;
        [s0 + o0, s1 + o1, s2 + o2, s3 + o3, s3 - o3, s2 - o2, s1 - o1, s0 - o0]
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
                for _ in 0..50 {
                    let mut coefficients = [0; 64];
                    for number in &mut coefficients[..width * height] {
                        *number = random();
                    }
                    let mut found = vec![0; width * height];
                    inverse(width, height)(&coefficients, width, &mut found, width);
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
            inverse(8, 8)(&block, 1, &mut samples, 8);
            assert_eq!(samples, [flat(first); 64]);
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
