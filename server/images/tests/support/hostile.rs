//! Makes files that lie, or carry what is no part of a photo.

use super::{
    animations::{GifFrame, animated_png, animated_webp, gif, still_gif},
    picture::{Picture, RED},
    writers::{Extras, Jpeg, Png, file, jpeg, jpeg_with, png, webp},
};

/// What must never be found in anything that is made of a file.
pub(crate) const PAYLOAD: &[u8] = b"<script>alert(document.cookie)</script>";

/// A file with other bytes at the first place where these are found.
pub(crate) fn replaced(mut file: Vec<u8>, old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = file.windows(old.len()).position(|bytes| bytes == old).unwrap();
    file[at..at + new.len()].copy_from_slice(new);
    file
}

/// A white PNG of 25,000 × 4,000 pixels in a few kilobytes: all that 100 megapixels need.
pub(crate) fn vast_png() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut file, 25_000, 4_000);
    encoder.set_color(::png::ColorType::Grayscale);
    encoder.set_depth(::png::BitDepth::One);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0xff; 25_000 / 8 * 4_000]).unwrap();
    writer.finish().unwrap();
    file
}

/// A small photo of every format.
pub(crate) fn photos() -> [(&'static str, Vec<u8>); 8] {
    let picture = Picture::corners(96, 64);
    [
        ("JPEG", jpeg(&picture)),
        (
            "progressive JPEG",
            jpeg_with(&picture, Jpeg::Progressive, &Extras::default()),
        ),
        ("PNG", png(&picture, Png::Rgb, &Extras::default())),
        ("WebP", webp(&picture, false)),
        ("lossless WebP", webp(&picture, true)),
        ("animated WebP", animated_webp(&vec![picture.clone(); 2], false)),
        ("AVIF", file("8-bit-444.avif")),
        ("GIF", still_gif(&picture)),
    ]
}

/// A chunk of a PNG. Its checksum is wrong, which matters to nobody in chunks that may be left out.
pub(crate) fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], name, content, &[0; 4]].concat()
}

/// A PNG with more chunks after its first.
pub(crate) fn png_with(chunks: &[u8]) -> Vec<u8> {
    let photo = png(&Picture::corners(96, 64), Png::Rgb, &Extras::default());
    // after the signature and IHDR
    let (start, rest) = photo.split_at(33);
    [start, chunks, rest].concat()
}

/// A photo with an EXIF block of these bytes, in every format that has one.
pub(crate) fn with_exif(block: &[u8]) -> [(&'static str, Vec<u8>); 2] {
    let picture = Picture::corners(96, 64);
    let extras = Extras {
        exif: Some(block.to_vec()),
        ..Extras::default()
    };
    [
        ("JPEG", jpeg_with(&picture, Jpeg::Baseline, &extras)),
        ("PNG", png(&picture, Png::Rgb, &extras)),
    ]
}

/// Files of so many pictures.
pub(crate) fn animations(count: usize) -> [(&'static str, Vec<u8>); 3] {
    let picture = Picture::flat(2, 2, RED);
    // libwebp leaves out pictures that are like the one before
    let changing: Vec<Picture> = (0..count)
        .map(|number| Picture::flat(2, 2, [(number * 97 % 251) as u8, (number * 31 % 241) as u8, 40, 255]))
        .collect();
    [
        ("GIF", gif((2, 2), &vec![GifFrame::of(&picture); count])),
        ("PNG", animated_png(&vec![picture.clone(); count])),
        ("WebP", animated_webp(&changing, true)),
    ]
}

/// A directory of an EXIF block (TIFF 6.0): how many entries, each as tag, type, count and value, and the next directory.
pub(crate) fn exif_directory(entries: &[(u16, u16, u32, u32)], next: u32) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
    for (tag, kind, count, value) in entries {
        block.extend(tag.to_le_bytes());
        block.extend(kind.to_le_bytes());
        block.extend(count.to_le_bytes());
        block.extend(value.to_le_bytes());
    }
    block.extend(next.to_le_bytes());
    block
}

/// So many zeros as a zlib stream (RFC 1951, fixed codes): one zero, then copies of 258 bytes, of 13 bits each.
pub(crate) fn zlib_bomb(length: u32) -> Vec<u8> {
    let mut bits: Vec<bool> = vec![true, true, false];
    let mut code = |value: u32, width: u32| bits.extend((0..width).rev().map(|bit| value >> bit & 1 == 1));
    code(0b0011_0000, 8);
    for _ in 0..length / 258 {
        code(0b1100_0101, 8);
        code(0, 5);
    }
    code(0, 7);
    let bytes = bits
        .chunks(8)
        .map(|byte| byte.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit)));
    [0x78, 0x9c].into_iter().chain(bytes).collect()
}
