//! How much smaller a picture is decoded than it is stored.

use super::frame::Frame;
use crate::formats::Wanted;

/// A scale: so many eighths of the stored size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scale(u8);

impl Scale {
    /// As stored.
    pub const WHOLE: Self = Self(8);

    /// The smallest that leaves enough.
    #[must_use]
    pub fn smallest(frame: &Frame, wanted: Wanted) -> Self {
        let enough = |scale: &Self| {
            let (width, height) = scale.size(frame);
            is_enough(width, wanted.width) && is_enough(height, wanted.height)
        };
        [1, 2, 4].map(Self).into_iter().find(enough).unwrap_or(Self::WHOLE)
    }

    /// Eighths: 1, 2, 4 or 8.
    #[must_use]
    pub fn eighths(self) -> usize {
        self.0.into()
    }

    /// Width and height of a picture at this scale, in pixels.
    #[must_use]
    pub fn size(self, frame: &Frame) -> (usize, usize) {
        let side = |side: u16| (usize::from(side) * self.eighths()).div_ceil(8);
        (side(frame.width), side(frame.height))
    }
}

/// Whether a side that was made smaller while decoding is good enough for what is wanted. Whatever is left is resized
/// with care; what is done while decoding is an ideal low-pass within each block, but blind to its neighbours.
fn is_enough(side: usize, wanted: u32) -> bool {
    side >= wanted as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(width: u32, height: u32) -> usize {
        // 1001 × 600
        let frame = Frame::read(0xc0, &[8, 2, 88, 3, 233, 1, 1, 0x11, 0]).unwrap();
        Scale::smallest(&frame, Wanted { width, height }).eighths()
    }

    #[test]
    fn no_side_becomes_shorter_than_wanted() {
        assert_eq!(scale(1001, 600), 8);
        assert_eq!(scale(502, 300), 8);
        assert_eq!(scale(501, 300), 4);
        assert_eq!(scale(501, 301), 8);
        assert_eq!(scale(251, 150), 2);
        assert_eq!(scale(252, 1), 4);
        assert_eq!(scale(126, 75), 1);
        assert_eq!(scale(0, 0), 1);
        assert_eq!(scale(5000, 1), 8);
    }
}
