//! What the report says about the original, and about the smaller copy that takes its place.

use super::{assembled, contains};
use crate::support::{
    Picture, World,
    exif::{Block, Value},
    writers::{Extras, Png, file, png},
};
use domain::ticket::{Done, Report};
use images::formats::Header;

fn done(world: &World, original: &[u8], smaller: bool) -> Done {
    let mut ticket = world.ticket(original);
    let url = &ticket.renditions[0].url;
    ticket.wishes.smaller_original = smaller.then(|| url.replace(&ticket.renditions[0].slot, "smaller"));
    match world.send(&ticket).report() {
        Report::Done(done) => done,
        Report::Failed { reason } => panic!("{reason:?}"),
    }
}

#[test]
fn the_report_says_how_to_take_the_metadata_away_and_the_checksum() {
    let (world, original) = (World::new(), file("iphone-4s.jpg"));
    let done = done(&world, &original, false);
    assert_eq!(done.crc32, Some(crc32fast::hash(&original)));
    let copy = assembled(&original, &done.bare.unwrap());
    assert!(Header::read(&copy).is_ok() && !contains(&copy, b"Apple"));
    let heic_like = world.make(&file("8-bit-444.avif")).done;
    assert!(heic_like.bare.is_some() && heic_like.crc32.is_some());
}

#[test]
fn a_smaller_copy_has_an_answer_of_its_own() {
    let picture = Picture::draw(900, 600, |x, y| [(x / 9) as u8, (y / 7) as u8, 90, 255]);
    let exif = Block::default().main(&[(0x010f, Value::Text("SECRET")), (0x0112, Value::Short(6))]);
    let extras = Extras {
        exif: Some(exif.bytes()),
        ..Extras::default()
    };
    let (world, original) = (World::new(), png(&picture, Png::Rgba, &extras));
    let done = done(&world, &original, true);
    let smaller = done.smaller_original.unwrap();
    let stored = world.storage.stored()["smaller"].bytes.clone();
    assert_eq!(smaller.crc32, Some(crc32fast::hash(&stored)));
    assert_eq!(done.crc32, Some(crc32fast::hash(&original)));
    for (file, bare) in [(&original, done.bare.unwrap()), (&stored, smaller.bare.unwrap())] {
        assert!(contains(file, b"SECRET"));
        let copy = assembled(file, &bare);
        assert!(!contains(&copy, b"SECRET"));
        let [before, after] = [file, &copy].map(|file| Picture::decode(file).rgba());
        assert!(before == after);
    }
}
