//! Marks on white, on black and on a picture: where they lie and how much they show.

use super::{Mark, put};
use crate::pixels::{Layout, Pixels};
use domain::watermark::{Position, Style};

const WHITE: [u8; 3] = [255; 3];
const BLACK: [u8; 3] = [0; 3];

fn flat(width: u32, height: u32, colour: [u8; 3]) -> Pixels {
    let data = colour.repeat((width * height) as usize);
    Pixels::new(width, height, Layout::Rgb, data).unwrap()
}

/// Something like a photo: soft shapes and fine texture.
fn scenery(width: u32, height: u32) -> Pixels {
    let colour = |x: u32, y: u32| {
        let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let noise = f64::from((x * 7919 + y * 104_729) % 97) / 97.0 * 24.0;
        let wave = |phase: f64| 110.0 + 70.0 * (5.0 * u + 3.0 * v + phase).sin() + noise;
        [wave(0.0) as u8, wave(1.0) as u8, wave(2.0) as u8]
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let data = places.flat_map(|(x, y)| colour(x, y)).collect();
    Pixels::new(width, height, Layout::Rgb, data).unwrap()
}

fn text() -> Mark {
    Mark::text("© 2026 Mei Lin").unwrap()
}

/// A red disc on transparent green.
fn disc() -> Mark {
    let pixel = |x: i32, y: i32| {
        if (x - 50).pow(2) + (y - 50).pow(2) < 45 * 45 {
            [220, 0, 0, 255]
        } else {
            [0, 255, 0, 0]
        }
    };
    let data: Vec<u8> = (0..100).flat_map(|y| (0..100).flat_map(move |x| pixel(x, y))).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 100, 100);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&data).unwrap();
    writer.finish().unwrap();
    Mark::picture(&file).unwrap()
}

/// What changed: left, top, right, bottom, and by how much on average within.
#[derive(Debug, Clone, Copy)]
struct Change {
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
    mean: f64,
}

fn change(before: &Pixels, after: &Pixels) -> Option<Change> {
    assert_eq!(
        (before.width(), before.height(), before.layout()),
        (after.width(), after.height(), after.layout())
    );
    let channels = before.layout().channels();
    let differences: Vec<u32> = before
        .data()
        .chunks_exact(channels)
        .zip(after.data().chunks_exact(channels))
        .map(|(one, other)| {
            one.iter()
                .zip(other)
                .map(|(a, b)| u32::from(a.abs_diff(*b)))
                .max()
                .unwrap()
        })
        .collect();
    let changed: Vec<(u32, u32)> = (0..before.height())
        .flat_map(|y| (0..before.width()).map(move |x| (x, y)))
        .zip(&differences)
        .filter(|(_, difference)| **difference > 0)
        .map(|(place, _)| place)
        .collect();
    let sum: u32 = differences.iter().sum();
    let (left, right) = (
        changed.iter().map(|(x, _)| *x).min()?,
        changed.iter().map(|(x, _)| *x).max()?,
    );
    let (top, bottom) = (
        changed.iter().map(|(_, y)| *y).min()?,
        changed.iter().map(|(_, y)| *y).max()?,
    );
    let area = f64::from((right + 1 - left) * (bottom + 1 - top));
    Some(Change {
        left,
        top,
        right,
        bottom,
        mean: f64::from(sum) / area,
    })
}

fn style(position: Position, scale: u8, opacity: u8) -> Style {
    Style {
        position,
        scale,
        opacity,
        tiled: false,
    }
}

#[test]
fn text_can_be_read_on_light_and_on_dark() {
    for opacity in [50, 100] {
        for picture in [
            flat(1280, 853, WHITE),
            flat(1280, 853, BLACK),
            scenery(1280, 853),
            flat(1280, 853, [128; 3]),
        ] {
            let marked = put(picture.clone(), &text(), &style(Position::BottomRight, 25, opacity)).unwrap();
            let change = change(&picture, &marked).unwrap();
            assert!(change.mean > 0.2 * f64::from(opacity), "{change:?} at {opacity}");
        }
    }
}

#[test]
fn a_mark_lies_where_it_is_told_and_is_as_wide() {
    let (width, height) = (1280, 853);
    let picture = flat(width, height, BLACK);
    for mark in [text(), disc()] {
        for position in Position::ALL {
            let marked = put(picture.clone(), &mark, &style(position, 25, 100)).unwrap();
            let Change {
                left,
                top,
                right,
                bottom,
                ..
            } = change(&picture, &marked).unwrap();
            let (x, y) = ((left + right) / 2, (top + bottom) / 2);
            let (at_left, at_top) = match position {
                Position::Centre => {
                    assert!(
                        x.abs_diff(width / 2) <= 4 && y.abs_diff(height / 2) <= 4,
                        "{position:?} {x} {y}"
                    );
                    continue;
                }
                Position::TopLeft => (true, true),
                Position::TopRight => (false, true),
                Position::BottomLeft => (true, false),
                Position::BottomRight => (false, false),
            };
            assert_eq!((x < width / 2, y < height / 2), (at_left, at_top), "{position:?}");
            let (beside, below) = (left.min(width - 1 - right), top.min(height - 1 - bottom));
            assert!(
                (15..60).contains(&beside) && (15..60).contains(&below),
                "{position:?} {beside} {below}"
            );
            assert!((250..=330).contains(&(right - left)), "{position:?}: {}", right - left);
        }
    }
}

#[test]
fn opacity_is_how_much_of_it_shows() {
    let picture = flat(640, 480, BLACK);
    let strength = |opacity| {
        let marked = put(picture.clone(), &disc(), &style(Position::Centre, 30, opacity)).unwrap();
        // in the middle of the disc: its edge is sharpened a little where it is enlarged
        let [red, ..] = marked.data().as_chunks::<3>().0[640 * 240 + 320];
        red
    };
    assert_eq!([100, 50, 10].map(strength), [220, 110, 22]);
}

#[test]
fn tiles_reach_every_quarter_and_leave_room_between() {
    let (width, height) = (640, 480);
    for mark in [text(), disc()] {
        for scale in [5, 25, 100] {
            let picture = flat(width, height, BLACK);
            let style = Style {
                tiled: true,
                ..style(Position::Centre, scale, 100)
            };
            let marked = put(picture, &mark, &style).unwrap();
            let lit = |x: u32, y: u32| marked.data()[((y * width + x) * 3) as usize] > 100;
            for (from_x, from_y) in [(0, 0), (width / 2, 0), (0, height / 2), (width / 2, height / 2)] {
                let mut places =
                    (from_y..from_y + height / 2).flat_map(|y| (from_x..from_x + width / 2).map(move |x| (x, y)));
                assert!(places.any(|(x, y)| lit(x, y)), "{from_x} {from_y} at {scale}");
            }
            let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            let part = all.filter(|(x, y)| lit(*x, *y)).count() * 100 / (width * height) as usize;
            assert!(part < 60, "{part} % at {scale}");
        }
    }
}

#[test]
fn the_smallest_rendition_can_still_be_read() {
    let picture = flat(320, 213, [90, 110, 80]);
    let marked = put(picture.clone(), &text(), &style(Position::BottomRight, 10, 60)).unwrap();
    let Change {
        left,
        top,
        right,
        bottom,
        mean,
    } = change(&picture, &marked).unwrap();
    // about 11 pixels high, though a tenth of the width would be less
    assert!(
        bottom - top >= 8 && right - left >= 60 && right - left < 160 && mean > 12.0,
        "{mean}"
    );
}

#[test]
fn every_shape_of_picture_takes_a_mark() {
    for (width, height) in [(1, 1), (3, 2), (8, 8), (20, 1000), (1000, 20), (5000, 50)] {
        for layout in [Layout::Grey, Layout::Rgb, Layout::Rgba] {
            let data = vec![100; (width * height) as usize * layout.channels()];
            let picture = Pixels::new(width, height, layout, data).unwrap();
            for mark in [text(), disc()] {
                for tiled in [false, true] {
                    let style = Style {
                        tiled,
                        ..style(Position::TopRight, 100, 100)
                    };
                    let marked = put(picture.clone(), &mark, &style).unwrap();
                    assert_eq!((marked.width(), marked.height()), (width, height));
                }
            }
        }
    }
}

#[test]
fn a_grey_picture_becomes_coloured_only_by_a_coloured_mark() {
    let picture = Pixels::new(200, 200, Layout::Grey, vec![90; 40_000]).unwrap();
    let style = style(Position::Centre, 50, 100);
    assert_eq!(put(picture.clone(), &text(), &style).unwrap().layout(), Layout::Grey);
    let marked = put(picture, &disc(), &style).unwrap();
    assert_eq!(marked.layout(), Layout::Rgb);
    assert_eq!(marked.data().as_chunks::<3>().0[100 * 200 + 100], [220, 0, 0]);
}

#[test]
fn a_mark_shows_where_the_picture_is_transparent() {
    let picture = Pixels::new(200, 200, Layout::Rgba, vec![0; 160_000]).unwrap();
    let marked = put(picture, &disc(), &style(Position::Centre, 50, 50)).unwrap();
    assert_eq!(marked.data().as_chunks::<4>().0[100 * 200 + 100], [220, 0, 0, 127]);
    assert_eq!(marked.data().as_chunks::<4>().0[0], [0; 4]);
}

#[test]
fn what_should_not_have_been_taken_is_refused() {
    for refused in ["", "  ", "林美", &"x".repeat(61)] {
        assert!(Mark::text(refused).is_err(), "{refused}");
    }
    assert!(Mark::picture(b"\x89PNG\r\n\x1a\n").is_err());
    assert!(Mark::picture(b"\xff\xd8\xff\xe0").is_err());
    let mut wide = Vec::new();
    let mut writer = png::Encoder::new(&mut wide, 2001, 1).write_header().unwrap();
    writer.write_image_data(&[0; 2001]).unwrap();
    writer.finish().unwrap();
    assert!(Mark::picture(&wide).is_err());
}
