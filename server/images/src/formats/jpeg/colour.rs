//! What the channels mean, and how pixels are made of them: JFIF (ITU-T T.871, 7), and Adobe's marker (T.872, 6.5.3).

use super::frame::Frame;
use crate::pixels::Layout;

/// What the channels mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colours {
    /// One channel.
    Grey,
    /// Red, green, blue.
    Rgb,
    /// Luma and two of chroma.
    Ycc,
    /// Four inks.
    Cmyk,
    /// Four inks as paper that is left: what Adobe writes.
    InvertedCmyk,
    /// Luma and chroma of three inks, and what the fourth leaves of the paper: Adobe's other way.
    Ycck,
}

/// What segments say about colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// There is a JFIF segment.
    jfif: bool,
    /// The transform in Adobe's segment.
    adobe: Option<u8>,
}

impl Said {
    /// Reads an application segment (APP0 and APP14 count).
    pub(super) fn read(&mut self, marker: u8, segment: &[u8]) {
        match marker {
            0xe0 => self.jfif |= segment.starts_with(b"JFIF\0"),
            0xee => {
                if let Some([_, _, _, _, _, _, transform, ..]) = segment.strip_prefix(b"Adobe") {
                    self.adobe = Some(*transform);
                }
            }
            _ => {}
        }
    }
}

impl Colours {
    /// What a picture's channels mean.
    pub(super) fn of(frame: &Frame, said: Said) -> Self {
        let names = frame.components().iter().map(|component| component.name);
        match (frame.components().len(), said) {
            (1, _) => Self::Grey,
            (3, Said { jfif: true, .. }) => Self::Ycc,
            (3, Said { adobe: Some(0), .. }) => Self::Rgb,
            (3, Said { adobe: None, .. }) if names.eq(*b"RGB") => Self::Rgb,
            (3, _) => Self::Ycc,
            (_, Said { adobe: None, .. }) => Self::Cmyk,
            (_, Said { adobe: Some(2), .. }) => Self::Ycck,
            _ => Self::InvertedCmyk,
        }
    }

    /// What pixels consist of.
    pub(super) const fn layout(self) -> Layout {
        match self {
            Self::Grey => Layout::Grey,
            Self::Rgb | Self::Ycc => Layout::Rgb,
            _ => Layout::Cmyk,
        }
    }

    /// Makes a row of pixels of the samples of the channels.
    pub(super) fn row(self, [a, b, c, d]: [&[u8]; 4], to: &mut [u8]) {
        match self {
            Self::Grey => copy(a, to),
            Self::Rgb => {
                for (((to, a), b), c) in to.as_chunks_mut().0.iter_mut().zip(a).zip(b).zip(c) {
                    *to = [*a, *b, *c];
                }
            }
            Self::Ycc => rgb(a, b, c, to),
            Self::Cmyk | Self::InvertedCmyk => {
                let invert = if self == Self::Cmyk { 0 } else { 255 };
                let pixels = to.as_chunks_mut().0.iter_mut();
                for ((((to, a), b), c), d) in pixels.zip(a).zip(b).zip(c).zip(d) {
                    *to = [*a, *b, *c, *d].map(|ink| ink ^ invert);
                }
            }
            Self::Ycck => {
                let mut three = vec![0; 3 * a.len()];
                rgb(a, b, c, &mut three);
                let pixels = to.as_chunks_mut().0.iter_mut();
                for ((to, [a, b, c]), d) in pixels.zip(three.as_chunks().0).zip(d) {
                    *to = [*a, *b, *c, 255 - *d];
                }
            }
        }
    }
}

fn copy(from: &[u8], to: &mut [u8]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}

/// Pixels that are worked on at once: so many that the compiler does the same to several with one instruction.
const AT_ONCE: usize = 32;

fn rgb(luma: &[u8], blue: &[u8], red: &[u8], to: &mut [u8]) {
    let (lumas, blues, reds) = (luma.as_chunks(), blue.as_chunks(), red.as_chunks());
    for (((to, luma), blue), red) in to.chunks_mut(3 * AT_ONCE).zip(lumas.0).zip(blues.0).zip(reds.0) {
        pixels::<AT_ONCE>(luma, blue, red, to);
    }
    let done = luma.len() - lumas.1.len();
    let rest = to.get_mut(3 * done..).unwrap_or_default().chunks_mut(3);
    for (((to, luma), blue), red) in rest.zip(lumas.1).zip(blues.1).zip(reds.1) {
        pixels(&[*luma], &[*blue], &[*red], to);
    }
}

/// R = Y + 1.402 Cr, G = Y − 0.344136 Cb − 0.714136 Cr, B = Y + 1.772 Cb, each rounded: of the factors only what is
/// left of whole ones, so that it fits into sixteen bits.
#[inline(always)]
fn pixels<const N: usize>(luma: &[u8; N], blue: &[u8; N], red: &[u8; N], to: &mut [u8]) {
    let (mut r, mut g, mut b) = ([0; N], [0; N], [0; N]);
    for (((((luma, blue), red), r), g), b) in luma.iter().zip(blue).zip(red).zip(&mut r).zip(&mut g).zip(&mut b) {
        let luma = i16::from(*luma);
        let (blue, red) = (i16::from(*blue) - 128, i16::from(*red) - 128);
        let green = i32::from(blue) * -22_554 + i32::from(red) * 18_734 + 32_768;
        *r = clamped(luma + red + half_of_upper(2 * red, 26_345));
        *g = clamped(luma + (green >> 16) as i16 - red);
        *b = clamped(luma + 2 * blue + half_of_upper(2 * blue, -14_942));
    }
    for (((to, r), g), b) in to.as_chunks_mut().0.iter_mut().zip(&r).zip(&g).zip(&b) {
        *to = [*r, *g, *b];
    }
}

/// Half of the upper sixteen bits of a product, rounded.
#[inline(always)]
fn half_of_upper(number: i16, factor: i16) -> i16 {
    (((i32::from(number) * i32::from(factor)) >> 16) as i16 + 1) >> 1
}

#[inline(always)]
fn clamped(number: i16) -> u8 {
    number.clamp(0, 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(names: &[u8]) -> Frame {
        let count = u8::try_from(names.len()).unwrap();
        let components: Vec<u8> = names.iter().flat_map(|name| [*name, 0x11, 0]).collect();
        Frame::read(0xc0, &[&[8, 0, 2, 0, 3, count], &components[..]].concat()).unwrap()
    }

    fn said(segments: &[(u8, &[u8])]) -> Said {
        let mut said = Said::default();
        for (marker, segment) in segments {
            said.read(*marker, segment);
        }
        said
    }

    #[test]
    fn colours_are_what_the_segments_say() {
        let adobe = |transform: u8| [&b"Adobe\0\x64\0\0\0\0"[..], &[transform]].concat();
        let jfif: (u8, &[u8]) = (0xe0, b"JFIF\0");
        let of = |names: &[u8], segments: &[(u8, &[u8])]| Colours::of(&frame(names), said(segments));
        assert_eq!(of(&[1], &[(0xee, &adobe(0))]), Colours::Grey);
        assert_eq!(of(&[1, 2, 3], &[]), Colours::Ycc);
        assert_eq!(of(b"RGB", &[]), Colours::Rgb);
        assert_eq!(of(b"RGB", &[jfif]), Colours::Ycc);
        assert_eq!(of(&[1, 2, 3], &[(0xee, &adobe(0))]), Colours::Rgb);
        assert_eq!(of(b"RGB", &[(0xee, &adobe(1))]), Colours::Ycc);
        assert_eq!(of(&[1, 2, 3, 4], &[]), Colours::Cmyk);
        assert_eq!(of(&[1, 2, 3, 4], &[(0xee, &adobe(0))]), Colours::InvertedCmyk);
        assert_eq!(of(&[1, 2, 3, 4], &[(0xee, &adobe(2))]), Colours::Ycck);
    }

    #[test]
    fn every_colour_is_the_formula_rounded() {
        let all: Vec<u8> = (0..=255).collect();
        for luma in [0, 1, 77, 128, 200, 255] {
            for blue in 0..=255 {
                let mut found = [0; 3 * 256];
                Colours::Ycc.row([&[luma; 256], &[blue; 256], &all, &[]], &mut found);
                for (red, found) in all.iter().zip(found.as_chunks::<3>().0) {
                    let (y, b, r) = (f64::from(luma), f64::from(blue) - 128.0, f64::from(*red) - 128.0);
                    let exact = [y + 1.402 * r, y - 0.344_136 * b - 0.714_136 * r, y + 1.772 * b];
                    for (found, exact) in found.iter().zip(exact) {
                        assert!((f64::from(*found) - exact.clamp(0.0, 255.0)).abs() < 0.51);
                    }
                }
            }
        }
    }

    #[test]
    fn no_ink_is_nothing() {
        let paper = [&[255_u8][..], &[128], &[128], &[255]];
        let mut pixel = [9; 4];
        Colours::InvertedCmyk.row([&[255]; 4], &mut pixel);
        assert_eq!(pixel, [0; 4]);
        Colours::Cmyk.row([&[0]; 4], &mut pixel);
        assert_eq!(pixel, [0; 4]);
        Colours::Ycck.row([&[0], paper[1], paper[2], paper[3]], &mut pixel);
        assert_eq!(pixel, [0; 4]);
    }
}
