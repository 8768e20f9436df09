//! How much is lost: one setting for each format and width.

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
