//! Scans: their header (ITU-T T.81, B.2.3), and the order of blocks in them (A.2).

pub(super) mod progressive;
pub(super) mod sequential;

use super::{bits::Bits, frame::Frame, plan::Plan, tables::Places};
use crate::fault::Fault;

/// What a scan brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scan {
    /// Whose blocks, in this order.
    pub(super) members: Vec<Member>,
    /// The first coefficient that it brings, in the order of the file.
    pub(super) first: usize,
    /// The last one: 63 at most.
    pub(super) last: usize,
    /// The bit up to which earlier scans brought the coefficients; none if this scan is their first.
    pub(super) high: u8,
    /// The bit up to which this scan brings them: 13 at most.
    pub(super) low: u8,
}

/// A channel in a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    /// The channel's place in the frame.
    pub(super) channel: usize,
    /// The number of the Huffman table for its direct coefficients.
    pub(super) direct: u8,
    /// The number of the Huffman table for its other coefficients.
    pub(super) alternating: u8,
}

impl Member {
    /// The places of its channel's coefficients.
    fn places(&self, of_channels: &[Option<Places>]) -> Result<Places, Fault> {
        let places = of_channels.get(self.channel).copied().flatten();
        places.ok_or_else(Fault::damaged)
    }
}

impl Scan {
    /// Reads a scan's header.
    ///
    /// # Errors
    /// If it is broken, or has channels that are not in the frame.
    pub(super) fn read(frame: &Frame, segment: &[u8]) -> Result<Self, Fault> {
        let (count, rest) = segment.split_first().ok_or_else(Fault::damaged)?;
        let (found, rest) = rest
            .split_at_checked(2 * usize::from(*count))
            .ok_or_else(Fault::damaged)?;
        let [first, last, bits, ..] = *rest else {
            return Err(Fault::damaged());
        };
        let mut members: Vec<Member> = Vec::new();
        for [name, tables] in found.as_chunks().0 {
            let is_it =
                |(place, known): (usize, u8)| known == *name && members.iter().all(|member| member.channel != place);
            let mut names = frame.components().iter().map(|component| component.name).enumerate();
            let (channel, _) = names.find(|name| is_it(*name)).ok_or_else(Fault::damaged)?;
            members.push(Member {
                channel,
                direct: tables >> 4,
                alternating: tables & 15,
            });
        }
        let scan = Self {
            members,
            first: first.into(),
            last: last.into(),
            high: bits >> 4,
            low: bits & 15,
        };
        if scan.members.is_empty() || frame.progressive && !scan.is_possible() {
            return Err(Fault::damaged());
        }
        Ok(scan)
    }

    /// Whether a progressive picture may have it (G.1.1.1).
    fn is_possible(&self) -> bool {
        let band = if self.first == 0 {
            self.last == 0
        } else {
            self.first <= self.last && self.last <= 63 && self.members.len() == 1
        };
        band && self.low <= 13 && (self.high == 0 || self.high == self.low + 1)
    }
}

/// A block's place: the scan's member that it belongs to, and where it lies in its channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) member: usize,
    pub(super) column: usize,
    pub(super) row: usize,
}

/// What a kind of scan does.
pub(super) trait Reader {
    /// Reads a block. Nothing if it cannot be read.
    fn block(&mut self, bits: &mut Bits<'_>, spot: Spot) -> Option<()>;

    /// Begins anew behind a restart marker.
    fn restart(&mut self);

    /// Called when a row of MCUs is complete.
    fn row_is_read(&mut self) {}
}

/// Reads all blocks of a scan, in order.
///
/// # Errors
/// If the data ends too early, or is broken.
pub(super) fn read(
    bits: &mut Bits<'_>,
    scan: &Scan,
    plan: &Plan,
    interval: usize,
    reader: &mut impl Reader,
) -> Result<(), Fault> {
    let order = Order::new(scan, plan);
    let (mut left, mut restarts) = (interval, 0_u8);
    for row in 0..order.down {
        for column in 0..order.across {
            if interval > 0 {
                if left == 0 {
                    bits.restart(restarts)?;
                    reader.restart();
                    (left, restarts) = (interval, restarts.wrapping_add(1));
                }
                left -= 1;
            }
            let read = order.mcu.iter().try_for_each(|spot| {
                let spot = Spot {
                    member: spot.member,
                    column: column * order.step(spot.member).0 + spot.column,
                    row: row * order.step(spot.member).1 + spot.row,
                };
                reader.block(bits, spot)
            });
            if read.is_none() || bits.ran_out() {
                return Err(bits.fault());
            }
        }
        reader.row_is_read();
    }
    Ok(())
}

/// The order of blocks in a scan.
struct Order {
    across: usize,
    down: usize,
    /// The blocks of the first MCU.
    mcu: Vec<Spot>,
    /// For each member, how far the next MCU lies.
    steps: Vec<(usize, usize)>,
}

impl Order {
    fn new(scan: &Scan, plan: &Plan) -> Self {
        let channels: Vec<_> = scan
            .members
            .iter()
            .filter_map(|member| plan.channels.get(member.channel))
            .collect();
        // of a single channel every block is an MCU (A.2.2)
        if let [only] = channels[..] {
            let spot = Spot {
                member: 0,
                column: 0,
                row: 0,
            };
            return Self {
                across: only.blocks.0,
                down: only.blocks.1,
                mcu: vec![spot],
                steps: vec![(1, 1)],
            };
        }
        let mut mcu = Vec::new();
        for (member, channel) in channels.iter().enumerate() {
            for row in 0..channel.sampling.1 {
                for column in 0..channel.sampling.0 {
                    mcu.push(Spot { member, column, row });
                }
            }
        }
        Self {
            across: plan.across,
            down: plan.down,
            mcu,
            steps: channels.iter().map(|channel| channel.sampling).collect(),
        }
    }

    #[inline(always)]
    fn step(&self, member: usize) -> (usize, usize) {
        self.steps.get(member).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(marker: u8) -> Frame {
        Frame::read(marker, &[8, 0, 2, 0, 3, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]).unwrap()
    }

    #[test]
    fn scans_that_cannot_be_are_damage() {
        let read = |segment: &[u8]| Scan::read(&frame(0xc2), segment);
        for possible in [
            &[3, 1, 0, 2, 0, 3, 0, 0, 0, 0x01][..],
            &[1, 2, 0, 0, 0, 0x10],
            &[1, 2, 0, 1, 63, 0x0d],
            &[1, 2, 0, 5, 5, 0x21],
        ] {
            assert!(read(possible).is_ok(), "{possible:?}");
        }
        for impossible in [
            &[][..],
            &[0, 0, 0, 0],
            &[1, 2, 0, 0, 0],
            // no such channel, or twice the same
            &[1, 4, 0, 0, 0, 0],
            &[2, 1, 0, 1, 0, 0, 0, 0],
            // direct coefficients and others, others of two channels, a band that ends before it begins or too late
            &[1, 2, 0, 0, 5, 0],
            &[2, 1, 0, 2, 0, 1, 5, 0],
            &[1, 2, 0, 6, 5, 0],
            &[1, 2, 0, 6, 64, 0],
            // two bits at once, and one that there is not
            &[1, 2, 0, 1, 63, 0x31],
            &[1, 2, 0, 1, 63, 0x0e],
        ] {
            assert_eq!(read(impossible), Err(Fault::damaged()), "{impossible:?}");
        }
    }
}
