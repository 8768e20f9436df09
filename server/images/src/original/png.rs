//! PNG: the same pixels, compressed better, by oxipng.
//!
//! oxipng gets pixels that our own reader decoded, and none of the file's other chunks: it and libdeflate below it, which
//! is C, never see foreign bytes. Those chunks are put into the copy as they were.

use crate::formats::Header;
use oxipng::{BitDepth, ColorType, Deflater, Options, RawImage, StripChunks};
use png::{Decoder, Transformations};
use std::{io::Cursor, time::Duration};

/// So much is compressed in a second, at least, with everything that is tried.
const BYTES_A_SECOND: u64 = 3_000_000;

/// Chunks that stand for the picture itself, or for how it was written.
const PICTURE: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sBIT", b"hIST", b"bKGD"];

/// Chunks that tell what the numbers mean: then grey must stay grey, and colour colour.
const MEANING: [&[u8; 4]; 5] = [b"iCCP", b"cICP", b"sRGB", b"gAMA", b"cHRM"];

/// The pixels, filtered in two ways and compressed; later, both files decoded with four channels.
pub(super) fn memory(file: &[u8], header: &Header) -> Option<u64> {
    Some((raw_bytes(file, header)? * 4).max(header.pixels() * if is_deep(file)? { 16 } else { 8 }))
}

/// How many bytes the pixels take as they are stored.
fn raw_bytes(file: &[u8], header: &Header) -> Option<u64> {
    let samples = match file.get(25)? {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };
    // rows begin at whole bytes; fewer than eight bits are counted as eight
    Some(header.pixels() * samples * if is_deep(file)? { 2 } else { 1 })
}

/// Whether a channel has sixteen bits.
fn is_deep(file: &[u8]) -> Option<bool> {
    file.get(24).map(|bits| *bits == 16)
}

pub(super) fn smaller(file: &[u8], header: &Header, time: Duration) -> Option<Vec<u8>> {
    let chunks = chunks(file)?;
    if raw_bytes(file, header)? / BYTES_A_SECOND > time.as_secs() {
        return None;
    }
    let raw = raw(file)?;
    let options = Options {
        strip: StripChunks::None,
        grayscale_reduction: !chunks.iter().any(|chunk| MEANING.contains(&&chunk.name)),
        deflater: Deflater::Libdeflater { compression: 9 },
        timeout: Some(time),
        ..Options::default()
    };
    let picture = RawImage::new(raw.width, raw.height, raw.colours, raw.depth, raw.data).ok()?;
    let bare = picture.create_optimized_png(&options).ok()?;
    drop(picture);
    let copy = with_chunks(&bare, &chunks)?;
    same_pixels(file, &copy).then_some(copy)
}

struct Raw {
    width: u32,
    height: u32,
    colours: ColorType,
    depth: BitDepth,
    data: Vec<u8>,
}

/// The pixels as they are stored: palettes stay palettes, sixteen bits sixteen.
fn raw(file: &[u8]) -> Option<Raw> {
    let mut decoder = Decoder::new(Cursor::new(file));
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::IDENTITY);
    let mut reader = decoder.read_info().ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    data.truncate(frame.buffer_size());
    let info = reader.info();
    Some(Raw {
        width: frame.width,
        height: frame.height,
        colours: colours(info)?,
        depth: BitDepth::try_from(info.bit_depth as u8).ok()?,
        data,
    })
}

fn colours(info: &png::Info<'_>) -> Option<ColorType> {
    let clear = info.trns.as_deref();
    let sample = |at: usize| {
        let bytes = clear.and_then(|bytes| bytes.get(2 * at..)?.first_chunk().copied());
        bytes.map(u16::from_be_bytes)
    };
    Some(match info.color_type {
        png::ColorType::Grayscale => ColorType::Grayscale {
            transparent_shade: sample(0),
        },
        png::ColorType::Rgb => ColorType::RGB {
            transparent_color: sample(0)
                .zip(sample(1))
                .zip(sample(2))
                .map(|((r, g), b)| [r, g, b].into()),
        },
        png::ColorType::Indexed => {
            let alpha = clear.unwrap_or_default().iter().copied().chain(std::iter::repeat(255));
            let entries = info.palette.as_deref()?.as_chunks::<3>().0.iter();
            ColorType::Indexed {
                palette: entries
                    .zip(alpha)
                    .map(|([r, g, b], alpha)| [*r, *g, *b, alpha].into())
                    .collect(),
            }
        }
        png::ColorType::GrayscaleAlpha => ColorType::GrayscaleAlpha,
        png::ColorType::Rgba => ColorType::RGBA,
    })
}

struct Chunk<'a> {
    name: [u8; 4],
    /// With its length, name and checksum.
    whole: &'a [u8],
}

/// The file's chunks up to its end. Nothing if there is one that cannot be kept: of an animation, or one that nobody here
/// knows and that says it depends on the picture's data.
fn chunks(file: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut rest = file.get(8..)?;
    let mut chunks = Vec::new();
    loop {
        let (length, after) = rest.split_first_chunk()?;
        let (name, _) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (whole, after) = rest.split_at_checked(length.checked_add(12)?)?;
        rest = after;
        if name == b"IEND" {
            return rest.is_empty().then_some(chunks);
        }
        chunks.push(Chunk { name: *name, whole });
        let known = PICTURE.contains(&name) || MEANING.contains(&name);
        let safe_to_copy = name.get(3).is_some_and(u8::is_ascii_lowercase);
        let known = known || matches!(name, b"mDCV" | b"cLLI" | b"pHYs" | b"tIME");
        if !known && !safe_to_copy || matches!(name, b"acTL" | b"fcTL" | b"fdAT") {
            return None;
        }
    }
}

/// The copy with the chunks that the original had besides its picture, in front of palette and pixels.
fn with_chunks(bare: &[u8], chunks: &[Chunk<'_>]) -> Option<Vec<u8>> {
    // signature and header
    let (start, picture) = bare.split_at_checked(8 + 25)?;
    let kept = chunks.iter().filter(|chunk| !PICTURE.contains(&&chunk.name));
    let kept: Vec<u8> = kept.flat_map(|chunk| chunk.whole).copied().collect();
    Some([start, &kept, picture].concat())
}

/// Whether two files show the same, however they write it.
fn same_pixels(one: &[u8], other: &[u8]) -> bool {
    let pictures = Picture::read(one).zip(Picture::read(other));
    pictures.is_some_and(|(one, other)| {
        (one.width, one.height) == (other.width, other.height) && one.pixels().eq(other.pixels())
    })
}

/// A picture with its transparency.
struct Picture {
    width: u32,
    height: u32,
    wide: bool,
    grey: bool,
    data: Vec<u8>,
}

impl Picture {
    fn read(file: &[u8]) -> Option<Self> {
        let mut decoder = Decoder::new(Cursor::new(file));
        decoder.set_ignore_text_chunk(true);
        decoder.set_transformations(Transformations::EXPAND | Transformations::ALPHA);
        let mut reader = decoder.read_info().ok()?;
        let mut data = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut data).ok()?;
        data.truncate(frame.buffer_size());
        Some(Self {
            width: frame.width,
            height: frame.height,
            wide: frame.bit_depth == png::BitDepth::Sixteen,
            grey: frame.color_type == png::ColorType::GrayscaleAlpha,
            data,
        })
    }

    /// Each with four channels of sixteen bits.
    fn pixels(&self) -> impl Iterator<Item = [u16; 4]> {
        let bytes = if self.wide { 2 } else { 1 };
        let channels = if self.grey { 2 } else { 4 };
        let sample = |sample: &[u8]| match *sample {
            [high, low] => u16::from_be_bytes([high, low]),
            [byte] => u16::from_be_bytes([byte, byte]),
            _ => 0,
        };
        self.data.chunks_exact(bytes * channels).map(move |pixel| {
            let mut samples = pixel.chunks_exact(bytes).map(sample);
            let mut next = || samples.next().unwrap_or_default();
            if channels == 2 {
                let (grey, alpha) = (next(), next());
                [grey, grey, grey, alpha]
            } else {
                [next(), next(), next(), next()]
            }
        })
    }
}
