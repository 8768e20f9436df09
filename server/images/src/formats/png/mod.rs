//! PNG: every colour type and depth, brought to eight bits. Of an animation, the default picture.

pub mod chunks;
mod decode;

pub use decode::decode;

use super::{Header, Profile, tiff};
use crate::{
    fault::Fault,
    limits::{MAX_FRAMES, MAX_PNG_CHUNKS, MAX_PROFILE_BYTES},
};
use chunks::Chunks;
use domain::{media::MediaType, reason::Reason};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// Reads everything but the pixels, by walking over the chunks. Texts are never inflated, a profile only up to its limit.
///
/// # Errors
/// If the file is cut short or damaged, or an animation of too many pictures.
pub fn header(file: &[u8]) -> Result<Header, Fault> {
    let mut chunks = Chunks::of(file);
    let (first, data) = chunks.next().ok_or_else(Fault::cut_short)?;
    let [w3, w2, w1, w0, h3, h2, h1, h0, depth, colour, _, _, interlaced] = *data else {
        return Err(Fault::damaged());
    };
    if &first != b"IHDR" {
        return Err(Fault::damaged());
    }
    let found = Found::read(chunks)?;
    let mut header = Header {
        media_type: MediaType::Png,
        width: u32::from_be_bytes([w3, w2, w1, w0]),
        height: u32::from_be_bytes([h3, h2, h1, h0]),
        profile: found.profile(),
        exif: found.exif.and_then(tiff),
        orientation: None,
        memory: 0,
        jpeg: None,
    };
    // rows in order are let go as they come; in seven passes, all are there only at the end
    if interlaced != 0 {
        let samples = match (colour, found.transparent) {
            (0, false) => 1,
            (0, true) | (4, _) => 2,
            (2 | 3, false) => 3,
            _ => 4,
        };
        let bytes = if depth == 16 { 2 } else { 1 };
        header.memory = header.pixels().saturating_mul(samples * bytes);
    }
    Ok(header)
}

/// What the chunks after the first hold. Of each kind the first counts: what is inflated is inflated once.
#[derive(Default)]
struct Found<'a> {
    icc: Option<&'a [u8]>,
    cicp: Option<&'a [u8]>,
    exif: Option<&'a [u8]>,
    transparent: bool,
    has_picture: bool,
    frames: usize,
}

impl<'a> Found<'a> {
    fn read(chunks: Chunks<'a>) -> Result<Self, Fault> {
        let mut found = Self::default();
        for (count, (name, data)) in chunks.enumerate() {
            match &name {
                _ if count >= MAX_PNG_CHUNKS => return Err(Fault::damaged()),
                b"IEND" if found.has_picture => return Ok(found),
                b"IEND" | b"IHDR" => return Err(Fault::damaged()),
                b"IDAT" => found.has_picture = true,
                b"tRNS" => found.transparent = true,
                b"iCCP" => found.icc = found.icc.or(Some(data)),
                b"cICP" => found.cicp = found.cicp.or(Some(data)),
                b"eXIf" => found.exif = found.exif.or(Some(data)),
                b"fcTL" => {
                    found.frames += 1;
                    if found.frames > MAX_FRAMES {
                        return Err(Fault::File(Reason::TooManyFrames));
                    }
                }
                _ => {}
            }
        }
        Err(Fault::cut_short())
    }

    /// The four numbers come before a profile, wherever they stand (PNG, third edition, 4.3). Those that are not known
    /// here leave the word to the profile.
    fn profile(&self) -> Profile {
        match self.cicp {
            // primaries 12 or 1 with the transfer function 13: Display P3 or sRGB
            Some([12, 13, ..]) => Profile::DisplayP3,
            Some([1, 13, ..]) => Profile::Srgb,
            _ => self.icc.and_then(inflated).map_or(Profile::Srgb, Profile::Icc),
        }
    }
}

fn inflated(chunk: &[u8]) -> Option<Vec<u8>> {
    let name = memchr::memchr(0, chunk)?;
    let compressed = chunk.get(name + 2..)?;
    decompress_to_vec_zlib_with_limit(compressed, MAX_PROFILE_BYTES).ok()
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
            (b"IDAT", b""),
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
            let file = file(&[&chunks[..], &[(b"IDAT", b""), (b"IEND", b"")]].concat());
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
    fn only_rows_out_of_order_need_memory_for_all_of_them() {
        let memory = |interlaced, chunks: &[Chunk<'_>]| {
            let mut file = file(chunks);
            file[28] = interlaced;
            header(&file).unwrap().memory
        };
        let (clear, data, end): (Chunk<'_>, Chunk<'_>, Chunk<'_>) =
            ((b"tRNS", &[0; 6]), (b"IDAT", b""), (b"IEND", b""));
        assert_eq!(memory(0, &[data, end]), 0);
        assert_eq!(memory(1, &[data, end]), 4 * 3);
        assert_eq!(memory(1, &[clear, data, end]), 4 * 4);
    }

    #[test]
    fn chunks_that_lie_are_found_out() {
        let (size, data, end): (Chunk<'_>, Chunk<'_>, Chunk<'_>) = (
            (b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
            (b"IDAT", b""),
            (b"IEND", b""),
        );
        for (chunks, fault) in [
            (vec![end], Fault::damaged()),
            (vec![size, data, end], Fault::damaged()),
            (vec![data, size, end], Fault::damaged()),
            (vec![data], Fault::cut_short()),
            (vec![], Fault::cut_short()),
        ] {
            assert_eq!(header(&file(&chunks)), Err(fault), "{chunks:?}");
        }
        // a length that goes beyond the file
        let mut long = file(&[data, end]);
        long[33] = 0x7f;
        assert_eq!(header(&long), Err(Fault::cut_short()));
        let mut first = file(&[data, end]);
        first[12..16].copy_from_slice(b"gAMA");
        assert_eq!(header(&first), Err(Fault::damaged()));
    }

    #[test]
    fn pictures_of_an_animation_are_counted() {
        let frames = |count| {
            let mut chunks: Vec<Chunk<'_>> = vec![(b"fcTL", b""); count];
            chunks.extend([(b"IDAT", &b""[..]), (b"IEND", b"")] as [Chunk<'_>; 2]);
            header(&file(&chunks))
        };
        assert!(frames(MAX_FRAMES).is_ok());
        assert_eq!(frames(MAX_FRAMES + 1), Err(Fault::File(Reason::TooManyFrames)));
    }
}
