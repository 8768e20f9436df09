//! Which renditions a photo gets.

use crate::media::MediaType;
use serde::{Deserialize, Serialize};

/// The longest side that WebP can hold, in pixels (RFC 9649: 14 bits).
const MAX_WEBP_SIDE: u64 = 16_383;

/// One rendition that may be made: its name in storage, format, and the width it aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The last part of its name in storage, without extension.
    pub name: &'static str,
    /// Its format.
    pub media_type: MediaType,
    /// The width it aims at, in pixels; a smaller photo keeps its own.
    pub width: u32,
}

/// The JPEG, which every photo gets: what everything can show.
pub const JPEG: Slot = Slot {
    name: "jpeg",
    media_type: MediaType::Jpeg,
    width: 1280,
};

/// The slots that a photo gets if its owner chose nothing else, each format from the smallest to the largest.
pub const USUAL: [Slot; 5] = [
    webp("w320", 320),
    webp("w640", 640),
    webp("w1280", 1280),
    webp("w2048", 2048),
    JPEG,
];

/// Every slot there is, each format from the smallest to the largest.
pub const SLOTS: [Slot; 9] = [
    webp("w320", 320),
    webp("w640", 640),
    webp("w1280", 1280),
    webp("w2048", 2048),
    avif("a320", 320),
    avif("a640", 640),
    avif("a1280", 1280),
    avif("a2048", 2048),
    JPEG,
];

const fn webp(name: &'static str, width: u32) -> Slot {
    Slot {
        name,
        media_type: MediaType::Webp,
        width,
    }
}

const fn avif(name: &'static str, width: u32) -> Slot {
    Slot {
        name,
        media_type: MediaType::Avif,
        width,
    }
}

impl Slot {
    /// The slot of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SLOTS.into_iter().find(|slot| slot.name == name)
    }

    /// The file's name: `w640.webp`.
    #[must_use]
    pub fn file_name(self) -> String {
        format!("{}.{}", self.name, self.media_type.extension())
    }
}

/// A rendition as made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendition {
    /// The slot's name.
    pub slot: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Format.
    pub media_type: MediaType,
    /// Size in bytes.
    pub bytes: u64,
}

/// Which of `slots` a photo of `width × height` pixels (as seen, upright) gets, each with its width and height.
///
/// Never larger than the photo, and never two of one format and width: a photo 1000 pixels wide gets 320, 640 and 1000.
#[must_use]
pub fn plan(slots: &[Slot], width: u32, height: u32) -> Vec<(Slot, u32, u32)> {
    let mut planned: Vec<(Slot, u32, u32)> = Vec::with_capacity(slots.len());
    for &slot in slots {
        let (w, h) = fit(slot.width, width, height);
        let known = planned
            .iter()
            .any(|(other, other_width, _)| other.media_type == slot.media_type && *other_width == w);
        if !known {
            planned.push((slot, w, h));
        }
    }
    planned
}

/// The size at most `target` wide, not larger than the photo, and within what WebP can hold.
fn fit(target: u32, width: u32, height: u32) -> (u32, u32) {
    let (full_width, full_height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let tallest = (MAX_WEBP_SIDE * full_width / full_height).max(1);
    let w = u64::from(target).min(full_width).min(tallest);
    let h = ((w * full_height + full_width / 2) / full_width).clamp(1, MAX_WEBP_SIDE);
    (u32::try_from(w).unwrap_or(target), u32::try_from(h).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(width: u32, height: u32) -> Vec<(&'static str, u32, u32)> {
        plan(&USUAL, width, height)
            .into_iter()
            .map(|(slot, w, h)| (slot.name, w, h))
            .collect()
    }

    #[test]
    fn a_large_photo_gets_every_slot() {
        assert_eq!(
            sizes(6000, 4000),
            [
                ("w320", 320, 213),
                ("w640", 640, 427),
                ("w1280", 1280, 853),
                ("w2048", 2048, 1365),
                ("jpeg", 1280, 853)
            ]
        );
    }

    #[test]
    fn nothing_is_upscaled_or_made_twice() {
        assert_eq!(
            sizes(1000, 500),
            [
                ("w320", 320, 160),
                ("w640", 640, 320),
                ("w1280", 1000, 500),
                ("jpeg", 1000, 500)
            ]
        );
        assert_eq!(sizes(100, 100), [("w320", 100, 100), ("jpeg", 100, 100)]);
        assert_eq!(sizes(1, 1), [("w320", 1, 1), ("jpeg", 1, 1)]);
    }

    #[test]
    fn no_side_is_longer_than_webp_can_hold() {
        for (width, height) in [(3000, 30_000), (1, 30_000), (30_000, 1)] {
            assert!(
                plan(&SLOTS, width, height)
                    .iter()
                    .all(|(_, w, h)| (1..=16_383).contains(w) && (1..=16_383).contains(h))
            );
        }
    }
}
