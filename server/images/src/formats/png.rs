//! PNG: every colour type and depth, brought to eight bits. Of an animation, the default picture.

use super::{Header, Profile, tiff};
use crate::{
    fault::Fault,
    limits::{MAX_PNG_CHUNKS, MAX_PROFILE_BYTES},
    pixels::{Layout, Pixels},
};
use domain::media::MediaType;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use png::{BitDepth, ColorType, DecodeOptions, Decoder, Transformations};
use std::io::Cursor;

/// Reads everything but the pixels, by walking over the chunks. Texts are never inflated, a profile only up to its limit.
///
/// # Errors
/// If the file is cut short or damaged.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let mut chunks = Chunks {
        rest: file.get(8..).unwrap_or_default(),
    };
    let (first, data) = chunks.next().ok_or_else(Fault::cut_short)?;
    let [w3, w2, w1, w0, h3, h2, h1, h0, depth, colour, ..] = *data else {
        return Err(Fault::damaged());
    };
    if &first != b"IHDR" {
        return Err(Fault::damaged());
    }
    let mut header = Header {
        media_type: MediaType::Png,
        width: u32::from_be_bytes([w3, w2, w1, w0]),
        height: u32::from_be_bytes([h3, h2, h1, h0]),
        profile: Profile::Srgb,
        exif: None,
        orientation: None,
        memory: 0,
    };
    // the decoder's picture, and the same again while its layout changes
    let bytes_a_pixel = if depth == 16 || colour & 4 != 0 || colour == 3 {
        8
    } else {
        6
    };
    header.memory = header.pixels().saturating_mul(bytes_a_pixel);
    header.read_chunks(chunks)?;
    Ok(header)
}

impl Header {
    fn read_chunks(&mut self, chunks: Chunks<'_>) -> Result<(), Fault> {
        for (count, (name, data)) in chunks.enumerate() {
            match &name {
                b"IEND" => return Ok(()),
                b"iCCP" => self.profile = profile(data).map_or(Profile::Srgb, Profile::Icc),
                // primaries 12 with the transfer function 13: Display P3
                b"cICP" if data.starts_with(&[12, 13]) => self.profile = Profile::DisplayP3,
                b"eXIf" => self.exif = tiff(data),
                _ if count > MAX_PNG_CHUNKS => return Err(Fault::damaged()),
                _ => {}
            }
        }
        Err(Fault::cut_short())
    }
}

fn profile(data: &[u8]) -> Option<Vec<u8>> {
    let name = memchr::memchr(0, data)?;
    let compressed = data.get(name + 2..)?;
    decompress_to_vec_zlib_with_limit(compressed, MAX_PROFILE_BYTES).ok()
}

struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Chunks<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.rest.split_first_chunk()?;
        let (name, rest) = rest.split_first_chunk()?;
        let (data, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        let (_checksum, rest) = rest.split_first_chunk::<4>()?;
        self.rest = rest;
        Some((*name, data))
    }
}

/// Decodes the pixels.
///
/// # Errors
/// If the file is damaged.
pub fn decode(file: &[u8]) -> Result<Pixels, Fault> {
    let mut options = DecodeOptions::default();
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(file), options);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|_| Fault::damaged())?;
    let mut data = vec![0; reader.output_buffer_size().ok_or_else(Fault::damaged)?];
    let frame = reader.next_frame(&mut data).map_err(|_| Fault::damaged())?;
    if frame.bit_depth != BitDepth::Eight {
        return Err(Fault::damaged());
    }
    let (layout, data) = match frame.color_type {
        ColorType::Grayscale => (Layout::Grey, data),
        ColorType::GrayscaleAlpha => (Layout::Rgba, grey_alpha_to_rgba(&data)),
        ColorType::Rgb | ColorType::Indexed => (Layout::Rgb, data),
        ColorType::Rgba => (Layout::Rgba, data),
    };
    Pixels::new(frame.width, frame.height, layout, data)
}

fn grey_alpha_to_rgba(data: &[u8]) -> Vec<u8> {
    data.as_chunks()
        .0
        .iter()
        .flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha])
        .collect()
}
