//! Scans of progressive pictures: coefficients come band by band, and bit by bit (ITU-T T.81, G.1.2 and G.2).

use super::{Reader, Scan, Spot, sequential::difference};
use crate::{
    fault::Fault,
    formats::jpeg::{
        bits::Bits,
        huffman::{Table, Token},
        store::Store,
        tables::{Places, Tables},
    },
};

/// Reads the blocks of a scan.
pub(in crate::formats::jpeg) struct Progressive<'a> {
    scan: &'a Scan,
    members: Vec<Member<'a>>,
    store: &'a mut Store,
    /// How many blocks are still to come in which this scan has nothing new.
    idle: u32,
}

struct Member<'a> {
    channel: usize,
    table: Option<&'a Table>,
    places: Places,
    prediction: i32,
}

impl<'a> Progressive<'a> {
    /// Starts with a scan. `places`: for each channel of the picture.
    ///
    /// # Errors
    /// If a table is missing.
    pub(in crate::formats::jpeg) fn new(
        scan: &'a Scan,
        tables: &'a Tables,
        places: &[Option<Places>],
        store: &'a mut Store,
    ) -> Result<Self, Fault> {
        let member = |member: &super::Member| {
            Ok(Member {
                channel: member.channel,
                table: match (scan.first, scan.high) {
                    (0, 0) => Some(tables.direct(member.direct)?),
                    // single bits
                    (0, _) => None,
                    _ => Some(tables.alternating(member.alternating)?),
                },
                places: member.places(places)?,
                prediction: 0,
            })
        };
        Ok(Self {
            scan,
            members: scan.members.iter().map(member).collect::<Result<_, Fault>>()?,
            store,
            idle: 0,
        })
    }
}

impl Reader for Progressive<'_> {
    #[inline(always)]
    fn block(&mut self, bits: &mut Bits<'_>, spot: Spot) -> Option<()> {
        let member = self.members.get_mut(spot.member)?;
        let blocks = self.store.channel(member.channel)?;
        let (block, history) = blocks.block(spot.column, spot.row)?;
        let mut own = *bits;
        let idle = match (self.scan.first, self.scan.high) {
            (0, 0) => direct(&mut own, self.scan, member, block),
            (0, _) => one_more_direct_bit(&mut own, self.scan, block),
            (_, 0) if self.idle > 0 => Some(self.idle - 1),
            (_, 0) => first_bits(&mut own, self.scan, member, block, history),
            _ => one_more_bit(&mut own, self.scan, member, block, history, self.idle),
        };
        *bits = own;
        self.idle = idle?;
        Some(())
    }

    fn restart(&mut self) {
        self.idle = 0;
        for member in &mut self.members {
            member.prediction = 0;
        }
    }
}

/// The first scan of direct coefficients (G.1.2.1). No block is idle.
#[inline(always)]
fn direct(bits: &mut Bits<'_>, scan: &Scan, member: &mut Member<'_>, block: &mut [i16]) -> Option<u32> {
    let difference = difference(member.table?, bits)?;
    member.prediction = member.prediction.wrapping_add(difference);
    *block.first_mut()? = (member.prediction << scan.low) as i16;
    Some(0)
}

/// A scan that makes direct coefficients one bit more precise (G.1.2.1).
#[inline(always)]
fn one_more_direct_bit(bits: &mut Bits<'_>, scan: &Scan, block: &mut [i16]) -> Option<u32> {
    *block.first_mut()? |= i16::from(bits.bit()) << scan.low;
    Some(0)
}

/// The first scan of a band (G.1.2.2). Gives the number of blocks after this one in which nothing comes.
#[inline(always)]
fn first_bits(
    bits: &mut Bits<'_>,
    scan: &Scan,
    member: &Member<'_>,
    block: &mut [i16],
    history: &mut u64,
) -> Option<u32> {
    let table = member.table?;
    let mut k = scan.first;
    while k <= scan.last {
        match table.token(bits)? {
            Token::Number(run, number) => {
                k += run;
                if k > scan.last {
                    return None;
                }
                if let Some(to) = block.get_mut(usize::from(member.places.0.get(k)?.slot)) {
                    *to = (number << scan.low) as i16;
                }
                *history |= 1 << (k % 64);
                k += 1;
            }
            Token::Bare(15) => k += 16,
            Token::Bare(exponent) => return Some(idle_blocks(bits, exponent) - 1),
        }
    }
    Some(0)
}

/// How many blocks have nothing (more), this one counted (G.1.2.2, table G.1). The exponent is 14 at most.
#[inline(always)]
fn idle_blocks(bits: &mut Bits<'_>, exponent: usize) -> u32 {
    let exponent = exponent as u32 % 15;
    let more = if exponent == 0 {
        0
    } else {
        bits.fill();
        bits.number(exponent)
    };
    (1 << exponent) + more
}

/// A scan that makes a band one bit more precise (G.1.2.3). Gives the number of blocks after this one in which no
/// coefficient becomes the first time other than zero.
#[inline(always)]
fn one_more_bit(
    bits: &mut Bits<'_>,
    scan: &Scan,
    member: &Member<'_>,
    block: &mut [i16],
    history: &mut u64,
    mut idle: u32,
) -> Option<u32> {
    let mut band = Band {
        block,
        history,
        places: &member.places,
        bit: 1 << scan.low,
        last: scan.last,
    };
    let mut k = scan.first;
    while idle == 0 && k <= scan.last {
        let symbol = member.table?.symbol(bits)?;
        let (run, size) = (usize::from(symbol >> 4), symbol & 15);
        let number = match (size, run) {
            (0, 15) => 0,
            (0, _) => {
                idle = idle_blocks(bits, run);
                break;
            }
            (1, _) if bits.bit() => band.bit,
            (1, _) => -band.bit,
            _ => return None,
        };
        k = band.skip(bits, k, run)?;
        if number != 0 {
            band.begin(k, number)?;
        }
        k += 1;
    }
    if idle > 0 {
        band.correct_rest(bits, k);
        idle -= 1;
    }
    Some(idle)
}

/// A band of a block that becomes more precise.
struct Band<'a> {
    block: &'a mut [i16],
    history: &'a mut u64,
    places: &'a Places,
    /// The bit that this scan brings.
    bit: i16,
    last: usize,
}

impl Band<'_> {
    /// Goes on over a run of coefficients that stay zero to the next one that is zero, and corrects those in between
    /// that are not.
    #[inline(always)]
    fn skip(&mut self, bits: &mut Bits<'_>, mut k: usize, mut run: usize) -> Option<usize> {
        while k <= self.last {
            if *self.history >> (k % 64) & 1 == 1 {
                self.correct(bits, k);
            } else if run == 0 {
                break;
            } else {
                run -= 1;
            }
            k += 1;
        }
        Some(k)
    }

    /// Corrects all from here on that are not zero.
    #[inline(always)]
    fn correct_rest(&mut self, bits: &mut Bits<'_>, k: usize) {
        if k > self.last {
            return;
        }
        let band = (u64::MAX << (k % 64)) & (u64::MAX >> (63 - self.last % 64));
        let mut rest = *self.history & band;
        while rest != 0 {
            self.correct(bits, rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    }

    #[inline(always)]
    fn correct(&mut self, bits: &mut Bits<'_>, k: usize) {
        if !bits.bit() {
            return;
        }
        let slot = self.places.0.get(k).map_or(usize::MAX, |place| usize::from(place.slot));
        if let Some(number) = self.block.get_mut(slot) {
            *number = number.wrapping_add(self.bit * number.signum());
        }
    }

    /// Sets a coefficient that was zero until now.
    #[inline(always)]
    fn begin(&mut self, k: usize, number: i16) -> Option<()> {
        if k > self.last {
            return None;
        }
        if let Some(to) = self.block.get_mut(usize::from(self.places.0.get(k)?.slot)) {
            *to = number;
        }
        *self.history |= 1 << (k % 64);
        Some(())
    }
}
