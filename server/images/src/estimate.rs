//! How much memory a job needs, worked out before any of it is taken: first from the ticket, then from the header.
//!
//! What is counted here is set aside ([`crate::memory`]) until the job is done with it. The child cannot take much more: the
//! system stops it a little above the estimate.

use crate::{
    formats::{self, Header, Wanted, rows},
    limits::{CHILD_BASE_BYTES, CHILD_RESIDENT_BYTES},
    plan::Plan,
};

/// Bytes of a pixel with alpha, at eight bits a channel; at sixteen, twice as many.
const PIXEL: u64 = 4;

/// What the steps after shrinking need for each pixel of the largest rendition: the sizes (6), a second picture while it is
/// turned (4), and what libwebp and the JPEG encoder hold besides, with the file that they write (14; several at once need
/// no more than half as much again, as each further one is smaller).
const ENCODING: u64 = 31;

/// What an AVIF encoder needs instead: it keeps the picture, its reconstruction and its plans at sixteen bits.
const ENCODING_AVIF: u64 = 120;

/// How much memory a job needs, in bytes, in both processes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Until the picture is as small as the largest rendition.
    pub first: u64,
    /// After that.
    pub then: u64,
}

impl Estimate {
    /// What is known of a job before its file is there: that the service holds the file, and that a process will.
    #[must_use]
    pub const fn of_file(bytes: u64) -> u64 {
        CHILD_RESIDENT_BYTES.saturating_add(bytes.saturating_mul(2))
    }

    /// What a job needs for a file of so many bytes with this header. `copying`: what making a smaller copy of the file
    /// needs ([`crate::original::memory`]), if one is wanted.
    #[must_use]
    pub fn new(header: &Header, plan: &Plan, file_bytes: u64, copying: Option<u64>) -> Self {
        let wanted = plan.wanted();
        let decoding = formats::memory(header, wanted).max(shrinking(formats::delivered(header, wanted), wanted));
        let encoding = if plan.has_avif() { ENCODING_AVIF } else { ENCODING };
        let encoding = pixels(wanted.width, wanted.height) * encoding;
        Self {
            first: Self::of_file(file_bytes).saturating_add(decoding),
            // the file is kept, and its copy lies in both processes
            then: CHILD_RESIDENT_BYTES
                + copying.map_or(encoding, |copying| {
                    (encoding + file_bytes).max(copying.saturating_add(3 * file_bytes))
                }),
        }
    }

    /// The most that is needed at any time.
    #[must_use]
    pub fn most(self) -> u64 {
        self.first.max(self.then)
    }

    /// The address space that the process may take, in bytes: half more than it should need, and its program.
    #[must_use]
    pub fn space(self) -> u64 {
        let most = self.most();
        most.saturating_add(most / 2).saturating_add(CHILD_BASE_BYTES)
    }
}

/// What shrinking needs: the picture and the boxes that it is averaged to; then those, the same at sixteen bits, and what
/// comes of them, by way of a picture of the new width and the old height.
fn shrinking((width, height): (u32, u32), wanted: Wanted) -> u64 {
    let (box_width, box_height) = rows::kept(width, height, wanted);
    let boxes = pixels(box_width, box_height);
    let between = pixels(wanted.width, box_height);
    let small = pixels(wanted.width, wanted.height);
    let first = (pixels(width, height) + boxes) * PIXEL;
    let then = (boxes * 3 + between * 2 + small * 3) * PIXEL;
    first.max(then)
}

fn pixels(width: u32, height: u32) -> u64 {
    u64::from(width) * u64::from(height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Profile;
    use domain::{
        media::MediaType,
        rendition::{SLOTS, USUAL},
    };

    fn header(media_type: MediaType, width: u32, height: u32, memory: u64) -> Header {
        Header {
            media_type,
            width,
            height,
            profile: Profile::Srgb,
            exif: None,
            orientation: None,
            memory,
            jpeg: None,
        }
    }

    #[test]
    fn what_is_larger_needs_more() {
        let needed = |width, height, file_bytes| {
            let header = header(MediaType::Webp, width, height, 0);
            Estimate::new(&header, &Plan::new(&USUAL, &header, 1), file_bytes, None).first
        };
        assert!(needed(12_000, 8_000, 1_000_000) > needed(3000, 2000, 1_000_000));
        assert_eq!(needed(3000, 2000, 1_000_000) + 2_000_000, needed(3000, 2000, 2_000_000));
        // four bytes a pixel at least, where a decoder gives all of them
        assert!(needed(12_500, 8_000, 0) > 400_000_000);
        assert!(needed(12_500, 8_000, 0) < 500_000_000);
    }

    #[test]
    fn a_decoder_that_gives_less_needs_less() {
        let needed = |media_type| {
            let header = header(media_type, 12_500, 8_000, 0);
            Estimate::new(&header, &Plan::new(&USUAL, &header, 1), 0, None).most()
        };
        assert!(needed(MediaType::Png) < 150_000_000);
        assert!(needed(MediaType::Webp) > 2 * needed(MediaType::Png));
    }

    #[test]
    fn avif_takes_more_to_write() {
        let header = header(MediaType::Png, 2048, 1365, 0);
        let then = |slots| Estimate::new(&header, &Plan::new(slots, &header, 1), 0, None).then;
        assert!(then(&SLOTS) > 3 * then(&USUAL));
    }

    #[test]
    fn a_copy_takes_the_file_three_times_and_what_making_it_takes() {
        let header = header(MediaType::Png, 3000, 2000, 0);
        let estimate = |copying| Estimate::new(&header, &Plan::new(&USUAL, &header, 1), 1000, copying);
        let (without, small, large) = (estimate(None), estimate(Some(0)), estimate(Some(1_000_000_000)));
        assert_eq!((without.first, without.then + 1000), (small.first, small.then));
        assert_eq!(large.then, CHILD_RESIDENT_BYTES + 1_000_003_000);
    }

    #[test]
    fn the_limit_of_the_system_lies_above_the_estimate() {
        let estimate = Estimate { first: 100, then: 10 };
        assert_eq!(estimate.most(), 100);
        assert_eq!(estimate.space(), 150 + CHILD_BASE_BYTES);
        assert_eq!(
            Estimate {
                first: u64::MAX,
                then: 0
            }
            .space(),
            u64::MAX
        );
    }
}
