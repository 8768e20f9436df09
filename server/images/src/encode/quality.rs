//! How much is lost: one setting for each format and width.
//!
//! The aim is a score (SSIMULACRA2) that half of all photographs reach: 75 from 1280 pixels on, between "high quality" (70)
//! and "visually lossless" (90); 70 below, where a picture is a thumbnail.
//!
//! Measured with `examples/calibrate` (SSIMULACRA2 by `fast-ssim2`) and seven photographs: `sony-alpha-6000.jpg` of npm's
//! `exif` 0.6.0; `Bridge`, `Dragonfly`, `Picture_1A`, `Wine`, `picosdeeuropa` and `seeding` of Debian's
//! lomiri-wallpapers-16.04:
//!
//! | format | width | aim | quality | median score | worst score | median bytes |
//! |---|---|---|---|---|---|---|
//! | webp | 320 | 70 | 67 | 70.1 | 65.5 | 12,618 |
//! | webp | 640 | 70 | 73 | 70.1 | 64.7 | 38,278 |
//! | webp | 1280 | 75 | 83 | 75.5 | 71.2 | 129,904 |
//! | webp | 2048 | 75 | 83 | 75.1 | 71.0 | 233,952 |
//! | avif | 320 | 70 | 66 | 70.1 | 65.4 | 10,804 |
//! | avif | 640 | 70 | 68 | 70.7 | 64.9 | 28,195 |
//! | avif | 1280 | 75 | 79 | 75.1 | 69.8 | 78,531 |
//! | avif | 2048 | 75 | 79 | 75.3 | 68.3 | 139,683 |
//! | jpeg | 1280 | 75 | 74 | 76.0 | 63.8 | 155,017 |
//!
//! What libwebp's methods cost for that, at 1280 pixels and a score of exactly 75 (medians; `--efforts`): method 0: 37 ms,
//! 151 kB; 1: 44 ms, 140 kB; 2: 52 ms, 126 kB; 3: 112 ms, 122 kB; 4: 135 ms, 121 kB; 6: 279 ms, 118 kB. Method 2 takes 4 %
//! more bytes than 4 and two fifths of its time, which is most of what a job takes. Its other settings (noise shaping, filter,
//! segments, sharp chroma) are best as they are.

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

const WEBP: &[(u32, u8)] = &[(320, 67), (640, 73), (1280, 83), (2048, 83)];
const AVIF: &[(u32, u8)] = &[(320, 66), (640, 68), (1280, 79), (2048, 79)];
const JPEG: &[(u32, u8)] = &[(1280, 74)];

/// How hard libwebp tries, from 0 to 6.
pub(super) const WEBP_METHOD: i32 = 2;

/// How little rav1e tries, from 1 to 10.
pub(super) const AVIF_SPEED: u8 = 8;

/// The score (SSIMULACRA2) that half of all photographs reach or exceed at a width.
#[must_use]
pub fn target(width: u32) -> f64 {
    if width < 1280 { 70.0 } else { 75.0 }
}
