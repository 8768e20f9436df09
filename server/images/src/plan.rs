//! What is to be made of a picture, worked out from its header: the process that does the work and the one that has it
//! done come to the same result, each by itself.

use crate::formats::{Header, Wanted};
use domain::{
    media::MediaType,
    rendition::{Slot, plan},
};

/// What is to be made of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Width and height of the picture as seen, in pixels.
    pub seen: (u32, u32),
    /// Whether turning the picture upright exchanges its width and height.
    pub is_lying: bool,
    /// The renditions: each with its width and height in pixels.
    pub renditions: Vec<(Slot, u32, u32)>,
}

impl Plan {
    /// What is to be made of a picture with this header and orientation (1 to 8, as in EXIF).
    #[must_use]
    pub fn new(slots: &[Slot], header: &Header, orientation: u32) -> Self {
        let is_lying = (5..=8).contains(&orientation);
        let (width, height) = exchanged((header.width, header.height), is_lying);
        Self {
            seen: (width, height),
            is_lying,
            renditions: plan(slots, width, height),
        }
    }

    /// Whether an AVIF is among the renditions: writing one takes more memory than all others.
    #[must_use]
    pub fn has_avif(&self) -> bool {
        let mut slots = self.renditions.iter().map(|(slot, ..)| slot);
        slots.any(|slot| slot.media_type == MediaType::Avif)
    }

    /// Every size that is needed once, the largest first, as width and height in pixels.
    #[must_use]
    pub fn sizes(&self) -> Vec<(u32, u32)> {
        let mut sizes: Vec<(u32, u32)> = self.renditions.iter().map(|(_, w, h)| (*w, *h)).collect();
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        sizes.dedup();
        sizes
    }

    /// The size of the largest rendition, lying as the picture is stored.
    #[must_use]
    pub fn wanted(&self) -> Wanted {
        let largest = self.sizes().first().copied().unwrap_or(self.seen);
        let (width, height) = exchanged(largest, self.is_lying);
        Wanted { width, height }
    }
}

const fn exchanged((width, height): (u32, u32), exchange: bool) -> (u32, u32) {
    if exchange { (height, width) } else { (width, height) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Profile;
    use domain::rendition::USUAL;

    fn planned(width: u32, height: u32, orientation: u32) -> Plan {
        let header = Header {
            media_type: MediaType::Jpeg,
            width,
            height,
            profile: Profile::Srgb,
            exif: None,
            orientation: None,
            memory: 0,
            jpeg: None,
        };
        Plan::new(&USUAL, &header, orientation)
    }

    #[test]
    fn each_size_is_needed_once() {
        let plan = planned(3000, 2000, 1);
        assert_eq!(plan.renditions.len(), 5);
        assert_eq!(plan.sizes(), [(2048, 1365), (1280, 853), (640, 427), (320, 213)]);
        assert_eq!(
            plan.wanted(),
            Wanted {
                width: 2048,
                height: 1365
            }
        );
    }

    #[test]
    fn a_picture_that_lies_is_wanted_lying() {
        for orientation in 5..=8 {
            let plan = planned(3000, 2000, orientation);
            assert_eq!((plan.seen, plan.is_lying), ((2000, 3000), true));
            let wanted = Wanted {
                width: 3000,
                height: 2000,
            };
            assert_eq!(plan.wanted(), wanted);
        }
        for orientation in [0, 1, 4, 9] {
            assert_eq!(planned(3000, 2000, orientation).seen, (3000, 2000));
        }
    }
}
