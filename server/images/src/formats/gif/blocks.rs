//! What a GIF consists of, found by walking over its blocks to the very end (`GIF89a`, 17 to 27): where its first picture
//! lies, and how many there are, before any is decoded.

use crate::{
    fault::Fault,
    limits::{MAX_FRAMES, MAX_PROFILE_BYTES},
};
use domain::reason::Reason;

/// The parts that matter.
#[derive(Debug, PartialEq, Eq)]
pub struct Anatomy {
    /// Width and height of what is shown, in pixels: the screen, or more if the first picture does not fit on it, as
    /// browsers do.
    pub canvas: (u32, u32),
    /// The first picture.
    pub first: Frame,
    /// The colour profile, in its extension by the ICC.
    pub profile: Option<Vec<u8>>,
}

/// One picture, and where it lies on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Pixels to its left.
    pub left: u16,
    /// Pixels above it.
    pub top: u16,
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
    /// Whether one of its colours is transparent.
    pub transparent: bool,
    /// Whether its rows come in four passes.
    pub interlaced: bool,
}

pub(crate) const EXTENSION: u8 = 0x21;
pub(crate) const GRAPHIC_CONTROL: u8 = 0xf9;
pub(crate) const APPLICATION: u8 = 0xff;
pub(crate) const PICTURE: u8 = 0x2c;
pub(crate) const TRAILER: u8 = 0x3b;
pub(crate) const PROFILE: &[u8] = b"ICCRGBG1012";

impl Anatomy {
    /// Walks over a file.
    ///
    /// # Errors
    /// If it ends early, is damaged, has no picture or too many.
    pub fn read(file: &[u8]) -> Result<Self, Fault> {
        let mut walk = Walk(file.get(6..).unwrap_or_default());
        let screen = (walk.u16()?, walk.u16()?);
        let flags = walk.u8()?;
        walk.take(2)?;
        walk.take(colours(flags))?;
        let (mut first, mut profile, mut frames, mut transparent) = (None, None, 0, false);
        loop {
            match walk.u8()? {
                TRAILER => break,
                EXTENSION => match walk.u8()? {
                    GRAPHIC_CONTROL => transparent = walk.parts(|_| {})?.is_some_and(is_transparent),
                    APPLICATION => profile = profile.or(walk.profile()?),
                    _ => {
                        walk.parts(|_| {})?;
                    }
                },
                PICTURE => {
                    frames += 1;
                    if frames > MAX_FRAMES {
                        return Err(Fault::File(Reason::TooManyFrames));
                    }
                    first = first.or(Some(walk.frame(transparent)?));
                    transparent = false;
                }
                _ => return Err(Fault::damaged()),
            }
        }
        let first = first.filter(|frame: &Frame| frame.width > 0 && frame.height > 0);
        let first = first.ok_or_else(Fault::damaged)?;
        let side = |screen: u16, from: u16, length: u16| u32::from(screen).max(u32::from(from) + u32::from(length));
        Ok(Self {
            canvas: (
                side(screen.0, first.left, first.width),
                side(screen.1, first.top, first.height),
            ),
            first,
            profile,
        })
    }

    /// Whether anything may shine through.
    #[must_use]
    pub fn has_alpha(&self) -> bool {
        let covered = (u32::from(self.first.width), u32::from(self.first.height));
        self.first.transparent || covered != self.canvas
    }
}

/// How many bytes a table of colours takes, by the flags of the screen or of a picture.
pub(crate) const fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        return 0;
    }
    3 << ((flags & 7) + 1)
}

fn is_transparent(graphic_control: &[u8]) -> bool {
    graphic_control.first().is_some_and(|flags| flags & 1 == 1)
}

/// What is still to be walked over.
pub(crate) struct Walk<'a>(pub(crate) &'a [u8]);

impl<'a> Walk<'a> {
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(Fault::cut_short)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(Fault::cut_short)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Fault> {
        self.array().map(u8::from_le_bytes)
    }

    fn u16(&mut self) -> Result<u16, Fault> {
        self.array().map(u16::from_le_bytes)
    }

    /// Walks over the parts that all data comes in, up to the empty one, and gives the first of them.
    pub(crate) fn parts(&mut self, mut after_the_first: impl FnMut(&'a [u8])) -> Result<Option<&'a [u8]>, Fault> {
        let mut first = None;
        loop {
            let length = self.u8()?;
            let part = self.take(length.into())?;
            match first {
                _ if part.is_empty() => return Ok(first),
                None => first = Some(part),
                Some(_) => after_the_first(part),
            }
        }
    }

    /// The colour profile, if this application is the one that has them. Nothing if it is too large to be one.
    fn profile(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let mut profile = Vec::new();
        let application = self.parts(|part| {
            // one byte more than the limit says that there was more
            let room = (MAX_PROFILE_BYTES + 1).saturating_sub(profile.len());
            profile.extend(part.iter().take(room));
        })?;
        let is_one = application == Some(PROFILE) && (1..=MAX_PROFILE_BYTES).contains(&profile.len());
        Ok(is_one.then_some(profile))
    }

    /// A picture's place; its colours and data are walked over.
    pub(crate) fn frame(&mut self, transparent: bool) -> Result<Frame, Fault> {
        let (left, top, width, height) = (self.u16()?, self.u16()?, self.u16()?, self.u16()?);
        let flags = self.u8()?;
        self.take(colours(flags))?;
        let _shortest_code = self.u8()?;
        self.parts(|_| {})?;
        Ok(Frame {
            left,
            top,
            width,
            height,
            transparent,
            interlaced: flags & 0x40 != 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: [u8; 7] = [4, 0, 3, 0, 0x80, 0, 0];
    const TWO_COLOURS: [u8; 6] = [0, 0, 0, 255, 255, 255];
    const DATA: [u8; 5] = [2, 2, 0x4c, 0x01, 0];

    fn picture(place: [u8; 4], flags: u8) -> Vec<u8> {
        let [left, top, width, height] = place;
        let descriptor = [PICTURE, left, 0, top, 0, width, 0, height, 0, flags];
        [&descriptor[..], &DATA].concat()
    }

    fn read(blocks: &[&[u8]]) -> Result<Anatomy, Fault> {
        Anatomy::read(&[&b"GIF89a"[..], &SCREEN, &TWO_COLOURS, &blocks.concat()].concat())
    }

    #[test]
    fn the_first_picture_counts() {
        let clear = [EXTENSION, GRAPHIC_CONTROL, 4, 1, 0, 0, 1, 0];
        let comment = [EXTENSION, 0xfe, 2, b'h', b'i', 0];
        let found = read(&[
            &comment,
            &clear,
            &picture([1, 2, 2, 1], 0x40),
            &picture([0, 0, 200, 200], 0),
            &[TRAILER],
            b"trailing",
        ])
        .unwrap();
        let first = Frame {
            left: 1,
            top: 2,
            width: 2,
            height: 1,
            transparent: true,
            interlaced: true,
        };
        assert_eq!((found.canvas, found.first), ((4, 3), first));
        assert!(found.has_alpha());
        assert!(!read(&[&picture([0, 0, 4, 3], 0), &[TRAILER]]).unwrap().has_alpha());
    }

    #[test]
    fn the_canvas_grows_with_its_first_picture() {
        let found = read(&[&picture([2, 1, 30, 2], 0), &[TRAILER]]).unwrap();
        assert_eq!(found.canvas, (32, 3));
    }

    #[test]
    fn a_profile_is_put_together_from_its_parts() {
        let head = [&[EXTENSION, APPLICATION, 11][..], PROFILE].concat();
        let found = |parts: &[u8]| {
            let found = read(&[&head, parts, &[0], &picture([0, 0, 4, 3], 0), &[TRAILER]]);
            found.unwrap().profile
        };
        assert_eq!(found(&[3, 1, 2, 3, 2, 4, 5]), Some(vec![1, 2, 3, 4, 5]));
        assert_eq!(found(&[]), None);
        let part = [&[255][..], &[7; 255]].concat();
        assert_eq!(found(&part.repeat(MAX_PROFILE_BYTES / 255 + 1)), None);
        let other = [&[EXTENSION, APPLICATION, 11][..], b"NETSCAPE2.0", &[3, 1, 0, 0, 0]].concat();
        let found = read(&[&other, &picture([0, 0, 4, 3], 0), &[TRAILER]]).unwrap();
        assert_eq!(found.profile, None);
    }

    #[test]
    fn what_ends_early_is_cut_short_wherever_it_ends() {
        let whole = [
            &b"GIF89a"[..],
            &SCREEN,
            &TWO_COLOURS,
            &picture([0, 0, 4, 3], 0),
            &[TRAILER],
        ]
        .concat();
        assert!(Anatomy::read(&whole).is_ok());
        for length in 6..whole.len() {
            assert_eq!(Anatomy::read(&whole[..length]), Err(Fault::cut_short()), "{length}");
        }
    }

    #[test]
    fn what_has_no_picture_or_too_many_is_refused() {
        let one = picture([0, 0, 4, 3], 0);
        assert_eq!(read(&[&[TRAILER]]), Err(Fault::damaged()));
        assert_eq!(read(&[&picture([0, 0, 0, 3], 0), &[TRAILER]]), Err(Fault::damaged()));
        assert_eq!(read(&[b"?", &one, &[TRAILER]]), Err(Fault::damaged()));
        assert!(read(&[&one.repeat(MAX_FRAMES), &[TRAILER]]).is_ok());
        let too_many = read(&[&one.repeat(MAX_FRAMES + 1), &[TRAILER]]);
        assert_eq!(too_many, Err(Fault::File(Reason::TooManyFrames)));
    }
}
