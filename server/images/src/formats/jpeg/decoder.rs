//! Decodes a picture: reads tables and scans in the order of the file (ITU-T T.81, B.2 and E.2).

use super::{
    bits::Bits,
    colour::{Colours, Said},
    frame::Frame,
    markers::Walk,
    painter::Painter,
    plan::Plan,
    progress::Progress,
    scan::{
        self, Scan,
        progressive::Progressive,
        sequential::{Sequential, Sink},
    },
    store::Store,
    tables::{Places, Tables},
};
use crate::{fault::Fault, pixels::Pixels};

/// Decodes a picture.
pub(super) struct Decoder<'a> {
    file: &'a [u8],
    frame: &'a Frame,
    plan: &'a Plan,
    tables: Tables,
    said: Said,
    /// For each channel that has come: what becomes of its coefficients.
    places: Vec<Option<Places>>,
    progress: Progress,
}

impl<'a> Decoder<'a> {
    /// Starts with a file whose frame was found, and a plan for it.
    pub(super) fn new(file: &'a [u8], frame: &'a Frame, plan: &'a Plan) -> Self {
        let channels = plan.channels.len();
        Self {
            file,
            frame,
            plan,
            tables: Tables::default(),
            said: Said::default(),
            places: vec![None; channels],
            progress: Progress::new(channels),
        }
    }

    /// Decodes it.
    ///
    /// # Errors
    /// If it is damaged, or not all of it is there.
    pub(super) fn decode(mut self) -> Result<Pixels, Fault> {
        let mut walk = Walk::new(self.file);
        let mut store = None;
        while let Some((scan, at)) = self.next_scan(&mut walk)? {
            self.set_places(&scan)?;
            let mut bits = Bits::new(self.file, at);
            if self.frame.progressive {
                self.progress.note(&scan)?;
                let store = store.get_or_insert_with(|| Store::new(self.plan, true));
                let mut reader = Progressive::new(&scan, &self.tables, &self.places, store)?;
                scan::read(&mut bits, &scan, self.plan, self.tables.restart_interval, &mut reader)?;
            } else {
                self.progress.note_whole(&scan)?;
                if self.progress.is_complete() && store.is_none() {
                    // nothing else is to come: it can be shown at once
                    return self.paint_at_once(&mut bits, &scan);
                }
                if !self.frame.several_scans {
                    break;
                }
                let store = store.get_or_insert_with(|| Store::new(self.plan, false));
                let plain: Vec<_> = self
                    .places
                    .iter()
                    .map(|places| places.as_ref().map(Places::plain))
                    .collect();
                let mut reader = Sequential::new(&scan, &self.tables, &plain, store)?;
                scan::read(&mut bits, &scan, self.plan, self.tables.restart_interval, &mut reader)?;
            }
            walk.at = bits.position();
        }
        match store {
            Some(store) if self.progress.is_complete() => self.paint(store),
            _ => Err(Progress::fault()),
        }
    }

    /// Reads tables up to the next scan. Gives its header and the place of its data; nothing at the picture's end.
    fn next_scan(&mut self, walk: &mut Walk<'a>) -> Result<Option<(Scan, usize)>, Fault> {
        loop {
            let Some((marker, segment)) = walk.next_segment()? else {
                return Ok(None);
            };
            match marker {
                0xc4 => self.tables.read_huffman(segment)?,
                0xda => return Ok(Some((Scan::read(self.frame, segment)?, walk.at))),
                0xdb => self.tables.read_quantisation(segment)?,
                0xdd => self.tables.read_restart_interval(segment)?,
                0xe0 | 0xee => self.said.read(marker, segment),
                _ => {}
            }
        }
    }

    /// A channel's quantisation table is the one that stands when its first scan begins.
    fn set_places(&mut self, scan: &Scan) -> Result<(), Fault> {
        for member in &scan.members {
            let component = self.frame.components().get(member.channel);
            let channel = self.plan.channels.get(member.channel);
            let places = self.places.get_mut(member.channel);
            let (Some(component), Some(channel), Some(places)) = (component, channel, places) else {
                return Err(Fault::damaged());
            };
            if places.is_none() {
                let table = self.tables.quantisation(component.table)?;
                *places = Some(Places::new(channel.samples, table));
            }
        }
        Ok(())
    }

    fn painter(&self) -> Result<Painter<'a>, Fault> {
        Painter::new(self.plan, Colours::of(self.frame, self.said))
    }

    fn paint_at_once(&self, bits: &mut Bits<'_>, scan: &Scan) -> Result<Pixels, Fault> {
        let mut painter = self.painter()?;
        let mut reader = Sequential::new(scan, &self.tables, &self.places, &mut painter)?;
        scan::read(bits, scan, self.plan, self.tables.restart_interval, &mut reader)?;
        painter.finish()
    }

    fn paint(&self, mut store: Store) -> Result<Pixels, Fault> {
        let mut painter = self.painter()?;
        let factors: Vec<_> = self.places.iter().flatten().map(Places::factors).collect();
        for mcu_row in 0..self.plan.down {
            for ((number, channel), factors) in self.plan.channels.iter().enumerate().zip(&factors) {
                let Some(blocks) = store.channel(number) else { continue };
                for row in mcu_row * channel.sampling.1..(mcu_row + 1) * channel.sampling.1 {
                    for (column, from) in blocks.row(row).enumerate() {
                        let block = multiplied(from, factors);
                        painter.take(number, column, row, &block, columns(from, channel.samples.1));
                    }
                }
            }
            painter.row_is_read();
        }
        painter.finish()
    }
}

fn multiplied(from: &[i16], factors: &[i16; 64]) -> [i16; 64] {
    let mut block = [0; 64];
    for ((to, from), factor) in block.iter_mut().zip(from).zip(factors) {
        *to = from.wrapping_mul(*factor);
    }
    block
}

/// How many columns are not all zero; none if there is nothing but the first coefficient.
fn columns(block: &[i16], height: usize) -> usize {
    match block.iter().rposition(|number| *number != 0) {
        None | Some(0) => 0,
        Some(last) => last / height + 1,
    }
}

impl Sink for Store {
    #[inline(always)]
    fn take(&mut self, channel: usize, column: usize, row: usize, block: &[i16; 64], _columns: usize) {
        if let Some(blocks) = self.channel(channel) {
            blocks.put(column, row, block);
        }
    }

    fn row_is_read(&mut self) {}
}
