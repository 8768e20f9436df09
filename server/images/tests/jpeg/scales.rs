//! Smaller pictures out of the same files.

use super::maker::{distance, kinds, read, waves, write};
use images::formats::{Header, Wanted, memory};
use jpeg_encoder::ColorType;

/// The averages of squares, those at the edge of what there is.
fn averaged(data: &[u8], (width, height): (usize, usize), side: usize) -> Vec<u8> {
    let mut small = Vec::new();
    for top in (0..height).step_by(side) {
        for left in (0..width).step_by(side) {
            for channel in 0..3 {
                let rows = top..height.min(top + side);
                let square = rows.flat_map(|y| (left..width.min(left + side)).map(move |x| (x, y)));
                let (count, sum) = square.fold((0, 0.0), |(count, sum), (x, y)| {
                    (count + 1, sum + f64::from(data[(y * width + x) * 3 + channel]))
                });
                small.push((sum / f64::from(count)).round() as u8);
            }
        }
    }
    small
}

#[test]
fn smaller_pictures_are_averages_of_the_whole() {
    for kind in kinds() {
        for (width, height) in [(200, 120), (131, 93)] {
            let file = write(&waves(width, height, 3), (width, height), ColorType::Rgb, kind);
            let whole = read(&file, None).unwrap();
            let sides = (usize::from(width), usize::from(height));
            for side in [2, 4, 8] {
                let wanted = Wanted {
                    width: u32::from(width) / side,
                    height: u32::from(height) / side,
                };
                let found = read(&file, Some(wanted)).unwrap();
                let size = (u32::from(width).div_ceil(side), u32::from(height).div_ceil(side));
                assert_eq!((found.width(), found.height()), size);
                let (mean, most) = distance(found.data(), &averaged(whole.data(), sides, side as usize));
                assert!(mean < 2.5 && most < 30, "{kind:?}, 1/{side}: {mean}, {most}");
            }
        }
    }
}

#[test]
fn no_side_is_shorter_than_wanted() {
    let kind = kinds().next().unwrap();
    let file = write(&waves(131, 93, 3), (131, 93), ColorType::Rgb, kind);
    for (wanted, expected) in [
        ((131, 93), (131, 93)),
        ((67, 1), (131, 93)),
        ((66, 47), (66, 47)),
        ((66, 48), (131, 93)),
        ((33, 24), (33, 24)),
        ((17, 12), (17, 12)),
        ((1, 1), (17, 12)),
    ] {
        let (width, height) = wanted;
        let found = read(&file, Some(Wanted { width, height })).unwrap();
        assert_eq!((found.width(), found.height()), expected);
    }
}

#[test]
fn smaller_pictures_need_less_memory() {
    let picture = waves(1600, 1200, 3);
    for kind in kinds() {
        let file = write(&picture, (1600, 1200), ColorType::Rgb, kind);
        let header = Header::read(&file).unwrap();
        let of = |side: u32| {
            let (width, height) = (1600 / side, 1200 / side);
            memory(&header, Wanted { width, height })
        };
        assert_eq!(of(1), header.memory);
        assert!(
            of(1) > 1600 * 1200 * 3 && of(2) < of(1) / 2 && of(8) < of(1) / 6,
            "{kind:?}"
        );
    }
}
