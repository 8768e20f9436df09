//! The chunks that a WebP consists of, and what they say about size, before anything is decoded (RFC 9649, 2.3 to 2.7).

use crate::{fault::Fault, limits::MAX_FRAMES};
use domain::reason::Reason;

/// The parts that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anatomy<'a> {
    /// The file as far as its container goes: what comes after belongs to nothing.
    pub file: &'a [u8],
    /// Whether it is an animation.
    pub animated: bool,
}

type Size = (u32, u32);

impl<'a> Anatomy<'a> {
    /// Walks over a file.
    ///
    /// # Errors
    /// If it is cut short, has no picture or too many, or if pictures do not fit on their canvas: the decoder would find
    /// that out only after it had decoded them.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let promised = file.get(4..).and_then(|rest| rest.first_chunk().copied());
        let promised = promised.map_or(usize::MAX, |bytes| {
            usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX)
        });
        // an odd length is followed by one byte more, which some writers leave out at the end
        let file = file.get(..promised.saturating_add(8)).ok_or_else(Fault::cut_short)?;
        let mut found = Found::default();
        for chunk in Chunks(file.get(12..).unwrap_or_default()) {
            found.take(chunk?)?;
        }
        found.check()?;
        Ok(Self {
            file,
            animated: found.frames > 0,
        })
    }
}

#[derive(Debug, Default)]
struct Found {
    canvas: Option<Size>,
    picture: Option<Size>,
    frames: usize,
}

impl Found {
    fn take(&mut self, (name, content): (&[u8; 4], &[u8])) -> Result<(), Fault> {
        match name {
            b"VP8X" if self.canvas.is_none() => {
                let [_, _, _, _, w0, w1, w2, h0, h1, h2, ..] = *content else {
                    return Err(Fault::damaged());
                };
                self.canvas = Some((three([w0, w1, w2]) + 1, three([h0, h1, h2]) + 1));
            }
            b"ANMF" => {
                self.frames += 1;
                if self.frames > MAX_FRAMES {
                    return Err(Fault::File(Reason::TooManyFrames));
                }
                check_frame(content, self.canvas.ok_or_else(Fault::damaged)?)?;
            }
            b"VP8 " | b"VP8L" if self.picture.is_none() => self.picture = Some(picture(name, content)?),
            _ => {}
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Fault> {
        match (self.frames, self.picture, self.canvas) {
            (0, None, _) => Err(Fault::damaged()),
            (0, Some(picture), Some(canvas)) if picture != canvas => Err(Fault::damaged()),
            _ => Ok(()),
        }
    }
}

/// A picture of an animation lies on the canvas, and is as large as it says.
fn check_frame(content: &[u8], canvas: Size) -> Result<(), Fault> {
    let [x0, x1, x2, y0, y1, y2, w0, w1, w2, h0, h1, h2, _, _, _, _, inner @ ..] = content else {
        return Err(Fault::damaged());
    };
    let (x, y) = (three([*x0, *x1, *x2]) * 2, three([*y0, *y1, *y2]) * 2);
    let (width, height) = (three([*w0, *w1, *w2]) + 1, three([*h0, *h1, *h2]) + 1);
    let mut size = None;
    for chunk in Chunks(inner) {
        let (name, content) = chunk?;
        if matches!(name, b"VP8 " | b"VP8L") && size.is_none() {
            size = Some(picture(name, content)?);
        }
    }
    if size == Some((width, height)) && x + width <= canvas.0 && y + height <= canvas.1 {
        Ok(())
    } else {
        Err(Fault::damaged())
    }
}

/// Width and height of a picture: of a lossy one as in RFC 6386, 9.1, of a lossless one as in RFC 9649, 3.4.
fn picture(name: &[u8; 4], content: &[u8]) -> Result<Size, Fault> {
    let size = if name == b"VP8L" {
        let [0x2f, a, b, c, d, ..] = *content else {
            return Err(Fault::damaged());
        };
        let bits = u32::from_le_bytes([a, b, c, d]);
        ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
    } else {
        let [_, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = *content else {
            return Err(Fault::damaged());
        };
        let side = |bytes| u32::from(u16::from_le_bytes(bytes) & 0x3fff);
        (side([w0, w1]), side([h0, h1]))
    };
    Ok(size)
}

fn three([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

/// Chunks, one after another. One that is longer than what holds it is a lie.
pub(crate) struct Chunks<'a>(pub(crate) &'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<(&'a [u8; 4], &'a [u8]), Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        // fewer bytes than a chunk begins with are padding
        let (name, rest) = self.0.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let Some((content, rest)) = rest.split_at_checked(length) else {
            self.0 = &[];
            return Some(Err(Fault::damaged()));
        };
        self.0 = rest.get(length % 2..).unwrap_or_default();
        Some(Ok((name, content)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [name, &length[..], content, &[0][..content.len() % 2]].concat()
    }

    fn lossy(width: u16, height: u16) -> Vec<u8> {
        let start = [0, 0, 0, 0x9d, 0x01, 0x2a];
        chunk(
            b"VP8 ",
            &[&start[..], &width.to_le_bytes(), &height.to_le_bytes()].concat(),
        )
    }

    fn lossless(width: u32, height: u32) -> Vec<u8> {
        let bits = (width - 1) | (height - 1) << 14;
        chunk(b"VP8L", &[&[0x2f][..], &bits.to_le_bytes()].concat())
    }

    fn side(length: u32) -> [u8; 3] {
        let [a, b, c, _] = length.to_le_bytes();
        [a, b, c]
    }

    fn canvas(width: u32, height: u32) -> Vec<u8> {
        chunk(b"VP8X", &[&[0; 4][..], &side(width - 1), &side(height - 1)].concat())
    }

    fn frame(place: (u32, u32), size: (u32, u32), picture: &[u8]) -> Vec<u8> {
        let (x, y) = (side(place.0 / 2), side(place.1 / 2));
        let (w, h) = (side(size.0 - 1), side(size.1 - 1));
        chunk(b"ANMF", &[&x[..], &y, &w, &h, &[0; 4], picture].concat())
    }

    fn read(chunks: &[Vec<u8>]) -> Result<bool, Fault> {
        let content = [&b"WEBP"[..], &chunks.concat()].concat();
        let file = chunk(b"RIFF", &content);
        Anatomy::read(&file).map(|anatomy| anatomy.animated)
    }

    #[test]
    fn sizes_that_agree_are_taken() {
        assert_eq!(read(&[lossy(20, 10)]), Ok(false));
        assert_eq!(read(&[lossless(16_384, 1)]), Ok(false));
        assert_eq!(read(&[canvas(20, 10), lossless(20, 10)]), Ok(false));
        assert_eq!(read(&[canvas(20, 10), frame((4, 2), (16, 8), &lossy(16, 8))]), Ok(true));
    }

    #[test]
    fn chunks_that_lie_are_found_out() {
        let damaged = Err(Fault::damaged());
        assert_eq!(read(&[]), damaged);
        assert_eq!(read(&[canvas(20, 10)]), damaged);
        assert_eq!(read(&[canvas(20, 10), lossy(21, 10)]), damaged);
        assert_eq!(read(&[canvas(20, 10), lossless(19, 10)]), damaged);
        // beyond its canvas, of another size than it says, without a canvas, without a picture
        assert_eq!(read(&[canvas(20, 10), frame((6, 2), (16, 8), &lossy(16, 8))]), damaged);
        assert_eq!(read(&[canvas(20, 10), frame((0, 0), (16, 8), &lossy(16, 9))]), damaged);
        assert_eq!(read(&[frame((0, 0), (16, 8), &lossy(16, 8))]), damaged);
        assert_eq!(read(&[canvas(20, 10), frame((0, 0), (16, 8), &[])]), damaged);
        let mut long = lossy(20, 10);
        long[4] = 200;
        assert_eq!(read(&[long]), damaged);
    }

    #[test]
    fn pictures_are_counted() {
        let frames = |count| {
            let one = frame((0, 0), (16, 8), &lossy(16, 8));
            read(&[canvas(20, 10), one.repeat(count)])
        };
        assert_eq!(frames(MAX_FRAMES), Ok(true));
        assert_eq!(frames(MAX_FRAMES + 1), Err(Fault::File(Reason::TooManyFrames)));
    }

    #[test]
    fn what_follows_the_container_belongs_to_nothing() {
        let file = chunk(b"RIFF", &[&b"WEBP"[..], &lossy(20, 10)].concat());
        let longer = [&file[..], b"PK\x03\x04"].concat();
        assert_eq!(Anatomy::read(&longer).unwrap().file, file);
        for length in 0..file.len() {
            assert_eq!(Anatomy::read(&file[..length]), Err(Fault::cut_short()), "{length}");
        }
    }
}
