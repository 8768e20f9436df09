//! The bits of entropy-coded data (ITU-T T.81, B.1.1.5 and F.2.2.5): bytes with a zero stuffed after each `0xff`, up to
//! the next marker.
//!
//! Behind the marker only zeros come, which are counted: whoever has read one of them has run out of data.

use crate::fault::Fault;
use memchr::memchr;

const END_OF_IMAGE: u8 = 0xd9;
const RESTART: u8 = 0xd0;

/// Reads bits, the highest of each byte first. Whoever reads many does it with a copy, which the processor keeps at hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bits<'a> {
    file: &'a [u8],
    /// The next byte that is not in the window. Never behind a marker that was not asked for.
    at: usize,
    /// The next bits, from the highest on. Below those that count it may hold some that come after them.
    window: u64,
    /// Bits in the window that count.
    count: u32,
    /// How many of them, the last, stand for data that is not there.
    made_up: u32,
}

impl<'a> Bits<'a> {
    /// Reads from here on.
    pub(super) const fn new(file: &'a [u8], at: usize) -> Self {
        Self {
            file,
            at,
            window: 0,
            count: 0,
            made_up: 0,
        }
    }

    /// Where to look for the next marker.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// Whether more was read than there was.
    #[inline(always)]
    pub(super) const fn ran_out(&self) -> bool {
        self.made_up > self.count
    }

    /// What is wrong with data that cannot be decoded: whether it ends too early, or is broken. What is left at the end may
    /// be the first bits of a code, which has sixteen at most.
    pub(super) fn fault(&self) -> Fault {
        let ends = self.made_up > 0 && self.made_up + 16 > self.count;
        match (ends, self.next_marker()) {
            (true, None | Some((END_OF_IMAGE, _))) => Fault::cut_short(),
            _ => Fault::damaged(),
        }
    }

    /// Goes on after the restart marker of this number (E.2.4).
    ///
    /// # Errors
    /// If it is not the next marker.
    pub(super) fn restart(&mut self, number: u8) -> Result<(), Fault> {
        match self.next_marker() {
            Some((marker, behind)) if marker == RESTART + number % 8 => {
                *self = Self::new(self.file, behind);
                Ok(())
            }
            None | Some((END_OF_IMAGE, _)) => Err(Fault::cut_short()),
            Some(_) => Err(Fault::damaged()),
        }
    }

    /// The next marker, and the place behind it.
    fn next_marker(&self) -> Option<(u8, usize)> {
        let mut at = self.at;
        loop {
            at += memchr(0xff, self.file.get(at..)?)? + 1;
            match *self.file.get(at)? {
                0x00 => at += 1,
                // any number of these may stand before a marker
                0xff => {}
                marker => return Some((marker, at + 1)),
            }
        }
    }

    /// Sees to it that there are at least 32 bits to look at.
    #[inline(always)]
    pub(super) fn fill(&mut self) {
        if self.count < 32 {
            self.refill();
        }
    }

    #[inline(always)]
    fn refill(&mut self) {
        let next = self.file.get(self.at..).and_then(<[u8]>::first_chunk);
        let word = next.map_or(u64::MAX, |bytes| u64::from_be_bytes(*bytes));
        if holds_ff(word) {
            *self = self.refilled_by_bytes();
        } else {
            // as many whole bytes as fit. Of the one after them some bits come along, and will come again
            self.window |= word >> self.count;
            self.at += ((63 - self.count) >> 3) as usize;
            self.count |= 56;
        }
    }

    #[inline(never)]
    fn refilled_by_bytes(mut self) -> Self {
        while self.count <= 56 {
            let byte = match self.file.get(self.at) {
                Some(0xff) if self.file.get(self.at + 1) == Some(&0) => {
                    self.at += 2;
                    Some(0xff)
                }
                Some(0xff) | None => None,
                Some(byte) => {
                    self.at += 1;
                    Some(*byte)
                }
            };
            if byte.is_none() {
                self.made_up += 8;
            }
            self.window |= u64::from(byte.unwrap_or(0)) << (56 - self.count);
            self.count += 8;
        }
        self
    }

    /// The next bits, not taken yet. One to sixteen, of those that [`Self::fill`] has seen to.
    #[inline(always)]
    pub(super) const fn peek(&self, bits: u32) -> u32 {
        (self.window >> (64 - bits)) as u32
    }

    /// Takes bits that were looked at. None to 32.
    #[inline(always)]
    pub(super) const fn take(&mut self, bits: u32) {
        self.window <<= bits;
        self.count = self.count.wrapping_sub(bits);
    }

    /// The next bits as a number. One to sixteen, of those that [`Self::fill`] has seen to.
    #[inline(always)]
    pub(super) const fn number(&mut self, bits: u32) -> u32 {
        let number = self.peek(bits);
        self.take(bits);
        number
    }

    /// The next bits as a number with a sign (F.2.2.1, EXTEND). One to fifteen.
    #[inline(always)]
    pub(super) const fn signed(&mut self, bits: u32) -> i32 {
        extend(self.number(bits) as i32, bits)
    }

    /// A single bit.
    #[inline(always)]
    pub(super) fn bit(&mut self) -> bool {
        self.fill();
        self.number(1) == 1
    }
}

/// The number with a sign that so many bits stand for (F.2.2.1, figure F.12).
#[inline(always)]
pub(super) const fn extend(number: i32, bits: u32) -> i32 {
    if number < 1 << (bits - 1) {
        number - (1 << bits) + 1
    } else {
        number
    }
}

/// Whether one of the eight bytes is `0xff`.
const fn holds_ff(word: u64) -> bool {
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    (!word).wrapping_sub(LOWEST) & word & (LOWEST << 7) != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reason::Reason;

    #[test]
    fn bits_are_the_same_however_they_are_read() {
        let plain: Vec<u8> = (0..4000_u32).map(|i| (i * i / 3 % 256) as u8).collect();
        let stuffed: Vec<u8> = plain
            .iter()
            .flat_map(|byte| if *byte == 0xff { vec![0xff, 0] } else { vec![*byte] })
            .chain([0xff, 0xd9])
            .collect();
        let expected: Vec<u32> = plain
            .iter()
            .flat_map(|byte| (0..8).rev().map(move |bit| u32::from(byte >> bit & 1)))
            .collect();
        let (mut bits, mut found, mut width) = (Bits::new(&stuffed, 0), Vec::new(), 0);
        while found.len() + 17 < expected.len() {
            width = width % 16 + 1;
            bits.fill();
            let number = bits.number(width);
            found.extend((0..width).rev().map(|bit| number >> bit & 1));
        }
        assert_eq!(found, expected[..found.len()]);
        assert!(!bits.ran_out());
    }

    #[test]
    fn who_reads_on_behind_a_marker_has_run_out() {
        for (end, reason) in [
            (&b""[..], Reason::CutShort),
            (b"\xff", Reason::CutShort),
            (b"\xff\xff\xd9", Reason::CutShort),
            (b"\xff\xd3", Reason::Damaged),
        ] {
            let data = [&[0xab; 9], end].concat();
            let mut bits = Bits::new(&data, 0);
            for _ in 0..9 {
                bits.fill();
                assert_eq!(bits.number(8), 0xab);
            }
            assert!(!bits.ran_out());
            assert!(!bits.bit() && bits.ran_out());
            assert_eq!(bits.fault(), Fault::File(reason));
        }
    }

    #[test]
    fn only_the_restart_marker_that_is_due_leads_on() {
        let file = [7, 7, 0xff, 0, 0xff, 0xff, 0xd1, 0x80, 0xff, 0xd9];
        assert_eq!(Bits::new(&file, 0).restart(0), Err(Fault::damaged()));
        let mut bits = Bits::new(&file, 0);
        assert!(!bits.bit());
        assert_eq!(bits.restart(9), Ok(()));
        assert!(bits.bit());
        assert_eq!(bits.restart(2), Err(Fault::cut_short()));
    }

    #[test]
    fn numbers_have_a_sign() {
        let all: Vec<i32> = (0..8).map(|number| extend(number, 3)).collect();
        assert_eq!(all, [-7, -6, -5, -4, 4, 5, 6, 7]);
    }
}
