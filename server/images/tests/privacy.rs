//! Nothing that a file carries besides its picture reaches a rendition, and no place reaches the report.

use crate::support::{
    Picture, World,
    containers::{assert_bare, jpeg_segments, webp_chunks},
    exif::{Block, Value},
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp_with},
};
use moxcms::ColorProfile;

/// Everything a file can carry, with a word in each that must not be found again.
fn extras() -> Extras {
    let exif = Block::default()
        .main(&[(0x010f, Value::Text("Maker")), (0x8298, Value::Text("SECRET owner"))])
        .photo(&[
            (0x9003, Value::Text("2024:05:01 18:30:00")),
            (0xa431, Value::Text("SECRET serial")),
        ])
        .place(&[
            (0x0001, Value::Text("N")),
            (0x0002, Value::Fraction(479_123, 10_000)),
            (0x001b, Value::Text("SECRET")),
        ]);
    Extras {
        exif: Some(exif.bytes()),
        profile: Some(ColorProfile::new_display_p3().encode().unwrap()),
        segments: vec![
            (
                1,
                b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET 47.9123</x:xmpmeta>".to_vec(),
            ),
            (13, b"Photoshop 3.0\08BIM\x04\x04SECRET".to_vec()),
        ],
    }
}

#[test]
fn renditions_carry_nothing_but_their_picture() {
    let (world, picture) = (World::new(), Picture::corners(700, 400));
    let jpeg = jpeg_with(&picture, Jpeg::Baseline, &extras());
    let markers: Vec<u8> = jpeg_segments(&jpeg).into_iter().map(|(marker, _)| marker).collect();
    assert!(
        [0xe1, 0xe2, 0xed].iter().all(|marker| markers.contains(marker)),
        "the original carries them all"
    );
    let webp = webp_with(&picture, &extras());
    assert!(webp_chunks(&webp).iter().any(|(name, _)| name == b"EXIF"));
    for original in [
        jpeg,
        png(&picture, Png::Rgba, &extras()),
        webp,
        file("iphone-4s.jpg"),
        file("alpha.avif"),
    ] {
        let made = world.make(&original);
        for file in &made.files {
            assert_bare(&file.bytes);
            assert!(!file.bytes.windows(6).any(|bytes| bytes == b"SECRET"));
        }
    }
}

#[test]
fn the_report_and_the_log_never_tell_the_place() {
    let world = World::new();
    let made = world.make(&jpeg_with(&Picture::corners(90, 60), Jpeg::Baseline, &extras()));
    assert_eq!(made.done.camera.make.as_deref(), Some("Maker"));
    let real = world.make(&file("iphone-4s.jpg"));
    for text in [&made.body, &real.body] {
        for word in ["SECRET", "47.9", "479123", "gps", "GPS", "latitude", "lon"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
    let log = world.program.log().join("\n");
    assert!(log.contains("result=done") && !log.contains("http") && !log.contains("Maker") && !log.contains("SECRET"));
}
