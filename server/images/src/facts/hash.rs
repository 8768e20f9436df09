//! A hash of how a picture looks: pictures that look alike differ in few of its bits.
//!
//! The DCT hash of Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), 3.2, as in pHash:
//! the signs of 64 low frequencies against their median. Small changes of size, brightness or compression hardly move
//! those.

use crate::pixels::{Pixels, on_white};
use std::f64::consts::PI;

/// The picture is made this small, on both sides.
const SIDE: usize = 32;

/// So many frequencies each way, without the lowest: it is the brightness.
const FREQUENCIES: usize = 8;

/// The hash, as 16 hexadecimal digits.
#[must_use]
pub fn perceptual_hash(picture: &Pixels) -> String {
    let frequencies = low_frequencies(&small(picture));
    let mut sorted = frequencies.clone();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let median = f64::midpoint(
        sorted.get(middle.saturating_sub(1)).copied().unwrap_or_default(),
        sorted.get(middle).copied().unwrap_or_default(),
    );
    let bits = frequencies
        .iter()
        .fold(0_u64, |bits, value| bits << 1 | u64::from(*value > median));
    format!("{bits:016x}")
}

/// In how many of 64 bits two hashes differ. Nothing if one of them is no hash.
#[must_use]
pub fn distance(one: &str, other: &str) -> Option<u32> {
    let bits = |text: &str| (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok()).flatten();
    Some((bits(one)? ^ bits(other)?).count_ones())
}

/// Brightness, averaged into a square of few pixels, row by row.
fn small(picture: &Pixels) -> Vec<f64> {
    let mut cells = vec![(0.0, 0_u32); SIDE * SIDE];
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    for (y, row) in picture.rows().enumerate() {
        for (x, pixel) in row.chunks_exact(picture.layout().channels()).enumerate() {
            let [r, g, b] = on_white(pixel).map(f64::from);
            let luma = 0.299 * r + 0.587 * g + 0.114 * b;
            // a picture smaller than the square fills several cells with each pixel
            for row in span(y, height) {
                for cell in cells
                    .iter_mut()
                    .skip(row * SIDE)
                    .take(SIDE)
                    .skip(span(x, width).start)
                    .take(span(x, width).len())
                {
                    cell.0 += luma;
                    cell.1 += 1;
                }
            }
        }
    }
    cells
        .into_iter()
        .map(|(sum, count)| sum / f64::from(count.max(1)))
        .collect()
}

/// The cells that a pixel belongs to, along one side.
fn span(place: usize, length: usize) -> std::ops::Range<usize> {
    let start = place * SIDE / length;
    start..((place + 1) * SIDE / length).max(start + 1)
}

/// The lowest frequencies of the discrete cosine transform, row by row.
fn low_frequencies(cells: &[f64]) -> Vec<f64> {
    let wave =
        |frequency: usize, place: usize| (PI * frequency as f64 * (2 * place + 1) as f64 / (2 * SIDE) as f64).cos();
    let frequencies = || 1..=FREQUENCIES;
    let of = |down: usize, across: usize| -> f64 {
        let rows = cells.chunks_exact(SIDE).enumerate().map(|(y, row)| {
            let row: f64 = row.iter().enumerate().map(|(x, value)| value * wave(across, x)).sum();
            row * wave(down, y)
        });
        rows.sum()
    };
    frequencies()
        .flat_map(|down| frequencies().map(move |across| (down, across)))
        .map(|(down, across)| of(down, across))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Layout;

    fn picture(width: u32, height: u32, luma: impl Fn(f64, f64) -> f64) -> Pixels {
        let shade = |x, y| luma(f64::from(x) / f64::from(width), f64::from(y) / f64::from(height)) as u8;
        let data = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| shade(x, y));
        Pixels::new(width, height, Layout::Grey, data.collect()).unwrap()
    }

    /// A picture that has something of every frequency: how much, and which way, differs with `kind`.
    fn waves(x: f64, y: f64, kind: u32) -> f64 {
        let each = (1..=8_u32).flat_map(|across| (1..=8_u32).map(move |down| (across, down)));
        let shades = each.map(|(across, down)| {
            let much = f64::from((across * 7 + down * 13 + kind * across * down * 5) % 11) - 5.5;
            much * (PI * x * f64::from(across)).cos() * (PI * y * f64::from(down)).cos()
        });
        110.0 + shades.sum::<f64>()
    }

    fn hills(x: f64, y: f64) -> f64 {
        waves(x, y, 1)
    }

    fn valleys(x: f64, y: f64) -> f64 {
        waves(x, y, 2)
    }

    #[test]
    fn size_and_brightness_hardly_matter() {
        let hash = perceptual_hash(&picture(320, 213, hills));
        for other in [
            picture(640, 427, hills),
            picture(100, 67, hills),
            picture(320, 213, |x, y| hills(x, y) + 25.0),
            picture(320, 213, |x, y| hills(x, y) * 0.7),
        ] {
            assert!(distance(&hash, &perceptual_hash(&other)).unwrap() <= 8);
        }
        let other = perceptual_hash(&picture(320, 213, valleys));
        assert!(distance(&hash, &other).unwrap() >= 16, "{hash} {other}");
    }

    #[test]
    fn the_smallest_pictures_have_one_too() {
        for (width, height) in [(1, 1), (1, 40), (33, 2)] {
            assert_eq!(perceptual_hash(&picture(width, height, hills)).len(), 16);
        }
    }

    #[test]
    fn what_is_no_hash_has_no_distance() {
        assert_eq!(distance("00000000000000ff", "0000000000000000"), Some(8));
        assert_eq!(distance("ff", "0000000000000000"), None);
        assert_eq!(distance("zz00000000000000", "0000000000000000"), None);
    }
}
