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
        jpeg: None,
    };
    // the decoder's picture, and the same again while its layout changes. Transparency may be in a chunk of its own
    let clear = chunks.clone().take(MAX_PNG_CHUNKS).any(|(name, _)| &name == b"tRNS");
    let bytes_a_pixel = if depth == 16 || colour & 4 != 0 || colour == 3 || clear {
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
        // the first of each kind counts: what is inflated is inflated once
        let (mut icc, mut cicp, mut exif) = (None, None, None);
        for (count, (name, data)) in chunks.enumerate() {
            if count >= MAX_PNG_CHUNKS {
                return Err(Fault::damaged());
            }
            match &name {
                b"IEND" => {
                    self.profile = colour(cicp, icc);
                    self.exif = exif.and_then(tiff);
                    return Ok(());
                }
                b"iCCP" => icc = icc.or(Some(data)),
                b"cICP" => cicp = cicp.or(Some(data)),
                b"eXIf" => exif = exif.or(Some(data)),
                _ => {}
            }
        }
        Err(Fault::cut_short())
    }
}

/// The four numbers come before a profile, wherever they stand (PNG, third edition, 4.3). Those that are not known here
/// leave the word to the profile.
fn colour(cicp: Option<&[u8]>, icc: Option<&[u8]>) -> Profile {
    match cicp {
        // primaries 12 or 1 with the transfer function 13: Display P3 or sRGB
        Some([12, 13, ..]) => Profile::DisplayP3,
        Some([1, 13, ..]) => Profile::Srgb,
        _ => icc.and_then(profile).map_or(Profile::Srgb, Profile::Icc),
    }
}

fn profile(data: &[u8]) -> Option<Vec<u8>> {
    let name = memchr::memchr(0, data)?;
    let compressed = data.get(name + 2..)?;
    decompress_to_vec_zlib_with_limit(compressed, MAX_PROFILE_BYTES).ok()
}

#[derive(Clone)]
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

#[cfg(test)]
mod tests {
    use super::*;

    type Chunk<'a> = (&'a [u8; 4], &'a [u8]);

    fn file(chunks: &[Chunk<'_>]) -> Vec<u8> {
        let size = [0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0];
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [&[(b"IHDR", &size[..])], chunks].concat() {
            file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            file.extend(name);
            file.extend(data);
            file.extend([0; 4]);
        }
        file
    }

    fn icc(content: &[u8]) -> Vec<u8> {
        let deflated = miniz_oxide::deflate::compress_to_vec_zlib(content, 6);
        [b"name\0\0", &deflated[..]].concat()
    }

    #[test]
    fn the_first_profile_and_the_first_exif_count() {
        let (one, other) = (icc(b"one"), icc(b"other"));
        let found = header(&file(&[
            (b"iCCP", &one),
            (b"eXIf", b"II"),
            (b"iCCP", &other),
            (b"eXIf", b"MM"),
            (b"IEND", b""),
        ]))
        .unwrap();
        assert_eq!(found.profile, Profile::Icc(b"one".to_vec()));
        assert_eq!(found.exif.as_deref(), Some(&b"II"[..]));
    }

    #[test]
    fn four_numbers_come_before_a_profile() {
        let (icc, p3) = (icc(b"one"), [12, 13, 0, 1]);
        let (icc, p3): (Chunk<'_>, Chunk<'_>) = ((b"iCCP", &icc), (b"cICP", &p3));
        for chunks in [[icc, p3], [p3, icc]] {
            let file = file(&[&chunks[..], &[(b"IEND", b"")]].concat());
            assert_eq!(header(&file).unwrap().profile, Profile::DisplayP3);
        }
    }

    #[test]
    fn every_chunk_is_counted() {
        for name in [b"iCCP", b"cICP", b"eXIf", b"tEXt"] {
            let mut chunks: Vec<Chunk<'_>> = vec![(name, b""); MAX_PNG_CHUNKS];
            chunks.push((b"IEND", b""));
            assert_eq!(header(&file(&chunks)), Err(Fault::damaged()));
        }
    }

    #[test]
    fn a_transparent_colour_needs_memory_for_alpha() {
        let memory = |chunks| header(&file(chunks)).unwrap().memory;
        assert_eq!(memory(&[(b"IEND", b"")]), 4 * 6);
        assert_eq!(memory(&[(b"tRNS", &[0; 6]), (b"IEND", b"")]), 4 * 8);
    }
}
