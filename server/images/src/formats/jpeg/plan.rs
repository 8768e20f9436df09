//! Where everything lies: blocks, MCUs, and the samples that are made of them (ITU-T T.81, A.1.1 and A.2).

use super::{
    frame::{Component, Frame},
    scale::Scale,
};

/// A picture's geometry at a scale.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Width of the decoded picture, in pixels.
    pub(super) width: usize,
    /// Height of the decoded picture, in pixels.
    pub(super) height: usize,
    /// MCUs in a row.
    pub(super) across: usize,
    /// Rows of MCUs.
    pub(super) down: usize,
    /// Rows of pixels that a row of MCUs gives.
    pub(super) mcu_height: usize,
    /// The channels.
    pub(super) channels: Vec<Channel>,
}

/// A channel's geometry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Channel {
    /// Its blocks in an MCU: across and down.
    pub(super) sampling: (usize, usize),
    /// Its blocks with those that only fill the last MCUs: across and down.
    pub(super) padded: (usize, usize),
    /// Its blocks that show anything: across and down. These a scan of this channel alone has.
    pub(super) blocks: (usize, usize),
    /// Samples that are made of a block: across and down, each 1, 2, 4 or 8.
    pub(super) samples: (usize, usize),
    /// Samples that show anything: across and down.
    pub(super) size: (usize, usize),
    /// Pixels for a sample, across and down, as a fraction.
    pub(super) stretch: (Ratio, Ratio),
}

/// Pixels for each sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    pub(super) pixels: usize,
    pub(super) samples: usize,
}

impl Ratio {
    /// Whether there is a sample for every pixel.
    pub(super) const fn is_one(self) -> bool {
        self.pixels == self.samples
    }

    /// Whether there is a sample for every second pixel.
    pub(super) const fn is_two(self) -> bool {
        self.pixels == 2 * self.samples
    }
}

impl Plan {
    pub(super) fn new(frame: &Frame, scale: Scale) -> Self {
        let (width, height) = scale.size(frame);
        let (most_across, most_down) = frame.densest();
        let across = usize::from(frame.width).div_ceil(8 * most_across);
        let down = usize::from(frame.height).div_ceil(8 * most_down);
        let channel = |component: &Component| {
            let sampling = (usize::from(component.across), usize::from(component.down));
            let x = Direction::new(frame.width, sampling.0, most_across, scale);
            let y = Direction::new(frame.height, sampling.1, most_down, scale);
            Channel {
                sampling,
                padded: (across * sampling.0, down * sampling.1),
                blocks: (x.blocks, y.blocks),
                samples: (x.samples, y.samples),
                size: (x.size, y.size),
                stretch: (x.stretch, y.stretch),
            }
        };
        Self {
            width,
            height,
            across,
            down,
            mcu_height: most_down * scale.eighths(),
            channels: frame.components().iter().map(channel).collect(),
        }
    }

    /// Whether some channel has a sample for every second row of pixels: those between two rows of MCUs need both.
    pub(super) fn looks_ahead(&self) -> bool {
        self.channels.iter().any(|channel| channel.stretch.1.is_two())
    }
}

impl Channel {
    /// Coefficients of a block that are kept.
    pub(super) const fn kept(&self) -> usize {
        self.samples.0 * self.samples.1
    }
}

struct Direction {
    blocks: usize,
    samples: usize,
    size: usize,
    stretch: Ratio,
}

impl Direction {
    fn new(side: u16, sampling: usize, most: usize, scale: Scale) -> Self {
        let pixels = most * scale.eighths();
        let mut samples = scale.eighths();
        // where there are fewer samples, the same pixels hold more of their frequencies
        while samples < 8 && pixels.is_multiple_of(2 * samples * sampling) {
            samples *= 2;
        }
        let side = usize::from(side) * sampling;
        Self {
            blocks: side.div_ceil(8 * most),
            samples,
            size: (side * samples).div_ceil(8 * most),
            stretch: Ratio {
                pixels,
                samples: samples * sampling,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Wanted;

    /// 33 × 17, with chroma halved in both directions.
    fn plan(width: u32) -> Plan {
        let frame = Frame::read(0xc0, &[8, 0, 17, 0, 33, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]).unwrap();
        Plan::new(&frame, Scale::smallest(&frame, Wanted { width, height: 1 }))
    }

    #[test]
    fn blocks_are_counted_alone_and_in_mcus() {
        let plan = plan(33);
        assert_eq!((plan.across, plan.down, plan.mcu_height), (3, 2, 16));
        assert_eq!((plan.channels[0].blocks, plan.channels[0].padded), ((5, 3), (6, 4)));
        assert_eq!((plan.channels[1].blocks, plan.channels[1].padded), ((3, 2), (3, 2)));
        assert_eq!(plan.channels[1].size, (17, 9));
        assert!(plan.looks_ahead());
    }

    #[test]
    fn at_half_the_size_chroma_needs_no_stretching() {
        let plan = plan(17);
        assert_eq!((plan.width, plan.height), (17, 9));
        assert_eq!((plan.channels[0].samples, plan.channels[1].samples), ((4, 4), (8, 8)));
        assert!(plan.channels.iter().all(|channel| channel.size == (17, 9)));
        assert!(
            plan.channels
                .iter()
                .all(|channel| channel.stretch.0.is_one() && channel.stretch.1.is_one())
        );
        assert!(!plan.looks_ahead());
    }
}
