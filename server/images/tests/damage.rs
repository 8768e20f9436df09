//! Files that are broken, cut off, or made to do harm.

use crate::support::{
    Picture, World,
    animations::still_gif,
    hostile::replaced,
    picture::{BLUE, GREEN, RED, YELLOW, assert_near},
    writers::{Extras, Jpeg, Png, file, jpeg, jpeg_with, png, webp},
};
use domain::reason::Reason;

/// One photo of every format, about as detailed as real ones.
fn photos() -> [(&'static str, Vec<u8>); 7] {
    let picture = Picture::draw(200, 150, |x, y| {
        [(x * 7 % 256) as u8, (y * 11 % 256) as u8, (x * y % 256) as u8, 255]
    });
    [
        ("JPEG", jpeg(&picture)),
        (
            "progressive JPEG",
            jpeg_with(&picture, Jpeg::Progressive, &Extras::default()),
        ),
        ("PNG", png(&picture, Png::Rgb, &Extras::default())),
        ("WebP", webp(&picture, false)),
        ("lossless WebP", webp(&picture, true)),
        ("AVIF", file("8-bit-444.avif")),
        ("GIF", still_gif(&Picture::corners(200, 150))),
    ]
}

#[test]
fn a_file_that_was_cut_off_fails_with_a_reason() {
    let world = World::new();
    for (what, photo) in photos() {
        for percent in [20, 50, 90, 99] {
            let reason = world.process(&photo[..photo.len() * percent / 100]).failure();
            assert!(
                [Reason::CutShort, Reason::Damaged].contains(&reason),
                "{what} at {percent} %: {reason}"
            );
        }
    }
    assert!(world.storage.stored().is_empty());
}

#[test]
fn bytes_that_changed_never_take_the_service_down() {
    let world = World::new();
    for (what, photo) in photos() {
        for place in (0..photo.len()).step_by(photo.len() / 40 + 1) {
            let mut changed = photo.clone();
            changed[place] ^= 0x5a;
            assert_eq!(world.process(&changed).status, 200, "{what}, byte {place}");
        }
    }
    assert_eq!(world.process(&photos()[0].1).status, 200);
}

#[test]
fn stray_bytes_in_a_jpeg_are_harmless() {
    let world = World::new();
    let photo = jpeg(&Picture::corners(90, 60));
    let before = |marker: u8| photo.windows(2).position(|bytes| bytes == [0xff, marker]).unwrap();
    for place in [before(0xdb), before(0xc0), before(0xda), photo.len() - 2, photo.len()] {
        let (start, rest) = photo.split_at(place);
        let made = world.make(&[start, b"stray bytes", rest].concat());
        assert_near(
            &made.slot("w320").four(),
            &[RED, GREEN, BLUE, YELLOW],
            12,
            "stray bytes",
        );
    }
    let cut = [&photo[..40], b"stray bytes", &photo[40..photo.len() / 2]].concat();
    assert_eq!(world.process(&cut).failure(), Reason::CutShort);
}

#[test]
fn a_picture_larger_than_its_container_says_is_refused() {
    let world = World::new();
    // what AV1 itself says of its size
    let small = replaced(
        file("8-bit-444.avif"),
        &[0, 0, 0, 48, 0, 0, 0, 32],
        &[0, 0, 0, 8, 0, 0, 0, 8],
    );
    assert_eq!(world.process(&small).failure(), Reason::Damaged);
}

#[test]
fn a_jpeg_of_a_thousand_scans_is_refused() {
    let photo = jpeg_with(&Picture::corners(90, 60), Jpeg::Progressive, &Extras::default());
    let scan = photo.windows(2).rposition(|bytes| bytes == b"\xff\xda").unwrap();
    let (start, last) = photo[..photo.len() - 2].split_at(scan);
    let reason = World::new()
        .process(&[start, &last.repeat(1000), b"\xff\xd9"].concat())
        .failure();
    assert_eq!(reason, Reason::UnusualJpeg);
}
