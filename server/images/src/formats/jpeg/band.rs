//! The samples of one row of MCUs, for one channel, and the row of samples before them.

use super::{
    idct::{Inverse, inverse},
    plan::Channel,
};

/// A channel's samples.
#[derive(Debug)]
pub(super) struct Band {
    /// The row of samples before the first, then all rows of this row of MCUs.
    samples: Vec<u8>,
    /// Samples in a row, with those that only fill blocks.
    apart: usize,
    /// The number of the first row, if one does not count the row before it.
    start: usize,
    rows: usize,
    /// The number of the first row of blocks.
    blocks: usize,
    channel: Channel,
    inverse: Inverse,
}

impl Band {
    pub(super) fn new(channel: &Channel) -> Self {
        let (apart, rows) = Self::shape(channel);
        Self {
            samples: vec![0; apart * (rows + 1)],
            apart,
            start: 0,
            rows,
            blocks: 0,
            channel: *channel,
            inverse: inverse(channel.samples.0, channel.samples.1),
        }
    }

    /// Samples in a row, and rows without the one before them.
    fn shape(channel: &Channel) -> (usize, usize) {
        (
            channel.padded.0 * channel.samples.0,
            channel.sampling.1 * channel.samples.1,
        )
    }

    /// Bytes that a band takes.
    pub(super) fn bytes(channel: &Channel) -> usize {
        let (apart, rows) = Self::shape(channel);
        apart * (rows + 1)
    }

    #[cfg(test)]
    pub(super) const fn len(&self) -> usize {
        self.samples.len()
    }

    /// The channel whose samples these are.
    pub(super) const fn channel(&self) -> &Channel {
        &self.channel
    }

    /// Makes samples of a block. `columns`: how many columns of coefficients are not all zero; none if nothing but the
    /// first coefficient is there. The row of blocks is counted from the top of the picture.
    #[inline(always)]
    pub(super) fn put(&mut self, column: usize, row: usize, block: &[i16; 64], columns: usize) {
        let (width, height) = self.channel.samples;
        let top = 1 + row.saturating_sub(self.blocks) * height;
        let start = top * self.apart + column * width;
        let end = start + (height - 1) * self.apart + width;
        if let Some(to) = self.samples.get_mut(start..end) {
            (self.inverse)(block, columns, to, self.apart);
        }
    }

    /// Goes on to the next row of MCUs.
    pub(super) fn advance(&mut self) {
        let last = self.apart * self.rows..self.apart * (self.rows + 1);
        self.samples.copy_within(last, 0);
        self.start += self.rows;
        self.blocks += self.channel.sampling.1;
    }

    /// The samples of a row that show anything. Rows are counted from the top of the picture; the one below the last, and
    /// the one above the first, are those themselves.
    pub(super) fn row(&self, row: usize) -> &[u8] {
        let row = row.min(self.channel.size.1.saturating_sub(1));
        let place = ((row + 1).saturating_sub(self.start)) * self.apart;
        let samples = self.samples.get(place..place + self.channel.size.0);
        samples.unwrap_or_default()
    }
}
