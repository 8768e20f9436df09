//! JPEGs of a hundred megapixels, written bit by bit: flat grey, so that they are small and quickly made, but as hard on memory
//! as any photo of their size (ITU-T T.81).

/// Every symbol of the tables below has this many bits.
const CODE: usize = 4;

struct Bits {
    bytes: Vec<u8>,
    buffer: u32,
    count: usize,
}

impl Bits {
    fn new() -> Self {
        Self {
            bytes: Vec::new(),
            buffer: 0,
            count: 0,
        }
    }

    fn put(&mut self, value: usize, bits: usize) {
        for place in (0..bits).rev() {
            self.buffer = self.buffer << 1 | u32::from(value >> place & 1 == 1);
            self.count += 1;
            if self.count == 8 {
                let byte = self.buffer as u8;
                self.bytes.push(byte);
                if byte == 0xff {
                    self.bytes.push(0);
                }
                (self.buffer, self.count) = (0, 0);
            }
        }
    }

    /// Fills the last byte with ones (F.1.2.3).
    fn end(mut self) -> Vec<u8> {
        while self.count > 0 {
            self.put(1, 1);
        }
        self.bytes
    }
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker][..], &length, content].concat()
}

/// A table of fifteen codes of four bits, one for each symbol: so every symbol's code is its place.
fn table(class_and_number: u8, symbols: [u8; 15]) -> Vec<u8> {
    let mut counts = [0; 16];
    counts[CODE - 1] = 15;
    segment(0xc4, &[&[class_and_number][..], &counts, &symbols].concat())
}

fn scan(channels: &[u8], first: u8, last: u8) -> Vec<u8> {
    let mut content = vec![channels.len() as u8];
    for channel in channels {
        content.extend([*channel, 0]);
    }
    content.extend([first, last, 0]);
    segment(0xda, &content)
}

/// A flat grey photo of `side` × `side` pixels (a multiple of 8), three channels at full resolution. `mark` makes it
/// another file.
pub(crate) fn jpeg(side: u16, progressive: bool, mark: &str) -> Vec<u8> {
    let blocks = (usize::from(side) / 8).pow(2);
    let sides = side.to_be_bytes();
    let frame = [&[8][..], &sides, &sides, &[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]].concat();
    let head = [
        b"\xff\xd8".to_vec(),
        segment(0xfe, mark.as_bytes()),
        segment(0xdb, &[&[0][..], &[1; 64]].concat()),
        segment(if progressive { 0xc2 } else { 0xc0 }, &frame),
        // differences of 0 to 11 bits, of which only the first occurs
        table(0x00, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
        // the ends of blocks: of one, or of runs of up to 2^14 and more
        table(0x10, std::array::from_fn(|place| (place as u8) << 4)),
    ]
    .concat();
    let scans = if progressive {
        let runs = runs(blocks);
        let further = |channel| [scan(&[channel], 1, 63), runs.clone()].concat();
        [
            scan(&[1, 2, 3], 0, 0),
            codes(3 * blocks),
            further(1),
            further(2),
            further(3),
        ]
        .concat()
    } else {
        // a difference of none and an end, each block
        [scan(&[1, 2, 3], 0, 63), codes(2 * 3 * blocks)].concat()
    };
    [head, scans, b"\xff\xd9".to_vec()].concat()
}

/// The first symbol, so many times.
fn codes(count: usize) -> Vec<u8> {
    let mut bits = Bits::new();
    (0..count).for_each(|_| bits.put(0, CODE));
    bits.end()
}

/// So many empty blocks, as runs (G.1.2.2).
fn runs(mut blocks: usize) -> Vec<u8> {
    let mut bits = Bits::new();
    while blocks > 0 {
        let power = (blocks.ilog2() as usize).min(14);
        let run = blocks.min((2 << power) - 1);
        bits.put(power, CODE);
        bits.put(run - (1 << power), power);
        blocks -= run;
    }
    bits.end()
}
