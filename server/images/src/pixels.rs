//! Pixels in memory: eight bits a channel, rows from the top, no gaps.

use crate::fault::Fault;

/// What a pixel consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One channel.
    Grey,
    /// Three channels.
    Rgb,
    /// Three channels and alpha, not premultiplied.
    Rgba,
    /// Four inks: cyan, magenta, yellow, black. 0 is no ink.
    Cmyk,
}

impl Layout {
    /// Bytes a pixel.
    #[must_use]
    pub const fn channels(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }
}

/// The colour that a pixel has in front of white, however many channels it has.
#[must_use]
pub fn on_white(pixel: &[u8]) -> [u8; 3] {
    match *pixel {
        [grey] => [grey; 3],
        [r, g, b] => [r, g, b],
        [r, g, b, alpha] => [r, g, b].map(|channel| blend_with_white(channel, alpha)),
        _ => [u8::MAX; 3],
    }
}

fn blend_with_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    let blended = (channel * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(blended).unwrap_or(u8::MAX)
}

/// Shades as colours: each of one channel in three.
#[must_use]
pub fn in_colour(shades: &[u8]) -> Vec<u8> {
    shades.iter().flat_map(|shade| [*shade; 3]).collect()
}

/// A picture in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    width: u32,
    height: u32,
    layout: Layout,
    data: Vec<u8>,
}

impl Pixels {
    /// Takes a buffer.
    ///
    /// # Errors
    /// If its length does not fit the size: a decoder did not do what it promised.
    pub fn new(width: u32, height: u32, layout: Layout, data: Vec<u8>) -> Result<Self, Fault> {
        if byte_count(width, height, layout) == Some(data.len()) {
            Ok(Self {
                width,
                height,
                layout,
                data,
            })
        } else {
            Err(Fault::damaged())
        }
    }

    /// Width in pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// What a pixel consists of.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// The bytes.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The rows, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.data
            .chunks_exact((self.width as usize * self.layout.channels()).max(1))
    }

    /// The bytes, to keep.
    #[must_use]
    pub fn into_data(self) -> Vec<u8> {
        self.data
    }
}

/// How many bytes a picture takes, if it can be counted.
#[must_use]
pub fn byte_count(width: u32, height: u32, layout: Layout) -> Option<usize> {
    usize::try_from(width)
        .ok()?
        .checked_mul(usize::try_from(height).ok()?)?
        .checked_mul(layout.channels())
}

/// A zeroed buffer for a picture. Callers have checked the limits.
///
/// # Errors
/// If it cannot be counted.
pub fn buffer(width: u32, height: u32, layout: Layout) -> Result<Vec<u8>, Fault> {
    byte_count(width, height, layout)
        .map(|bytes| vec![0; bytes])
        .ok_or_else(Fault::damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_of_another_length_is_refused() {
        assert!(Pixels::new(2, 2, Layout::Rgb, vec![0; 12]).is_ok());
        assert_eq!(Pixels::new(2, 2, Layout::Rgb, vec![0; 11]), Err(Fault::damaged()));
        assert_eq!(
            Pixels::new(u32::MAX, u32::MAX, Layout::Rgba, vec![]),
            Err(Fault::damaged())
        );
    }

    #[test]
    fn transparency_lets_white_through() {
        assert_eq!(on_white(&[10, 20, 30, 255]), [10, 20, 30]);
        assert_eq!(on_white(&[10, 20, 30, 0]), [255, 255, 255]);
        assert_eq!(on_white(&[0, 0, 0, 128]), [127, 127, 127]);
        assert_eq!(on_white(&[9]), [9, 9, 9]);
    }
}
