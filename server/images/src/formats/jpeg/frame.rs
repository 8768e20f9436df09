//! The frame header: size, process and components (ITU-T T.81, B.2.2).

use crate::fault::Fault;
use domain::reason::Reason;

/// The picture's size and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
    /// Whether its coefficients come bit by bit and band by band, over many scans.
    pub progressive: bool,
    /// Whether it comes in several scans, so that decoding keeps everything until the last.
    pub several_scans: bool,
    count: u8,
    components: [Component; 4],
}

/// A channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Component {
    /// The name by which scans call it.
    pub name: u8,
    /// Its samples across, relative to other channels: 1 to 4.
    pub across: u8,
    /// Its samples down, relative to other channels: 1 to 4.
    pub down: u8,
    /// The number of its quantisation table: 0 to 3.
    pub table: u8,
}

impl Frame {
    /// Reads a frame header.
    ///
    /// # Errors
    /// If it is broken, or of a kind that is not read.
    pub fn read(marker: u8, segment: &[u8]) -> Result<Self, Fault> {
        let [precision, h1, h0, w1, w0, count, specifications @ ..] = segment else {
            return Err(Fault::damaged());
        };
        let (width, height) = (u16::from_be_bytes([*w1, *w0]), u16::from_be_bytes([*h1, *h0]));
        // baseline, extended and progressive with Huffman codes; not lossless, arithmetic or twelve bits; and no height
        // that is told only after the picture (DNL)
        if !matches!(marker, 0xc0..=0xc2) || *precision != 8 || !matches!(count, 1 | 3 | 4) || height == 0 {
            return Err(Fault::File(Reason::UnusualJpeg));
        }
        let mut components = [Component::default(); 4];
        let found = specifications.as_chunks().0;
        if found.len() < usize::from(*count) {
            return Err(Fault::damaged());
        }
        for (component, found) in components.iter_mut().zip(found).take(usize::from(*count)) {
            *component = Component::read(*found)?;
        }
        if let ([only, ..], 1) = (&mut components, count) {
            // relative to nothing
            (only.across, only.down) = (1, 1);
        }
        Ok(Self {
            width,
            height,
            progressive: marker == 0xc2,
            several_scans: marker == 0xc2,
            count: *count,
            components,
        })
    }

    /// The channels: one, three or four.
    pub fn components(&self) -> &[Component] {
        self.components.get(..usize::from(self.count)).unwrap_or_default()
    }

    /// The most samples across and down of any channel.
    pub fn densest(&self) -> (usize, usize) {
        let most = |side: fn(&Component) -> u8| self.components().iter().map(side).max().unwrap_or(1);
        (
            usize::from(most(|component| component.across)),
            usize::from(most(|component| component.down)),
        )
    }
}

impl Component {
    fn read([name, sampling, table]: [u8; 3]) -> Result<Self, Fault> {
        let (across, down) = (sampling >> 4, sampling & 15);
        if !matches!((across, down, table), (1..=4, 1..=4, 0..=3)) {
            return Err(Fault::damaged());
        }
        Ok(Self {
            name,
            across,
            down,
            table,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_that_are_not_read_are_named() {
        let unusual = Err(Fault::File(Reason::UnusualJpeg));
        let grey = [8, 0, 2, 0, 3, 1, 1, 0x11, 0];
        assert!(Frame::read(0xc0, &grey).is_ok());
        for marker in [0xc3, 0xc5, 0xc9, 0xca] {
            assert_eq!(Frame::read(marker, &grey), unusual);
        }
        assert_eq!(Frame::read(0xc0, &[12, 0, 2, 0, 3, 1, 1, 0x11, 0]), unusual);
        assert_eq!(Frame::read(0xc0, &[8, 0, 0, 0, 3, 1, 1, 0x11, 0]), unusual);
        assert_eq!(Frame::read(0xc0, &[8, 0, 2, 0, 3, 2, 1, 0x11, 0, 2, 0x11, 0]), unusual);
    }

    #[test]
    fn what_cannot_be_is_damage() {
        for component in [[1, 0x01, 0], [1, 0x10, 0], [1, 0x51, 0], [1, 0x15, 0], [1, 0x11, 4]] {
            let frame = [&[8, 0, 2, 0, 3, 1], &component[..]].concat();
            assert_eq!(Frame::read(0xc0, &frame), Err(Fault::damaged()));
        }
        assert_eq!(
            Frame::read(0xc0, &[8, 0, 2, 0, 3, 3, 1, 0x11, 0]),
            Err(Fault::damaged())
        );
    }

    #[test]
    fn sampling_of_a_single_channel_is_relative_to_nothing() {
        let frame = Frame::read(0xc0, &[8, 0, 2, 0, 3, 1, 1, 0x22, 0]).unwrap();
        assert_eq!((frame.components().len(), frame.densest()), (1, (1, 1)));
    }
}
