//! Nothing that a file carries besides its picture reaches a rendition; of what it says about a person, nothing reaches
//! the log, and the report tells the place apart from everything else.

use crate::support::{
    Picture, World,
    containers::{assert_bare, jpeg_segments, webp_chunks},
    exif::{Block, Value},
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp_with},
};
use domain::{
    photo::Place,
    rendition::SLOTS,
    ticket::{Credit, RenditionTarget, Report, Ticket},
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
            (0x0002, Value::Degrees([(479_123, 10_000), (0, 1), (0, 1)])),
            (0x0003, Value::Text("W")),
            (0x0004, Value::Degrees([(13, 1), (30, 1), (0, 1)])),
            (0x0005, Value::Byte(1)),
            (0x0006, Value::Fraction(24, 10)),
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
            assert_bare(&file.bytes, false);
            assert!(!file.bytes.windows(6).any(|bytes| bytes == b"SECRET"));
        }
    }
}

/// What the slots are asked for by name, besides the usual ones.
fn all_slots(ticket: &mut Ticket) {
    let like = ticket.renditions[0].clone();
    ticket.renditions = SLOTS
        .iter()
        .map(|slot| RenditionTarget {
            slot: slot.name.to_owned(),
            url: like.url.replace(&like.slot, slot.name),
        })
        .collect();
}

#[test]
fn a_credit_is_written_into_every_format_and_nothing_else() {
    let (world, picture) = (World::new(), Picture::corners(330, 200));
    let mut ticket = world.ticket(&jpeg_with(&picture, Jpeg::Baseline, &extras()));
    all_slots(&mut ticket);
    ticket.wishes.credit = Some(Credit {
        creator: "Mei <Lin> & Söhne".to_owned(),
        rights: "© 2026 Mei Lin. CC BY 4.0".to_owned(),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
    });
    let Report::Done(done) = world.send(&ticket).report() else {
        panic!("it was not done")
    };
    let stored = world.storage.stored();
    assert_eq!(done.renditions.len(), 5, "two WebP, two AVIF, one JPEG");
    for rendition in done.renditions {
        let file = &stored[&rendition.slot].bytes;
        assert_bare(file, true);
        for text in [
            "<rdf:li>Mei &lt;Lin&gt; &amp; Söhne</rdf:li>",
            "© 2026 Mei Lin. CC BY 4.0</rdf:li>",
            "xmpRights:WebStatement=\"https://creativecommons.org/licenses/by/4.0/\"",
        ] {
            assert!(
                file.windows(text.len()).any(|bytes| bytes == text.as_bytes()),
                "{text} in {}",
                rendition.slot
            );
        }
        assert!(!file.windows(6).any(|bytes| bytes == b"SECRET"));
    }
}

#[test]
fn the_place_stands_apart_in_the_report_and_nowhere_else() {
    let world = World::new();
    let made = world.make(&jpeg_with(&Picture::corners(90, 60), Jpeg::Baseline, &extras()));
    assert_eq!(made.done.camera.make.as_deref(), Some("Maker"));
    let place = Place {
        latitude: 47.9123,
        longitude: -13.5,
        altitude: Some(-2.4),
    };
    assert_eq!(made.done.place, Some(place));
    let real = world.make(&file("iphone-4s.jpg"));
    let Place {
        latitude, longitude, ..
    } = real.done.place.unwrap();
    assert!((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude));
    for made in [&made, &real] {
        let place = serde_json::to_string(&made.done.place).unwrap();
        let rest = made.body.replacen(&place, "", 1);
        assert!(rest.len() < made.body.len());
        for word in [
            "SECRET",
            "47.9",
            "479123",
            "13.5",
            "gps",
            "GPS",
            "latitude",
            "lon",
            &latitude.to_string()[..5],
        ] {
            assert!(!rest.contains(word), "{word} in {rest}");
        }
    }
    let log = world.program.log().join("\n");
    assert!(log.contains("result=done"));
    for word in [
        "http",
        "Maker",
        "SECRET",
        "47.9",
        "13.5",
        "latitude",
        &latitude.to_string()[..5],
    ] {
        assert!(!log.contains(word), "{word} in the log");
    }
}
