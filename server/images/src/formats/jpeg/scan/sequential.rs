//! Scans of baseline and extended pictures: each block comes whole (ITU-T T.81, F.2).

use super::{Reader, Scan, Spot};
use crate::{
    fault::Fault,
    formats::jpeg::{
        bits::Bits,
        huffman::{Table, Token},
        tables::{Place, Places, Tables},
    },
};

/// Takes the blocks that are read.
pub(in crate::formats::jpeg) trait Sink {
    /// Takes a block of a channel: the coefficients that are kept of it, column after column. `columns`: how many of
    /// them are not all zero; none if nothing but the first coefficient is there.
    fn take(&mut self, channel: usize, column: usize, row: usize, block: &[i16; 64], columns: usize);

    /// Called when a row of MCUs is complete.
    fn row_is_read(&mut self);
}

/// Reads the blocks of a scan.
pub(in crate::formats::jpeg) struct Sequential<'a, S> {
    members: Vec<Member<'a>>,
    sink: &'a mut S,
}

struct Member<'a> {
    channel: usize,
    direct: &'a Table,
    alternating: &'a Table,
    places: Places,
    prediction: i32,
}

impl<'a, S: Sink> Sequential<'a, S> {
    /// Starts with a scan. `places`: for each channel of the picture.
    ///
    /// # Errors
    /// If a table is missing.
    pub(in crate::formats::jpeg) fn new(
        scan: &Scan,
        tables: &'a Tables,
        places: &[Option<Places>],
        sink: &'a mut S,
    ) -> Result<Self, Fault> {
        let member = |member: &super::Member| {
            Ok(Member {
                channel: member.channel,
                direct: tables.direct(member.direct)?,
                alternating: tables.alternating(member.alternating)?,
                places: member.places(places)?,
                prediction: 0,
            })
        };
        Ok(Self {
            members: scan.members.iter().map(member).collect::<Result<_, Fault>>()?,
            sink,
        })
    }
}

impl<S: Sink> Reader for Sequential<'_, S> {
    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, spot: Spot) -> Option<()> {
        let member = self.members.get_mut(spot.member)?;
        let (mut block, mut own) = ([0; 64], *bits);
        let columns = member.read(&mut own, &mut block);
        *bits = own;
        let columns = columns?;
        self.sink.take(member.channel, spot.column, spot.row, &block, columns);
        Some(())
    }

    fn restart(&mut self) {
        for member in &mut self.members {
            member.prediction = 0;
        }
    }

    fn row_is_read(&mut self) {
        self.sink.row_is_read();
    }
}

impl Member<'_> {
    /// Reads a block into zeros, and says how many columns it has; none if only the first coefficient is there.
    #[inline(always)]
    fn read(&mut self, bits: &mut Bits<'_>, block: &mut [i16; 64]) -> Option<usize> {
        let difference = difference(self.direct, bits)?;
        self.prediction = self.prediction.wrapping_add(difference);
        let [first, ..] = &self.places.0;
        put(block, *first, self.prediction);
        let (mut k, mut columns) = (1, 0);
        while k < 64 {
            match self.alternating.token(bits)? {
                Token::Number(run, number) => {
                    let place = *self.places.0.get(k + run)?;
                    put(block, place, number);
                    columns = columns.max(place.columns);
                    k += run + 1;
                }
                // the rest of the block is zero
                Token::Bare(0) => break,
                // sixteen zeros
                Token::Bare(15) if k <= 48 => k += 16,
                Token::Bare(_) => return None,
            }
        }
        Some(columns.into())
    }
}

/// How much a direct coefficient differs from the one before (F.2.2.1).
#[inline(always)]
pub(super) fn difference(table: &Table, bits: &mut Bits<'_>) -> Option<i32> {
    match table.token(bits)? {
        Token::Number(0, number) => Some(number),
        Token::Bare(0) => Some(0),
        _ => None,
    }
}

#[inline(always)]
fn put(block: &mut [i16; 64], place: Place, number: i32) {
    if let Some(to) = block.get_mut(usize::from(place.slot % 64)) {
        *to = (number as i16).wrapping_mul(place.factor);
    }
}
