//! Tables that come before the data (ITU-T T.81, B.2.4): quantisation, Huffman codes, restart interval.

use super::huffman::Table;
use crate::fault::Fault;

/// The natural place of each coefficient in the order of the file (A.3.6, figure A.6): row by row, eight a row.
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// A quantisation table, in the order of the file.
pub(super) type Quantisation = [u16; 64];

/// The tables as they stand: later ones replace earlier ones.
#[derive(Debug, Default)]
pub(super) struct Tables {
    quantisation: [Option<Quantisation>; 4],
    direct: [Option<Table>; 4],
    alternating: [Option<Table>; 4],
    /// MCUs between two restart markers, or none.
    pub(super) restart_interval: usize,
}

impl Tables {
    /// The quantisation table of this number.
    ///
    /// # Errors
    /// If it did not come.
    pub(super) fn quantisation(&self, number: u8) -> Result<&Quantisation, Fault> {
        find(&self.quantisation, number)
    }

    /// The table for direct (first) coefficients of this number.
    ///
    /// # Errors
    /// If it did not come.
    pub(super) fn direct(&self, number: u8) -> Result<&Table, Fault> {
        find(&self.direct, number)
    }

    /// The table for all other coefficients of this number.
    ///
    /// # Errors
    /// If it did not come.
    pub(super) fn alternating(&self, number: u8) -> Result<&Table, Fault> {
        find(&self.alternating, number)
    }

    /// Reads quantisation tables (B.2.4.1).
    ///
    /// # Errors
    /// If they are broken.
    pub(super) fn read_quantisation(&mut self, mut segment: &[u8]) -> Result<(), Fault> {
        while let Some((kind, rest)) = segment.split_first() {
            let (precision, number) = (kind >> 4, kind & 15);
            let slot = self
                .quantisation
                .get_mut(usize::from(number))
                .ok_or_else(Fault::damaged)?;
            let (table, rest) = match precision {
                0 => {
                    let (bytes, rest) = rest.split_first_chunk::<64>().ok_or_else(Fault::damaged)?;
                    (bytes.map(u16::from), rest)
                }
                1 => {
                    let (bytes, rest) = rest.split_first_chunk::<128>().ok_or_else(Fault::damaged)?;
                    let mut table = [0; 64];
                    for (number, bytes) in table.iter_mut().zip(bytes.as_chunks().0) {
                        *number = u16::from_be_bytes(*bytes);
                    }
                    (table, rest)
                }
                _ => return Err(Fault::damaged()),
            };
            *slot = Some(table);
            segment = rest;
        }
        Ok(())
    }

    /// Reads Huffman tables (B.2.4.2).
    ///
    /// # Errors
    /// If they are broken.
    pub(super) fn read_huffman(&mut self, mut segment: &[u8]) -> Result<(), Fault> {
        while let Some((kind, rest)) = segment.split_first() {
            let tables = match kind >> 4 {
                0 => &mut self.direct,
                1 => &mut self.alternating,
                _ => return Err(Fault::damaged()),
            };
            let slot = tables.get_mut(usize::from(kind & 15)).ok_or_else(Fault::damaged)?;
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or_else(Fault::damaged)?;
            let count = counts.iter().map(|count| usize::from(*count)).sum();
            let (symbols, rest) = rest.split_at_checked(count).ok_or_else(Fault::damaged)?;
            *slot = Some(Table::new(counts, symbols)?);
            segment = rest;
        }
        Ok(())
    }

    /// Reads the restart interval (B.2.4.4).
    ///
    /// # Errors
    /// If it is broken.
    pub(super) fn read_restart_interval(&mut self, segment: &[u8]) -> Result<(), Fault> {
        let bytes = segment.first_chunk().ok_or_else(Fault::damaged)?;
        self.restart_interval = u16::from_be_bytes(*bytes).into();
        Ok(())
    }
}

fn find<T>(tables: &[Option<T>; 4], number: u8) -> Result<&T, Fault> {
    let table = tables.get(usize::from(number)).and_then(Option::as_ref);
    table.ok_or_else(Fault::damaged)
}

/// What becomes of each coefficient of a block, in the order of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places(pub(super) [Place; 64]);

/// What becomes of a coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// Where it is kept in its block, column after column. If it is not: the last of 64 slots, which then nobody reads,
    /// so that who writes needs not ask.
    pub(super) slot: u8,
    /// How many columns it makes necessary: none if it is not kept.
    pub(super) columns: u8,
    /// By what it is multiplied.
    pub(super) factor: i16,
}

impl Places {
    /// For blocks of which so many columns and rows are kept, each 1, 2, 4 or 8.
    pub(super) fn new((width, height): (usize, usize), table: &Quantisation) -> Self {
        let mut places = [Place::default(); 64];
        for ((place, natural), factor) in places.iter_mut().zip(ZIGZAG).zip(table) {
            let (column, row) = (usize::from(natural % 8), usize::from(natural / 8));
            let kept = column < width && row < height;
            *place = Place {
                slot: if kept { column * height + row } else { 63 } as u8,
                columns: if kept { column as u8 + 1 } else { 0 },
                // a number that needs the sixteenth bit can only be made by no picture
                factor: *factor as i16,
            };
        }
        Self(places)
    }

    /// The same places, of which nothing is multiplied.
    pub(super) fn plain(&self) -> Self {
        Self(self.0.map(|place| Place { factor: 1, ..place }))
    }

    /// The factors by slot.
    pub(super) fn factors(&self) -> [i16; 64] {
        let mut factors = [0; 64];
        for place in &self.0 {
            if let Some(factor) = factors.get_mut(usize::from(place.slot)) {
                *factor = place.factor;
            }
        }
        factors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coefficients_that_are_not_needed_have_no_place() {
        let table = std::array::from_fn(|i| i as u16 + 1);
        let places = Places::new((2, 2), &table);
        let kept: Vec<(usize, u8)> = (0..64)
            .map(|k| (k, places.0[k].slot))
            .filter(|(_, slot)| *slot != 63)
            .collect();
        // across comes second in the file, down third; here columns come first
        assert_eq!(kept, [(0, 0), (1, 2), (2, 1), (4, 3)]);
        assert_eq!(places.factors()[..5], [1, 3, 2, 5, 0]);
        assert_eq!(Places::new((8, 8), &table).0[63].slot, 63);
    }

    #[test]
    fn tables_of_either_precision_are_read() {
        let mut tables = Tables::default();
        let segment = [&[0x01][..], &[7; 64], &[0x12], &[1; 128]].concat();
        tables.read_quantisation(&segment).unwrap();
        assert_eq!(tables.quantisation(1), Ok(&[7; 64]));
        assert_eq!(tables.quantisation(2), Ok(&[257; 64]));
        assert_eq!(tables.quantisation(0), Err(Fault::damaged()));
        for broken in [&segment[..60], &[0x05], &[0x20]] {
            assert_eq!(tables.read_quantisation(broken), Err(Fault::damaged()));
        }
    }

    #[test]
    fn broken_codes_are_damage() {
        let mut tables = Tables::default();
        for broken in [
            &[0x00, 1][..],
            &[0x20],
            &[0x04],
            &[&[0x00][..], &[1; 16], &[0; 15]].concat()[..],
        ] {
            assert_eq!(tables.read_huffman(broken), Err(Fault::damaged()));
        }
    }
}
