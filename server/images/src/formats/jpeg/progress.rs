//! What has come of each channel, and what is still to come (ITU-T T.81, G.1.1.1).

use super::scan::Scan;
use crate::fault::Fault;
use domain::reason::Reason;

/// The bit down to which each coefficient of a channel has come; none if nothing has.
type Bits = [Option<u8>; 64];

/// What has come of each channel.
#[derive(Debug)]
pub(super) struct Progress {
    channels: Vec<Bits>,
}

impl Progress {
    /// Of so many channels nothing.
    pub(super) fn new(channels: usize) -> Self {
        Self {
            channels: vec![[None; 64]; channels],
        }
    }

    /// Notes a scan that brings some coefficients of a progressive picture.
    ///
    /// # Errors
    /// If it brings what has come already, or does not begin where the one before it ended. So no file has more scans
    /// that are worth anything than there are bits.
    pub(super) fn note(&mut self, scan: &Scan) -> Result<(), Fault> {
        for bits in self.of(scan) {
            let band = bits.get_mut(scan.first..=scan.last).ok_or_else(Fault::damaged)?;
            for bit in band {
                if bit.unwrap_or_default() != scan.high || bit.is_some() != (scan.high > 0) {
                    return Err(Fault::damaged());
                }
                *bit = Some(scan.low);
            }
        }
        Ok(())
    }

    /// Notes a scan that brings channels as a whole.
    ///
    /// # Errors
    /// If one has come already.
    pub(super) fn note_whole(&mut self, scan: &Scan) -> Result<(), Fault> {
        for bits in self.of(scan) {
            if *bits != [None; 64] {
                return Err(Fault::damaged());
            }
            *bits = [Some(0); 64];
        }
        Ok(())
    }

    /// Whether everything has come.
    pub(super) fn is_complete(&self) -> bool {
        self.channels.iter().flatten().all(|bit| *bit == Some(0))
    }

    /// The fault of a picture that ends as it is. Progressive ones may lack the last details by the rules, but no camera
    /// or program writes such: a file that was cut off between two scans looks the same.
    pub(super) fn fault() -> Fault {
        Fault::File(Reason::CutShort)
    }

    fn of(&mut self, scan: &Scan) -> impl Iterator<Item = &mut Bits> {
        let channels = self.channels.iter_mut().enumerate();
        let is_in = |channel: usize| scan.members.iter().any(|member| member.channel == channel);
        channels.filter_map(move |(channel, bits)| is_in(channel).then_some(bits))
    }
}
