//! HEIC, where the service was built with its reader.

use crate::support::{
    World,
    picture::{BLUE, Colour, GREEN, RED, YELLOW, assert_near},
    writers::file,
};
use domain::{media::MediaType, reason::Reason};

#[test]
fn heic_of_every_kind_is_read() {
    let world = World::new();
    let four = [RED, GREEN, BLUE, YELLOW];
    // Display P3 in sRGB, turned to the right by its container, and by EXIF not once more
    let turned: [Colour; 4] = [
        [47, 60, 208, 255],
        [240, 0, 21, 255],
        [232, 220, 0, 255],
        [0, 183, 31, 255],
    ];
    for (name, size, four) in [
        ("8-bit-420", (96, 64), four),
        ("10-bit-444", (96, 64), four),
        ("grid", (120, 100), four),
        ("grid-irot-3-display-p3", (100, 120), turned),
    ] {
        let made = world.make(&file(&format!("{name}.heic")));
        assert_eq!(made.done.media_type, MediaType::Heic, "{name}");
        assert_eq!((made.done.width, made.done.height), size, "{name}");
        for slot in ["w320", "jpeg"] {
            assert_near(&made.slot(slot).four(), &four, 12, name);
        }
    }
}

#[test]
fn heic_that_is_cut_off_or_changed_never_takes_the_service_down() {
    let world = World::new();
    let photo = file("grid.heic");
    for percent in [20, 50, 90, 99] {
        let reason = world.process(&photo[..photo.len() * percent / 100]).failure();
        let expected = [Reason::CutShort, Reason::Damaged, Reason::Heic];
        assert!(expected.contains(&reason), "{percent} %: {reason}");
    }
    for place in (0..photo.len()).step_by(5) {
        let mut changed = photo.clone();
        changed[place] ^= 0x5a;
        assert_eq!(world.process(&changed).status, 200, "byte {place}");
    }
}
