//! Writes PNGs whose rows come in seven passes (PNG, third edition, 8.2), which the usual writer does not.

use super::picture::Picture;
use miniz_oxide::deflate::compress_to_vec_zlib;

/// The first column and row of each pass, and its steps to the right and down.
const PASSES: [(u32, u32, u32, u32); 7] = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
];

/// A PNG of red, green, blue and alpha, each of one or of two bytes.
pub(crate) fn interlaced_png(picture: &Picture, bytes: usize) -> Vec<u8> {
    let mut rows = Vec::new();
    for (left, top, right, down) in PASSES {
        for y in (top..picture.height).step_by(down as usize) {
            let row = (left..picture.width).step_by(right as usize).map(|x| picture.at(x, y));
            let row: Vec<u8> = row.flatten().flat_map(|sample| vec![sample; bytes]).collect();
            if !row.is_empty() {
                // no filter
                rows.push(0);
                rows.extend(row);
            }
        }
    }
    let size = [picture.width.to_be_bytes(), picture.height.to_be_bytes()].concat();
    let depth = u8::try_from(bytes * 8).unwrap();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[&size[..], &[depth, 6, 0, 0, 1]].concat()),
        chunk(b"IDAT", &compress_to_vec_zlib(&rows, 6)),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let checked = [&name[..], content].concat();
    [&length[..], &checked, &checksum(&checked).to_be_bytes()].concat()
}

/// The checksum of a chunk (PNG, third edition, annex D).
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { 0xedb8_8320 ^ sum >> 1 } else { sum >> 1 };
    !bytes
        .iter()
        .fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
