//! What is made of a photo: which sizes, in which formats, and the placeholder.

use crate::support::{
    Picture, World,
    picture::{BLUE, GREEN, RED, YELLOW, assert_near},
    writers::{Extras, Png, jpeg, png},
};
use domain::rendition::{USUAL, plan};

#[test]
fn a_large_photo_gets_every_size() {
    let made = World::new().make(&jpeg(&Picture::corners(2400, 1600)));
    let found: Vec<_> = made
        .files
        .iter()
        .map(|file| (file.rendition.slot.as_str(), file.picture.width, file.picture.height))
        .collect();
    let expected = [
        ("w320", 320, 213),
        ("w640", 640, 427),
        ("w1280", 1280, 853),
        ("w2048", 2048, 1365),
        ("jpeg", 1280, 853),
    ];
    assert_eq!(found, expected);
    for file in &made.files {
        let start: &[u8] = if file.rendition.slot == "jpeg" {
            b"\xff\xd8\xff"
        } else {
            b"RIFF"
        };
        assert!(file.bytes.starts_with(start));
        assert_near(
            &file.picture.four(),
            &[RED, GREEN, BLUE, YELLOW],
            8,
            &file.rendition.slot,
        );
    }
}

#[test]
fn nothing_is_ever_upscaled() {
    let world = World::new();
    for (width, height) in [
        (1000, 500),
        (321, 200),
        (320, 200),
        (100, 80),
        (3, 2),
        (1, 1),
        (2, 5000),
        (5000, 2),
    ] {
        let made = world.make(&png(&Picture::flat(width, height, RED), Png::Rgb, &Extras::default()));
        let found: Vec<_> = made
            .files
            .iter()
            .map(|file| (file.picture.width, file.picture.height))
            .collect();
        let expected: Vec<_> = plan(&USUAL, width, height)
            .into_iter()
            .map(|(_, w, h)| (w, h))
            .collect();
        assert_eq!(found, expected, "{width} × {height}");
        assert!(
            found.iter().all(|(w, h)| *w <= width && *h <= height),
            "{width} × {height}: {found:?}"
        );
    }
}

#[test]
fn a_photo_taller_than_webp_can_hold_is_made_smaller() {
    let made = World::new().make(&png(&Picture::corners(40, 20_000), Png::Rgb, &Extras::default()));
    assert_eq!(made.done.height, 20_000);
    assert!(made.files.iter().all(|file| file.picture.height <= 16_383));
    assert_near(&made.slot("w320").four(), &[RED, GREEN, BLUE, YELLOW], 10, "tall");
}

#[test]
fn the_placeholder_shows_six_parts() {
    let six = [
        [255, 0, 0, 255],
        [0, 255, 0, 255],
        [0, 0, 255, 255],
        [0, 0, 0, 255],
        [255; 4],
        [17, 34, 51, 255],
    ];
    let picture = Picture::draw(600, 400, |x, y| six[(x / 200 + 3 * (y / 200)) as usize]);
    let made = World::new().make(&png(&picture, Png::Rgb, &Extras::default()));
    assert_eq!(made.done.placeholder, "f000f000f000fff123");
}

#[test]
fn the_report_repeats_photo_and_attempt() {
    let world = World::new();
    let file = jpeg(&Picture::corners(90, 60));
    let (ticket, done) = (world.ticket(&file), world.make(&file).done);
    assert_eq!((done.photo, done.attempt), (ticket.photo, ticket.attempt));
    assert_eq!((done.width, done.height), (90, 60));
}

#[test]
fn the_same_ticket_twice_leaves_the_same_files() {
    let world = World::new();
    let ticket = world.ticket(&jpeg(&Picture::corners(700, 400)));
    let first = (world.send(&ticket).report(), world.storage.stored());
    let second = (world.send(&ticket).report(), world.storage.stored());
    assert_eq!(first, second);
}
