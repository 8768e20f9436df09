//! Smaller copies of originals, as tickets ask for them.

use crate::support::{
    Picture, World,
    picture::BLUE,
    writers::{Extras, Png, jpeg, png, webp},
};
use domain::{
    seal::{sha256, to_hex},
    ticket::{Done, Report, SmallerOriginal, Ticket},
};

/// Soft shapes.
fn sky(width: u32, height: u32) -> Picture {
    let shade = move |at: u32, of: u32| u8::try_from(at * 200 / of).unwrap();
    Picture::draw(width, height, move |x, y| [shade(x, width), shade(y, height), 160, 255])
}

/// A PNG with transparency that it does not use.
fn wasteful() -> Vec<u8> {
    png(&sky(640, 480), Png::Rgba, &Extras::default())
}

/// A ticket that asks for a copy too.
fn asking(world: &World, file: &[u8]) -> Ticket {
    let mut ticket = world.ticket(file);
    let origin = &world.storage.origin;
    ticket.wishes.smaller_original = Some(format!("{origin}/renditions/smaller?X-Amz-Signature=secret"));
    ticket
}

fn done(world: &World, ticket: &Ticket) -> Done {
    match world.send(ticket).report() {
        Report::Done(done) => done,
        Report::Failed { reason } => panic!("{reason:?}"),
    }
}

#[test]
fn a_copy_is_stored_and_reported_with_what_it_saves() {
    let (world, original) = (World::new(), wasteful());
    let done = done(&world, &asking(&world, &original));
    let stored = &world.storage.stored()["smaller"];
    assert_eq!(stored.media_type, "image/png");
    let copy = done.smaller_original.unwrap();
    let expected = SmallerOriginal {
        bytes: stored.bytes.len() as u64,
        sha256: to_hex(&sha256(&stored.bytes)),
        saved: (original.len() - stored.bytes.len()) as u64,
        // what is said about the file is looked at in `bare/reported.rs`
        ..copy.clone()
    };
    assert_eq!(copy, expected);
    assert!(stored.bytes.len() < original.len() / 10 * 9);
    let [before, after] = [&original, &stored.bytes].map(|file| Picture::decode(file).rgba());
    assert!(before == after, "it loses nothing");
    assert_eq!(done.renditions.len(), 3);
}

#[test]
fn nobody_gets_a_copy_who_did_not_ask() {
    let (world, original) = (World::new(), wasteful());
    assert_eq!(world.make(&original).done.smaller_original, None);
}

#[test]
fn where_there_is_nothing_to_save_the_photo_is_done_without() {
    let world = World::new();
    for original in [
        jpeg(&Picture::flat(300, 200, BLUE)),
        webp(&Picture::flat(300, 200, BLUE), true),
        // one that was made smaller already
        {
            done(&world, &asking(&world, &wasteful()));
            world.storage.stored()["smaller"].bytes.clone()
        },
    ] {
        world.storage.shelf.stored.lock().unwrap().clear();
        let done = done(&world, &asking(&world, &original));
        assert_eq!(done.smaller_original, None);
        assert!(!world.storage.stored().contains_key("smaller"));
        assert!(!done.renditions.is_empty());
    }
}

#[test]
fn storage_that_does_not_take_the_copy_costs_the_copy_alone() {
    let world = World::new();
    world.storage.shelf.refused.lock().unwrap().push("smaller".into());
    let done = done(&world, &asking(&world, &wasteful()));
    assert_eq!((done.smaller_original, done.renditions.len()), (None, 3));
    assert!(world.storage.requests().contains(&"PUT smaller".to_owned()));
    assert!(
        world
            .program
            .log()
            .iter()
            .any(|line| line.starts_with("no_copy photo="))
    );
}

#[test]
fn a_copy_that_needs_more_memory_than_there_is_is_not_made() {
    // large enough that its copy takes more than its renditions
    let original = png(&sky(4096, 3072), Png::Rgba, &Extras::default());
    let world = World::with(&[("IMAGES_MEMORY_MB", "150")]);
    assert_eq!(done(&world, &asking(&world, &original)).smaller_original, None);
    let world = World::with(&[("IMAGES_MEMORY_MB", "400")]);
    assert!(done(&world, &asking(&world, &original)).smaller_original.is_some());
}
