//! Huffman tables (ITU-T T.81, B.2.4.2, annex C and F.2.2.3).

use super::bits::{Bits, extend};
use crate::fault::Fault;

/// Bits that are looked up at once. Most codes are shorter, and many together with the number that follows them.
const FAST_BITS: u32 = 10;
const FAST_ENTRIES: usize = 1 << FAST_BITS;

/// What a code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A run of zeros, and the number after them. Of a direct coefficient there is no run.
    Number(usize, i32),
    /// A symbol without a number: the run of zeros in its upper four bits.
    Bare(usize),
}

/// A Huffman table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// By the next bits: what to do with them.
    fast: Box<[Entry; FAST_ENTRIES]>,
    /// For each length from 1 to 16: the first code that is longer, as sixteen bits.
    limits: [u32; 16],
    /// For each length: what to add to a code of it to get the symbol's place.
    offsets: [i32; 16],
    symbols: [u8; 256],
}

/// The upper half is the number, if it is known; then come the symbol, and how many bits make up all of that: none if
/// the code is longer.
#[derive(Debug, Clone, Copy, Default)]
struct Entry(u32);

impl Entry {
    const KNOWN: u32 = 0x80;

    fn new(bits: u32, length: u32, symbol: u8) -> Self {
        let (size, rest) = (u32::from(symbol & 15), FAST_BITS - length);
        let start = u32::from(symbol) << 8 | length;
        if size == 0 || size > rest {
            return Self(start);
        }
        let number = bits >> (rest - size) & ((1 << size) - 1);
        let number = extend(number as i32, size) as u32;
        Self(number << 16 | (start + size) | Self::KNOWN)
    }

    const fn is_known(self) -> bool {
        self.0 & Self::KNOWN != 0
    }

    const fn length(self) -> u32 {
        self.0 & 31
    }

    const fn symbol(self) -> u8 {
        (self.0 >> 8) as u8
    }

    const fn number(self) -> i32 {
        self.0 as i32 >> 16
    }

    const fn code_length(self) -> u32 {
        let size = if self.is_known() { self.0 >> 8 & 15 } else { 0 };
        self.length() - size
    }
}

impl Table {
    /// Makes a table of how many codes there are of each length, and their symbols.
    ///
    /// # Errors
    /// If there are more codes than fit, or fewer symbols than codes.
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Result<Self, Fault> {
        let mut table = Self {
            fast: Box::new([Entry::default(); FAST_ENTRIES]),
            limits: [0; 16],
            offsets: [0; 16],
            symbols: [0; 256],
        };
        for (own, symbol) in table.symbols.iter_mut().zip(symbols) {
            *own = *symbol;
        }
        let (mut code, mut place) = (0_u32, 0_usize);
        for (length, count, limit, offset) in (1..=16)
            .zip(counts)
            .zip(&mut table.limits)
            .zip(&mut table.offsets)
            .map(|(((length, count), limit), offset)| (length, usize::from(*count), limit, offset))
        {
            *offset = place as i32 - code as i32;
            let own = symbols.get(place..place + count).ok_or_else(Fault::damaged)?;
            for symbol in own {
                fast(&mut table.fast, code, length, *symbol);
                code += 1;
            }
            place += count;
            if code > 1 << length {
                return Err(Fault::damaged());
            }
            *limit = code << (16 - length);
            code <<= 1;
        }
        Ok(table)
    }

    /// The next code, and the number that belongs to it. Nothing if there is no such code.
    #[inline(always)]
    pub(super) fn token(&self, bits: &mut Bits<'_>) -> Option<Token> {
        bits.fill();
        let entry = self.entry(bits);
        if entry.is_known() {
            bits.take(entry.length());
            return Some(Token::Number(usize::from(entry.symbol() >> 4), entry.number()));
        }
        let symbol = self.symbol_of(entry, bits)?;
        let size = u32::from(symbol & 15);
        if size == 0 {
            return Some(Token::Bare(usize::from(symbol >> 4)));
        }
        Some(Token::Number(usize::from(symbol >> 4), bits.signed(size)))
    }

    /// The symbol of the next code. Nothing if there is no such code.
    #[inline(always)]
    pub(super) fn symbol(&self, bits: &mut Bits<'_>) -> Option<u8> {
        bits.fill();
        self.symbol_of(self.entry(bits), bits)
    }

    #[inline(always)]
    fn entry(&self, bits: &Bits<'_>) -> Entry {
        let place = bits.peek(FAST_BITS) as usize % FAST_ENTRIES;
        self.fast.get(place).copied().unwrap_or_default()
    }

    #[inline(always)]
    fn symbol_of(&self, entry: Entry, bits: &mut Bits<'_>) -> Option<u8> {
        let length = entry.code_length();
        let (length, symbol) = if length == 0 {
            self.long(bits.peek(16))?
        } else {
            (length, entry.symbol())
        };
        bits.take(length);
        Some(symbol)
    }

    /// The length and the symbol of a code that is not looked up at once, from the next sixteen bits.
    #[inline(never)]
    fn long(&self, next: u32) -> Option<(u32, u8)> {
        let lengths = (1..).zip(&self.limits).zip(&self.offsets);
        let ((length, _), offset) = lengths.into_iter().find(|((_, limit), _)| next < **limit)?;
        let place = (next >> (16 - length)) as i32 + offset;
        let symbol = self.symbols.get(usize::try_from(place).ok()?)?;
        Some((length, *symbol))
    }
}

/// Enters a code wherever the next bits begin with it.
fn fast(entries: &mut [Entry; FAST_ENTRIES], code: u32, length: u32, symbol: u8) {
    if length > FAST_BITS {
        return;
    }
    let spare = FAST_BITS - length;
    for bits in code << spare..(code + 1) << spare {
        if let Some(entry) = entries.get_mut(bits as usize) {
            *entry = Entry::new(bits, length, symbol);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes 0, 10, 110 and one of twelve bits, 1110 0000 0000.
    fn table() -> Table {
        let mut counts = [0; 16];
        (counts[0], counts[1], counts[2], counts[11]) = (1, 1, 1, 1);
        Table::new(&counts, &[0x00, 0x23, 0xf0, 0x1a]).unwrap()
    }

    #[test]
    fn codes_are_read_with_their_numbers() {
        // 0, 10 101, 110, 1110 0000 0000 0000000001, 1111
        let data = [0b0101_0111, 0b0111_0000, 0, 0b0000_0011, 0xff, 0, 0xff, 0, 0xff, 0];
        let (table, mut bits) = (table(), Bits::new(&data, 0));
        let tokens: [_; 5] = std::array::from_fn(|_| table.token(&mut bits));
        let expected = [
            Some(Token::Bare(0)),
            Some(Token::Number(2, 5)),
            Some(Token::Bare(15)),
            Some(Token::Number(1, -1022)),
            None,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn a_symbol_leaves_its_number_behind() {
        let (table, mut bits) = (table(), Bits::new(&[0b1010_1000], 0));
        assert_eq!(table.symbol(&mut bits), Some(0x23));
        assert_eq!(bits.number(3), 5);
    }

    #[test]
    fn tables_that_cannot_be_are_refused() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert_eq!(Table::new(&counts, &[1, 2, 3]).err(), Some(Fault::damaged()));
        counts[0] = 2;
        assert!(Table::new(&counts, &[1, 2]).is_ok());
        assert_eq!(Table::new(&counts, &[1]).err(), Some(Fault::damaged()));
    }
}
