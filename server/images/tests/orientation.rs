//! Photos are turned the way they are meant to be seen.

use crate::support::{
    Picture, World,
    exif::{Block, Value},
    picture::{BLUE, Colour, GREEN, RED, YELLOW, assert_near},
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp_with},
};

fn says(orientation: u16, little: bool) -> Extras {
    let block = Block {
        little,
        ..Block::default()
    }
    .main(&[(0x0112, Value::Short(orientation))]);
    Extras {
        exif: Some(block.bytes()),
        ..Extras::default()
    }
}

/// The picture as a camera stores it: for each orientation, EXIF 3.0 says which sides its first row and column show.
fn stored(upright: &Picture, orientation: u16) -> Picture {
    let (w, h) = (upright.width, upright.height);
    let from_bottom = matches!(orientation, 3 | 4 | 7 | 8);
    let from_right = matches!(orientation, 2 | 3 | 6 | 7);
    let place = |x: u32, y: u32| {
        (
            if from_right { w - 1 - x } else { x },
            if from_bottom { h - 1 - y } else { y },
        )
    };
    let seen = |(x, y)| upright.at(x, y);
    if orientation <= 4 {
        Picture::draw(w, h, |x, y| seen(place(x, y)))
    } else {
        // its first row shows the left or the right side
        Picture::draw(h, w, |x, y| seen(place(y, x)))
    }
}

#[test]
fn all_eight_orientations_end_upright_in_every_rendition() {
    let world = World::new();
    let upright = Picture::corners(700, 400);
    for orientation in 1..=8 {
        let file = jpeg_with(
            &stored(&upright, orientation),
            Jpeg::Baseline,
            &says(orientation, orientation % 2 == 0),
        );
        let made = world.make(&file);
        assert_eq!((made.done.width, made.done.height), (700, 400));
        let sizes: Vec<_> = made
            .files
            .iter()
            .map(|file| (file.picture.width, file.picture.height))
            .collect();
        assert_eq!(
            sizes,
            [(320, 183), (640, 366), (700, 400), (700, 400)],
            "orientation {orientation}"
        );
        for file in &made.files {
            let what = format!("orientation {orientation}, {}", file.rendition.slot);
            assert_near(&file.picture.four(), &[RED, GREEN, BLUE, YELLOW], 8, &what);
        }
    }
}

#[test]
fn png_and_webp_are_turned_too() {
    let world = World::new();
    let upright = Picture::corners(90, 60);
    for orientation in 1..=8 {
        let (picture, extras) = (stored(&upright, orientation), says(orientation, true));
        for file in [png(&picture, Png::Rgb, &extras), webp_with(&picture, &extras)] {
            let made = world.make(&file);
            assert_eq!((made.done.width, made.done.height), (90, 60));
            for slot in ["w320", "jpeg"] {
                let what = format!("orientation {orientation}, {slot}");
                assert_near(&made.slot(slot).four(), &[RED, GREEN, BLUE, YELLOW], 8, &what);
            }
        }
    }
}

#[test]
fn an_orientation_that_does_not_exist_turns_nothing() {
    let world = World::new();
    for orientation in [0, 9, 65_535] {
        let made = world.make(&jpeg_with(
            &Picture::corners(90, 60),
            Jpeg::Baseline,
            &says(orientation, true),
        ));
        assert_near(&made.slot("w320").four(), &[RED, GREEN, BLUE, YELLOW], 8, "as stored");
    }
}

#[test]
fn avif_is_turned_as_its_container_says() {
    let world = World::new();
    // as `avifdec` turns them
    let cases: [(&str, (u32, u32), [Colour; 4]); 7] = [
        ("irot-1", (32, 48), [GREEN, YELLOW, RED, BLUE]),
        ("irot-2", (48, 32), [YELLOW, BLUE, GREEN, RED]),
        ("irot-3", (32, 48), [BLUE, RED, YELLOW, GREEN]),
        ("imir-0", (48, 32), [BLUE, YELLOW, RED, GREEN]),
        ("imir-1", (48, 32), [GREEN, RED, YELLOW, BLUE]),
        ("irot-1-imir-0", (32, 48), [RED, BLUE, GREEN, YELLOW]),
        ("irot-3-imir-0", (32, 48), [YELLOW, GREEN, BLUE, RED]),
    ];
    for (name, size, four) in cases {
        let made = world.make(&file(&format!("{name}.avif")));
        assert_eq!((made.done.width, made.done.height), size, "{name}");
        for slot in ["w320", "jpeg"] {
            assert_near(&made.slot(slot).four(), &four, 8, name);
        }
    }
}
