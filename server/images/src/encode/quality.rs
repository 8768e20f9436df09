//! How much is lost: one setting for each format and width.
//!
//! The aim is a score (SSIMULACRA2) that half of all photographs reach: 75 from 1280 pixels on, between "high quality" (70)
//! and "visually lossless" (90); 70 below, where a picture is a thumbnail.
//!
//! Measured with seven photographs (`sony-alpha-6000.jpg` of npm's `exif` 0.6.0; six of Debian's lomiri-wallpapers-16.04:
//! `Dragonfly`, `picosdeeuropa`, `Bridge`, `seeding`, `Picture_1A`, `Wine`), by rust-av's `ssimulacra2` 0.5.1, libwebp with
//! method 4 and rav1e with speed 8:
//!
//! | format | width | aim | quality | median score | worst score | median bytes |
//! |---|---|---|---|---|---|---|
//! | webp | 320 | 70 | 70 | 70.7 | 65.4 | 12,396 |
//! | webp | 640 | 70 | 75 | 70.5 | 66.4 | 34,248 |
//! | webp | 1280 | 75 | 82 | 76.2 | 71.4 | 116,806 |
//! | webp | 2048 | 75 | 83 | 75.4 | 72.1 | 223,464 |
//! | avif | 320 | 70 | 66 | 70.3 | 65.6 | 9,546 |
//! | avif | 640 | 70 | 68 | 70.8 | 65.1 | 27,618 |
//!
//! Not measured yet: AVIF at 1280 and 2048 (continued by hand from the smaller ones), JPEG (as it was before), and other
//! methods and speeds than these two. `examples/calibrate` measures all of them, with `fast-ssim2`.

use domain::{media::MediaType, rendition::Slot};

/// The setting for a slot: from 1 to 100, on the scale of its format.
#[must_use]
pub fn of(slot: Slot) -> u8 {
    let settings = match slot.media_type {
        MediaType::Webp => WEBP,
        MediaType::Avif => AVIF,
        _ => JPEG,
    };
    let fits = |(width, _): &&(u32, u8)| *width >= slot.width;
    settings
        .iter()
        .find(fits)
        .or(settings.last())
        .map_or(80, |(_, quality)| *quality)
}

const WEBP: &[(u32, u8)] = &[(320, 70), (640, 75), (1280, 82), (2048, 83)];
const AVIF: &[(u32, u8)] = &[(320, 66), (640, 68), (1280, 75), (2048, 76)];
const JPEG: &[(u32, u8)] = &[(1280, 82)];

/// How hard libwebp tries, from 0 to 6.
pub(super) const WEBP_METHOD: i32 = 4;

/// How little rav1e tries, from 1 to 10.
pub(super) const AVIF_SPEED: u8 = 8;

/// The score (SSIMULACRA2) that half of all photographs reach or exceed at a width.
#[must_use]
pub fn target(width: u32) -> f64 {
    if width < 1280 { 70.0 } else { 75.0 }
}
