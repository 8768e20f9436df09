//! What the report says about a picture: its hash and its colours, and the placeholder beside another way to do it.

use crate::support::{
    Picture, World,
    writers::{Extras, Jpeg, Png, file, jpeg_with, png},
};
use images::facts::distance;

#[test]
fn a_hash_survives_what_does_not_change_a_photo() {
    let world = World::new();
    let original = Picture::decode(&file("iphone-4s.jpg"));
    let hash = |picture: &Picture| {
        let file = png(picture, Png::Rgb, &Extras::default());
        world.make(&file).done.perceptual_hash.unwrap()
    };
    let first = hash(&original);
    let smaller = original.shrunk(3);
    let brighter = original.mapped(|channel| channel.saturating_add(20));
    for other in [&smaller, &brighter] {
        assert!(distance(&first, &hash(other)).unwrap() <= 8);
    }
    let recompressed = jpeg_with(&original, Jpeg::Progressive, &Extras::default());
    let recompressed = world.make(&recompressed).done.perceptual_hash.unwrap();
    assert!(distance(&first, &recompressed).unwrap() <= 8);
    for other in [Picture::corners(600, 400), original.turned()] {
        assert!(distance(&first, &hash(&other)).unwrap() >= 16);
    }
}

#[test]
fn the_commonest_colour_is_reported_first() {
    let picture = Picture::draw(600, 400, |x, _| {
        if x < 400 {
            [30, 60, 140, 255]
        } else {
            [220, 200, 60, 255]
        }
    });
    let done = World::new().make(&png(&picture, Png::Rgb, &Extras::default())).done;
    assert_eq!(done.colours, ["#1e3c8c", "#dcc83c"]);
}
