//! The coefficients of pictures that come in several scans, kept until the last: only those that the scale needs.

use super::plan::{Channel, Plan};

/// All coefficients.
#[derive(Debug)]
pub(super) struct Store {
    channels: Vec<Blocks>,
}

/// The blocks of a channel.
#[derive(Debug)]
pub(super) struct Blocks {
    across: usize,
    kept: usize,
    coefficients: Vec<i16>,
    /// For each block, which of its 64 coefficients are not zero, in the order of the file. Scans that make them more
    /// precise have bits for just these, also of those that are not kept. Empty where there are no such scans.
    history: Vec<u64>,
}

impl Store {
    pub(super) fn new(plan: &Plan, progressive: bool) -> Self {
        let blocks = |channel: &Channel| {
            let count = channel.padded.0 * channel.padded.1;
            Blocks {
                across: channel.padded.0,
                kept: channel.kept(),
                coefficients: vec![0; count * channel.kept()],
                history: vec![0; if progressive { count } else { 0 }],
            }
        };
        Self {
            channels: plan.channels.iter().map(blocks).collect(),
        }
    }

    /// Bytes that a store takes.
    pub(super) fn bytes(plan: &Plan, progressive: bool) -> usize {
        let history = if progressive { size_of::<u64>() } else { 0 };
        let bytes =
            |channel: &Channel| channel.padded.0 * channel.padded.1 * (channel.kept() * size_of::<i16>() + history);
        plan.channels.iter().map(bytes).sum()
    }

    /// The blocks of a channel.
    pub(super) fn channel(&mut self, number: usize) -> Option<&mut Blocks> {
        self.channels.get_mut(number)
    }
}

impl Blocks {
    /// The coefficients of a block that are kept, and its history.
    #[inline(always)]
    pub(super) fn block(&mut self, column: usize, row: usize) -> Option<(&mut [i16], &mut u64)> {
        let number = row * self.across + column;
        let start = number * self.kept;
        let block = self.coefficients.get_mut(start..start + self.kept)?;
        Some((block, self.history.get_mut(number)?))
    }

    /// The coefficients of a row of blocks, block by block.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = &[i16]> {
        let length = self.across * self.kept;
        let row = self.coefficients.get(row * length..(row + 1) * length);
        row.unwrap_or_default().chunks_exact(self.kept.max(1))
    }

    /// Keeps a block.
    #[inline(always)]
    pub(super) fn put(&mut self, column: usize, row: usize, block: &[i16; 64]) {
        let start = (row * self.across + column) * self.kept;
        if let Some(to) = self.coefficients.get_mut(start..start + self.kept) {
            for (to, from) in to.iter_mut().zip(block) {
                *to = *from;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{
        Wanted,
        jpeg::{frame::Frame, scale::Scale},
    };

    #[test]
    fn a_store_takes_what_it_says() {
        // 100 × 70, with chroma halved across
        let frame = Frame::read(0xc2, &[8, 0, 70, 0, 100, 3, 1, 0x21, 0, 2, 0x11, 0, 3, 0x11, 0]).unwrap();
        for (width, kept) in [(100, [64, 64]), (50, [16, 32]), (25, [4, 8]), (1, [1, 2])] {
            let plan = Plan::new(&frame, Scale::smallest(&frame, Wanted { width, height: 1 }));
            assert_eq!([0, 1].map(|channel| plan.channels[channel].kept()), kept);
            for progressive in [false, true] {
                let blocks = Store::new(&plan, progressive).channels;
                let sizes = blocks
                    .iter()
                    .map(|own| (size_of_val(&own.coefficients[..]), size_of_val(&own.history[..])));
                let bytes: usize = sizes.map(|(coefficients, history)| coefficients + history).sum();
                assert_eq!(Store::bytes(&plan, progressive), bytes);
            }
        }
    }
}
