//! Files that are broken, cut off, or made to do harm.

use crate::support::{
    Picture, World,
    animations::still_gif,
    picture::{BLUE, GREEN, RED, YELLOW, assert_near},
    writers::{Extras, Jpeg, Png, file, jpeg, jpeg_with, png, webp},
};
use domain::reason::Reason;
use images::clock::Stopwatch;

const MEGABYTE: u64 = 1024 * 1024;

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

/// A file with other bytes at the first place where these are found.
fn replaced(mut file: Vec<u8>, old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = file.windows(old.len()).position(|bytes| bytes == old).unwrap();
    file[at..at + new.len()].copy_from_slice(new);
    file
}

#[test]
fn more_than_100_megapixels_are_refused_before_decoding() {
    let world = World::new();
    let picture = Picture::flat(200, 150, RED);
    let size = |width: u32, height: u32| [width.to_be_bytes(), height.to_be_bytes()].concat();
    let files = [
        replaced(jpeg(&picture), &[8, 0, 150, 0, 200], &[8, 0x4e, 0x20, 0x4e, 0x20]),
        replaced(
            png(&picture, Png::Rgb, &Extras::default()),
            &size(200, 150),
            &size(20_000, 20_000),
        ),
        replaced(
            png(&picture, Png::Rgb, &Extras::default()),
            &size(200, 150),
            &size(u32::MAX, u32::MAX),
        ),
        replaced(
            webp(&picture, false),
            &[0x9d, 0x01, 0x2a, 200, 0, 150, 0],
            &[0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f],
        ),
        replaced(file("8-bit-444.avif"), &size(48, 32), &size(u32::MAX, u32::MAX)),
        replaced(file("8-bit-444.avif"), &size(48, 32), &size(20_000, 20_000)),
        replaced(file("8-bit-444.avif"), &size(48, 32), &size(u32::MAX, u32::MAX)),
    ];
    let watch = Stopwatch::start();
    for file in files {
        assert_eq!(world.process(&file).failure(), Reason::TooManyPixels);
    }
    assert!(watch.millis() < 2000);
    assert!(world.program.peak_memory() < 64 * MEGABYTE);
}

#[test]
fn a_side_that_is_too_long_is_called_so() {
    let photo = png(&Picture::flat(200, 150, RED), Png::Rgb, &Extras::default());
    let size = |width: u32, height: u32| [width.to_be_bytes(), height.to_be_bytes()].concat();
    let photo = replaced(photo, &size(200, 150), &size(40_000, 1));
    assert_eq!(World::new().process(&photo).failure(), Reason::TooLong);
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
fn a_picture_larger_than_its_canvas_is_refused_before_decoding() {
    let world = World::new();
    let large = webp(&Picture::flat(200, 150, RED), false);
    // a canvas of 20 × 15 around the frame of 200 × 150
    let canvas = [&b"VP8X\x0a\0\0\0\0\0\0\0"[..], &[19, 0, 0, 14, 0, 0]].concat();
    let content = [&b"WEBP"[..], &canvas, &large[12..]].concat();
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    let wrong = [&b"RIFF"[..], &length, &content].concat();
    assert_eq!(world.process(&wrong).failure(), Reason::Damaged);
    // AV1 has its own idea of the size too
    let small = replaced(
        file("8-bit-444.avif"),
        &[0, 0, 0, 48, 0, 0, 0, 32],
        &[0, 0, 0, 8, 0, 0, 0, 8],
    );
    assert_eq!(world.process(&small).failure(), Reason::Damaged);
}

#[test]
fn a_profile_that_inflates_to_a_gigabyte_is_harmless() {
    let world = World::new();
    let photo = png(&Picture::flat(90, 60, RED), Png::Rgb, &Extras::default());
    let content = [b"bomb\0\0".to_vec(), zlib_bomb(1 << 30)].concat();
    // after the signature and IHDR
    let (start, rest) = photo.split_at(33);
    let chunk = [
        &u32::try_from(content.len()).unwrap().to_be_bytes(),
        &b"iCCP"[..],
        &content,
        &[0; 4],
    ]
    .concat();
    let made = world.make(&[start, &chunk, rest].concat());
    assert_near(&made.slot("w320").four(), &[RED; 4], 4, "as if it had no profile");
    assert!(world.program.peak_memory() < 64 * MEGABYTE);
}

/// So many zeros as a zlib stream (RFC 1951, fixed codes): one zero, then copies of 258 bytes, of 13 bits each.
fn zlib_bomb(length: u32) -> Vec<u8> {
    let mut bits: Vec<bool> = vec![true, true, false];
    let mut code = |value: u32, width: u32| bits.extend((0..width).rev().map(|bit| value >> bit & 1 == 1));
    code(0b0011_0000, 8);
    for _ in 0..length / 258 {
        code(0b1100_0101, 8);
        code(0, 5);
    }
    code(0, 7);
    let bytes = bits
        .chunks(8)
        .map(|byte| byte.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit)));
    [0x78, 0x9c].into_iter().chain(bytes).collect()
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
