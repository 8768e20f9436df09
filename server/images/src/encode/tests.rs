//! What the files look like, and how much of a picture is left in them.

use super::{file, quality::target};
use crate::{
    formats::{Header, decode},
    pixels::{Layout, Pixels},
    similarity::score,
};
use domain::{
    media::MediaType,
    rendition::{SLOTS, Slot},
};

/// Something like a photo: soft shapes, edges, and noise that is finer in the shade.
fn scenery(width: u32, height: u32) -> Pixels {
    let noise = |x: u32, y: u32| {
        let mixed = (x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77)).wrapping_mul(0xc2b2_ae3d);
        f64::from(mixed >> 16) / 65_536.0 - 0.5
    };
    let colour = move |x: u32, y: u32| {
        let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(width));
        let hill = 0.4 + 0.1 * (7.0 * u).sin() + 0.03 * (31.0 * u).sin();
        let leaves = (u * 190.0).sin() * (v * 170.0 + u * 40.0).cos() * 18.0;
        let grain = noise(x, y) * 9.0;
        let [r, g, b] = if v < hill {
            [120.0 + 110.0 * v, 160.0 + 60.0 * v, 215.0]
        } else {
            [70.0 + leaves, 95.0 + 1.3 * leaves + 30.0 * u, 50.0 + 0.5 * leaves]
        };
        [r + grain, g + grain, b + grain].map(|channel| channel as u8)
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Pixels::new(
        width,
        height,
        Layout::Rgb,
        places.flat_map(|(x, y)| colour(x, y)).collect(),
    )
    .unwrap()
}

fn read(file: &[u8]) -> (Header, Pixels) {
    let header = Header::read(file).unwrap();
    let decoded = decode(file, &header, header.whole()).unwrap();
    (header, decoded.picture)
}

/// What the settings of [`super::quality`] score with this picture, which is harder than most photographs: who changes a
/// setting measures photographs anew, and then this.
const SCORES: [(&str, f64); 7] = [
    ("w320", 58.6),
    ("w640", 64.0),
    ("w1280", 72.0),
    ("a320", 59.7),
    ("a640", 70.6),
    ("a1280", 72.8),
    ("jpeg", 71.9),
];

/// Less than three steps of any setting.
const NEAR: f64 = 1.5;

#[test]
fn every_format_keeps_as_much_as_it_did_when_its_quality_was_chosen() {
    for (name, expected) in SCORES {
        let slot = slot(name);
        let picture = scenery(slot.width.min(640), 400);
        let made = file(&picture, slot, None).unwrap();
        let found = score(&picture, &read(&made).1).unwrap();
        assert!((found - expected).abs() < NEAR, "{name}: {found:.1}, not {expected}");
        assert!((found - target(slot.width)).abs() < 12.0, "{name}: {found:.1}");
    }
}

fn slot(name: &str) -> Slot {
    Slot::named(name).unwrap()
}

#[test]
fn transparency_stays_but_for_jpeg_which_is_white_there() {
    let pixel = |index: usize| {
        if index % 64 < 32 {
            [200, 30, 40, 255]
        } else {
            [0, 0, 0, 0]
        }
    };
    let picture = Pixels::new(64, 64, Layout::Rgba, (0..64 * 64).flat_map(pixel).collect()).unwrap();
    for name in ["w320", "a320", "jpeg"] {
        let (_, read) = read(&file(&picture, slot(name), None).unwrap());
        let channels = read.layout().channels();
        let last = read.data().chunks_exact(channels).nth(32 * 64 + 60).unwrap().to_vec();
        match name {
            "jpeg" => assert!(last.iter().all(|channel| *channel >= 250), "{last:?}"),
            _ => assert_eq!((read.layout(), last[3]), (Layout::Rgba, 0), "{name}"),
        }
        let first = read.data().chunks_exact(channels).nth(32 * 64 + 3).unwrap();
        assert!(
            first[0].abs_diff(200) < 12 && first[1].abs_diff(30) < 12,
            "{name} {first:?}"
        );
    }
}

#[test]
fn every_layout_and_the_smallest_pictures_can_be_written() {
    for layout in [Layout::Grey, Layout::Rgb, Layout::Rgba] {
        for (width, height) in [(1, 1), (1, 9), (17, 3)] {
            let data = vec![99; (width * height) as usize * layout.channels()];
            let picture = Pixels::new(width, height, layout, data).unwrap();
            for name in ["w320", "a320", "jpeg"] {
                let (header, _) = read(&file(&picture, slot(name), None).unwrap());
                assert_eq!((header.width, header.height), (width, height), "{name} {layout:?}");
            }
        }
    }
}

#[test]
fn inks_are_refused() {
    let picture = Pixels::new(1, 1, Layout::Cmyk, vec![0; 4]).unwrap();
    for name in ["w320", "a320", "jpeg"] {
        assert!(file(&picture, slot(name), None).is_err());
    }
}

#[test]
fn a_file_is_of_its_slots_format() {
    for slot in SLOTS {
        let picture = scenery(40, 30);
        let made = file(&picture, slot, None).unwrap();
        assert_eq!(MediaType::sniff(&made), Some(slot.media_type));
    }
}
