//! Makes the picture, row by row, of the samples of one row of MCUs after the other: never more than that is kept.

use super::{
    band::Band,
    colour::Colours,
    plan::Plan,
    scan::sequential::Sink,
    upsample::{self, Room},
};
use crate::{
    fault::Fault,
    pixels::{Pixels, buffer},
};

/// The picture, as far as it is made.
#[derive(Debug)]
pub(super) struct Painter<'a> {
    plan: &'a Plan,
    colours: Colours,
    bands: Vec<Band>,
    rooms: Vec<Room>,
    data: Vec<u8>,
    /// Rows of MCUs that have come.
    rows: usize,
    /// Rows of pixels that are made.
    done: usize,
}

impl<'a> Painter<'a> {
    /// Starts.
    ///
    /// # Errors
    /// If the picture is too large to be counted.
    pub(super) fn new(plan: &'a Plan, colours: Colours) -> Result<Self, Fault> {
        let (width, height) = size(plan)?;
        Ok(Self {
            plan,
            colours,
            bands: plan.channels.iter().map(Band::new).collect(),
            rooms: plan.channels.iter().map(|_| Room::new(plan)).collect(),
            data: buffer(width, height, colours.layout())?,
            rows: 0,
            done: 0,
        })
    }

    /// Bytes that a painter takes.
    pub(super) fn bytes(plan: &Plan) -> usize {
        let channels = plan.channels.iter();
        let own: usize = channels.map(|channel| Band::bytes(channel) + Room::bytes(plan)).sum();
        // four inks need what three of them are made of first
        own + plan.width * plan.height * plan.channels.len() + 3 * plan.width
    }

    /// The whole picture.
    ///
    /// # Errors
    /// If not all of it was made.
    pub(super) fn finish(self) -> Result<Pixels, Fault> {
        let (width, height) = size(self.plan)?;
        if self.done == self.plan.height {
            Pixels::new(width, height, self.colours.layout(), self.data)
        } else {
            Err(Fault::damaged())
        }
    }

    fn paint(&mut self, until: usize) {
        let length = self.plan.width * self.colours.layout().channels();
        let rows = self.data.chunks_exact_mut(length.max(1)).enumerate();
        for (y, to) in rows.take(until).skip(self.done) {
            let mut channels: [&[u8]; 4] = [&[]; 4];
            for ((channel, band), room) in channels.iter_mut().zip(&self.bands).zip(&mut self.rooms) {
                let row = upsample::row(band, y, room);
                *channel = row.get(..self.plan.width).unwrap_or(row);
            }
            self.colours.row(channels, to);
        }
        self.done = until;
    }
}

impl Sink for Painter<'_> {
    #[inline(always)]
    fn take(&mut self, channel: usize, column: usize, row: usize, block: &[i16; 64], columns: usize) {
        if let Some(band) = self.bands.get_mut(channel) {
            band.put(column, row, block, columns);
        }
    }

    fn row_is_read(&mut self) {
        self.rows += 1;
        let height = self.plan.height;
        let until = if self.rows == self.plan.down {
            height
        } else {
            // the last row may need the samples below
            let ahead = usize::from(self.plan.looks_ahead());
            height.min((self.rows * self.plan.mcu_height).saturating_sub(ahead))
        };
        self.paint(until);
        for band in &mut self.bands {
            band.advance();
        }
    }
}

fn size(plan: &Plan) -> Result<(u32, u32), Fault> {
    match (plan.width.try_into(), plan.height.try_into()) {
        (Ok(width), Ok(height)) => Ok((width, height)),
        _ => Err(Fault::damaged()),
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
    fn a_painter_takes_what_it_says() {
        // 100 × 70 of four channels, one of them halved in both directions
        let components = [1, 0x22, 0, 2, 0x11, 0, 3, 0x22, 0, 4, 0x22, 0];
        let frame = Frame::read(0xc0, &[&[8, 0, 70, 0, 100, 4], &components[..]].concat()).unwrap();
        for width in [100, 50, 1] {
            let plan = Plan::new(&frame, Scale::smallest(&frame, Wanted { width, height: 1 }));
            let painter = Painter::new(&plan, Colours::Ycck).unwrap();
            let own: usize = painter.bands.iter().map(Band::len).sum();
            let (rooms, row) = (painter.rooms.len() * Room::bytes(&plan), 3 * plan.width);
            assert_eq!(Painter::bytes(&plan), own + rooms + row + painter.data.len());
        }
    }
}
