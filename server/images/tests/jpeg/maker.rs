//! Writes and reads JPEG files of every kind.

use images::{
    fault::Fault,
    formats::{self, Header, Wanted},
    pixels::Pixels,
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// A kind of file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) sampling: SamplingFactor,
    pub(super) progressive: bool,
    /// Baseline with a scan for each channel.
    pub(super) scans: bool,
    /// MCUs between restarts, or none.
    pub(super) restart: u16,
}

pub(super) const SAMPLINGS: [SamplingFactor; 8] = [
    SamplingFactor::F_1_1,
    SamplingFactor::F_2_1,
    SamplingFactor::F_1_2,
    SamplingFactor::F_2_2,
    SamplingFactor::F_4_1,
    SamplingFactor::F_1_4,
    SamplingFactor::F_4_2,
    SamplingFactor::F_2_4,
];

/// Files of every kind: all samplings, in one scan, in several, and progressive, with restarts and without. In several
/// baseline scans there are none: there this encoder writes broken ones (libjpeg-turbo reports or shows the same), and
/// files of `cjpeg` show that they are read.
pub(super) fn kinds() -> impl Iterator<Item = Kind> {
    let ways = [(false, false), (false, true), (true, false)];
    let each = SAMPLINGS
        .into_iter()
        .flat_map(move |sampling| ways.map(|way| (sampling, way)));
    each.flat_map(|(sampling, (progressive, scans))| {
        [0, if scans { 0 } else { 3 }].map(|restart| Kind {
            sampling,
            progressive,
            scans,
            restart,
        })
    })
}

/// A picture as smooth as a sky, with all shades in it: each channel a wave of its own.
pub(super) fn waves(width: u16, height: u16, channels: u16) -> Vec<u8> {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (f64::from(x), f64::from(y))));
    let shade = |(x, y): (f64, f64), channel| {
        let angle = x / (31.0 + 7.0 * f64::from(channel)) + y / (45.0 - 6.0 * f64::from(channel));
        (127.5 + 120.0 * angle.sin()).round() as u8
    };
    places
        .flat_map(|place| (0..channels).map(move |channel| shade(place, channel)))
        .collect()
}

/// Noise: every coefficient of every block is there.
pub(super) fn noise(width: u16, height: u16, channels: u16) -> Vec<u8> {
    let mut random = Random(7);
    (0..usize::from(width) * usize::from(height) * usize::from(channels))
        .map(|_| random.below(256) as u8)
        .collect()
}

/// Numbers without order, the same each time.
pub(super) struct Random(pub(super) u32);

impl Random {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % end
    }
}

pub(super) fn write(data: &[u8], (width, height): (u16, u16), colours: ColorType, kind: Kind) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 96);
    encoder.set_sampling_factor(kind.sampling);
    encoder.set_progressive(kind.progressive);
    encoder.set_optimized_huffman_tables(kind.scans);
    encoder.set_restart_interval(kind.restart);
    encoder.encode(data, width, height, colours).unwrap();
    file
}

/// A small file in luma and chroma, of which there is a quarter.
pub(super) fn small(progressive: bool, restart: u16) -> Vec<u8> {
    let kind = Kind {
        sampling: SamplingFactor::F_2_2,
        progressive,
        scans: false,
        restart,
    };
    write(&noise(40, 30, 3), (40, 30), ColorType::Rgb, kind)
}

/// Decodes with our decoder, at least as large as wanted: all of it if that is none.
pub(super) fn read(file: &[u8], wanted: Option<Wanted>) -> Result<Pixels, Fault> {
    let header = Header::read(file)?;
    formats::decode(file, &header, wanted.unwrap_or(header.whole())).map(|decoded| decoded.picture)
}

/// Decodes with the other decoder, if it can.
pub(super) fn read_with_another(file: &[u8], colours: ColorSpace) -> Option<Vec<u8>> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .jpeg_set_out_colorspace(colours);
    JpegDecoder::new_with_options(ZCursor::new(file), options).decode().ok()
}

/// How far bytes are apart: on average, and at most.
pub(super) fn distance(one: &[u8], other: &[u8]) -> (f64, u8) {
    assert_eq!(one.len(), other.len());
    let apart = || one.iter().zip(other).map(|(a, b)| a.abs_diff(*b));
    let sum: f64 = apart().map(f64::from).sum();
    (sum / one.len() as f64, apart().max().unwrap_or_default())
}
