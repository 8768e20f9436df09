//! Pictures of four colours, one in each corner, and what they look like after all that was done to them.

use domain::media::MediaType;
use image_webp::WebPDecoder;
use images::formats::{Header, decode};
use std::io::Cursor;
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

pub(crate) type Colour = [u8; 4];

pub(crate) const RED: Colour = [220, 40, 40, 255];
pub(crate) const GREEN: Colour = [40, 180, 60, 255];
pub(crate) const BLUE: Colour = [50, 60, 200, 255];
pub(crate) const YELLOW: Colour = [230, 220, 60, 255];
pub(crate) const WHITE: Colour = [255, 255, 255, 255];

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Vec<Colour>,
}

impl Picture {
    pub(crate) fn draw(width: u32, height: u32, colour: impl Fn(u32, u32) -> Colour) -> Self {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = places.map(|(x, y)| colour(x, y)).collect();
        Self { width, height, pixels }
    }

    pub(crate) fn flat(width: u32, height: u32, colour: Colour) -> Self {
        Self::draw(width, height, |_, _| colour)
    }

    /// Every pixel another colour, always the same ones: the largest files there are.
    pub(crate) fn noise(width: u32, height: u32) -> Self {
        Self::draw(width, height, |x, y| {
            let mixed = (x ^ y.rotate_left(16)).wrapping_mul(0x9e37_79b1);
            let [r, g, b, _] = (mixed ^ mixed >> 15).wrapping_mul(0x85eb_ca77).to_le_bytes();
            [r, g, b, 255]
        })
    }

    /// Red and green above blue and yellow.
    pub(crate) fn corners(width: u32, height: u32) -> Self {
        Self::quarters(width, height, [RED, GREEN, BLUE, YELLOW])
    }

    pub(crate) fn quarters(width: u32, height: u32, [a, b, c, d]: [Colour; 4]) -> Self {
        Self::draw(width, height, |x, y| match (x < width / 2, y < height / 2) {
            (true, true) => a,
            (false, true) => b,
            (true, false) => c,
            (false, false) => d,
        })
    }

    /// Each square of so many pixels as one: the average.
    pub(crate) fn shrunk(&self, by: u32) -> Self {
        Self::draw(self.width / by, self.height / by, |x, y| {
            let square = (0..by * by).map(|index| self.at(x * by + index % by, y * by + index / by));
            let sums = square.fold([0_u32; 4], |sums, colour| {
                std::array::from_fn(|i| sums[i] + u32::from(colour[i]))
            });
            sums.map(|sum| u8::try_from(sum / (by * by)).unwrap())
        })
    }

    /// The same with each channel changed.
    pub(crate) fn mapped(&self, change: impl Fn(u8) -> u8) -> Self {
        Self::draw(self.width, self.height, |x, y| {
            let [r, g, b, alpha] = self.at(x, y);
            [change(r), change(g), change(b), alpha]
        })
    }

    /// A quarter turn.
    pub(crate) fn turned(&self) -> Self {
        Self::draw(self.height, self.width, |x, y| self.at(y, self.height - 1 - x))
    }

    pub(crate) fn at(&self, x: u32, y: u32) -> Colour {
        self.pixels[(y * self.width + x) as usize]
    }

    /// The colours in the middle of the four quarters.
    pub(crate) fn four(&self) -> [Colour; 4] {
        let ([left, right], [top, bottom]) = (thirds(self.width), thirds(self.height));
        [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| self.at(x, y))
    }

    pub(crate) fn rgb(&self) -> Vec<u8> {
        self.pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect()
    }

    pub(crate) fn rgba(&self) -> Vec<u8> {
        self.pixels.concat()
    }

    /// Reads a rendition, by its content.
    pub(crate) fn decode(file: &[u8]) -> Self {
        match MediaType::sniff(file) {
            Some(MediaType::Webp) => decode_webp(file),
            Some(MediaType::Avif | MediaType::Png) => decode_ours(file),
            _ => decode_jpeg(file),
        }
    }
}

fn thirds(length: u32) -> [u32; 2] {
    [length / 4, length * 3 / 4]
}

fn decode_webp(file: &[u8]) -> Picture {
    let mut decoder = WebPDecoder::new(Cursor::new(file)).unwrap();
    let (width, height) = decoder.dimensions();
    let mut data = vec![0; decoder.output_buffer_size().unwrap()];
    decoder.read_image(&mut data).unwrap();
    let pixels = if decoder.has_alpha() {
        data.as_chunks().0.to_vec()
    } else {
        opaque(&data)
    };
    Picture { width, height, pixels }
}

/// By the service's own reader, where there is no other here.
fn decode_ours(file: &[u8]) -> Picture {
    let header = Header::read(file).unwrap();
    let picture = decode(file, &header, header.whole()).unwrap().picture;
    let channels = picture.layout().channels();
    let pixels = picture.data().chunks_exact(channels).map(|pixel| match *pixel {
        [grey] => [grey, grey, grey, 255],
        [r, g, b] => [r, g, b, 255],
        [r, g, b, alpha] => [r, g, b, alpha],
        _ => panic!("{channels} channels"),
    });
    Picture {
        width: picture.width(),
        height: picture.height(),
        pixels: pixels.collect(),
    }
}

fn decode_jpeg(file: &[u8]) -> Picture {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    let pixels = opaque(&decoder.decode().unwrap());
    let (width, height) = decoder.dimensions().unwrap();
    Picture {
        width: u32::try_from(width).unwrap(),
        height: u32::try_from(height).unwrap(),
        pixels,
    }
}

fn opaque(rgb: &[u8]) -> Vec<Colour> {
    rgb.as_chunks().0.iter().map(|[r, g, b]| [*r, *g, *b, 255]).collect()
}

/// Fails if a colour is further from another than this, in any channel.
#[track_caller]
pub(crate) fn assert_near(found: &[Colour], expected: &[Colour], tolerance: u8, what: &str) {
    let near = |(a, b): (&Colour, &Colour)| {
        // the colour of what cannot be seen does not matter
        a[3] == 0 && b[3] == 0 || a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= tolerance)
    };
    let all = found.len() == expected.len() && found.iter().zip(expected).all(near);
    assert!(all, "{what}: expected about {expected:?}, found {found:?}");
}
