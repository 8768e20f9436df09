//! Colours are converted to sRGB.

use crate::support::{
    Picture, World,
    picture::{Colour, assert_near},
    writers::{Extras, Jpeg, Png, file, jpeg_with, png, webp_with},
};
use moxcms::ColorProfile;

fn with(profile: Vec<u8>) -> Extras {
    Extras {
        profile: Some(profile),
        ..Extras::default()
    }
}

/// In Display P3, and what they are in sRGB: worked out with the matrices of CSS Color 4, section 18.
const P3: [(Colour, Colour); 2] = [
    ([200, 100, 100, 255], [215, 93, 97, 255]),
    ([60, 90, 200, 255], [50, 91, 207, 255]),
];

#[test]
fn display_p3_is_converted_by_its_profile() {
    let (world, profile) = (World::new(), ColorProfile::new_display_p3().encode().unwrap());
    for (p3, srgb) in P3 {
        let picture = Picture::flat(90, 60, p3);
        for file in [
            jpeg_with(&picture, Jpeg::Baseline, &with(profile.clone())),
            png(&picture, Png::Rgb, &with(profile.clone())),
            png(&picture, Png::Rgba, &with(profile.clone())),
            webp_with(&picture, &with(profile.clone())),
        ] {
            let made = world.make(&file);
            for slot in ["w320", "jpeg"] {
                assert_near(&made.slot(slot).four(), &[srgb; 4], 4, slot);
            }
        }
    }
}

#[test]
fn display_p3_is_converted_where_four_numbers_say_it() {
    let made = World::new().make(&file("display-p3.avif"));
    let four = [
        [240, 0, 21, 255],
        [0, 183, 31, 255],
        [47, 60, 208, 255],
        [232, 220, 0, 255],
    ];
    assert_near(&made.slot("w320").four(), &four, 8, "AVIF");
}

#[test]
fn a_photo_without_a_profile_keeps_its_numbers() {
    let (world, colour) = (World::new(), [200, 100, 100, 255]);
    let made = world.make(&png(&Picture::flat(90, 60, colour), Png::Rgb, &Extras::default()));
    assert_near(&made.slot("w320").four(), &[colour; 4], 3, "sRGB");
}

#[test]
fn grey_profiles_are_followed() {
    // linear light: half of it is the shade 188 of sRGB
    let profile = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let (world, picture) = (World::new(), Picture::flat(90, 60, [128, 128, 128, 255]));
    for file in [
        jpeg_with(&picture, Jpeg::Grey, &with(profile.clone())),
        png(&picture, Png::Grey, &with(profile.clone())),
        png(&picture, Png::GreyAlpha, &with(profile)),
    ] {
        assert_near(
            &world.make(&file).slot("w320").four(),
            &[[188, 188, 188, 255]; 4],
            3,
            "grey",
        );
    }
}

#[test]
fn a_broken_profile_never_fails_a_photo() {
    let (world, colour) = (World::new(), [200, 100, 100, 255]);
    let picture = Picture::flat(90, 60, colour);
    let whole = ColorProfile::new_display_p3().encode().unwrap();
    let mut cut_table = whole.clone();
    cut_table[128..132].copy_from_slice(&u32::MAX.to_be_bytes());
    for profile in [
        b"not a profile".to_vec(),
        whole[..200].to_vec(),
        cut_table,
        vec![0xff; 3000],
    ] {
        let made = world.make(&jpeg_with(&picture, Jpeg::Baseline, &with(profile.clone())));
        assert_near(&made.slot("w320").four(), &[colour; 4], 4, "JPEG");
        let made = world.make(&webp_with(&picture, &with(profile)));
        assert_near(&made.slot("w320").four(), &[colour; 4], 4, "WebP");
    }
}
