//! What the camera wrote about the photo.

use crate::support::{
    Picture, World,
    exif::{Block, Value},
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp_with},
};
use domain::photo::Camera;

#[test]
fn a_real_photograph_tells_how_it_was_taken() {
    let done = World::new().make(&file("iphone-4s.jpg")).done;
    let expected = Camera {
        make: Some("Apple".into()),
        model: Some("iPhone 4S".into()),
        lens: None,
        exposure: Some("1/120".into()),
        aperture: Some(2.4),
        iso: Some(80),
        focal_length: Some(4.28),
    };
    assert_eq!(done.camera, expected);
    assert_eq!(done.taken_at.as_deref(), Some("2012-12-23T14:47:49"));
    assert!(done.place.is_some(), "that it has one is said in tests/files/README.md");
}

#[test]
fn every_format_carries_it() {
    let block = Block::default().main(&[(0x0110, Value::Text("Model T"))]).photo(&[
        (0x9003, Value::Text("2024:05:01 18:30:00")),
        (0x9011, Value::Text("-03:30")),
        (0xa434, Value::Text("A lens")),
    ]);
    let extras = Extras {
        exif: Some(block.bytes()),
        ..Extras::default()
    };
    let (world, picture) = (World::new(), Picture::corners(90, 60));
    for file in [
        jpeg_with(&picture, Jpeg::Baseline, &extras),
        png(&picture, Png::Rgb, &extras),
        webp_with(&picture, &extras),
    ] {
        let done = world.make(&file).done;
        assert_eq!(done.camera.model.as_deref(), Some("Model T"));
        assert_eq!(done.camera.lens.as_deref(), Some("A lens"));
        assert_eq!(done.taken_at.as_deref(), Some("2024-05-01T18:30:00-03:30"));
    }
}

#[test]
fn a_broken_exif_block_never_fails_a_photo() {
    let whole = Block::default().main(&[(0x010f, Value::Text("Some maker"))]).bytes();
    let endless = [
        &b"II*\0\x08\0\0\0\xff\xff"[..],
        &b"\x69\x87\x04\0\x01\0\0\0\x08\0\0\0".repeat(5000),
    ]
    .concat();
    let (world, picture) = (World::new(), Picture::corners(90, 60));
    for block in [
        b"".to_vec(),
        b"nonsense".to_vec(),
        whole[..12].to_vec(),
        vec![0xff; 5000],
        endless,
    ] {
        let extras = Extras {
            exif: Some(block),
            ..Extras::default()
        };
        assert!(
            world
                .make(&jpeg_with(&picture, Jpeg::Baseline, &extras))
                .done
                .camera
                .is_empty()
        );
    }
}
