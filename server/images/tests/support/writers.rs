//! Writes photos as files of every kind.

use super::picture::Picture;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use png::{BitDepth, Info};

/// What a file carries besides its picture.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    pub(crate) exif: Option<Vec<u8>>,
    pub(crate) profile: Option<Vec<u8>>,
    /// JPEG only: number and content of further segments.
    pub(crate) segments: Vec<(u8, Vec<u8>)>,
}

/// How the colours of a JPEG are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jpeg {
    Baseline,
    /// Baseline, each channel in a scan of its own, chroma at half the resolution.
    Scans,
    Progressive,
    Grey,
    Cmyk,
    Ycck,
}

pub(crate) fn jpeg(picture: &Picture) -> Vec<u8> {
    jpeg_with(picture, Jpeg::Baseline, &Extras::default())
}

pub(crate) fn jpeg_with(picture: &Picture, kind: Jpeg, extras: &Extras) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 95);
    encoder.set_progressive(kind == Jpeg::Progressive);
    if kind == Jpeg::Scans {
        encoder.set_optimized_huffman_tables(true);
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    }
    if let Some(exif) = &extras.exif {
        encoder.add_exif_metadata(exif).unwrap();
    }
    if let Some(profile) = &extras.profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    for (number, content) in &extras.segments {
        encoder.add_app_segment(*number, content.clone()).unwrap();
    }
    let (data, colours) = match kind {
        Jpeg::Baseline | Jpeg::Scans | Jpeg::Progressive => (picture.rgb(), ColorType::Rgb),
        Jpeg::Grey => (picture.pixels.iter().map(|[grey, ..]| *grey).collect(), ColorType::Luma),
        Jpeg::Cmyk => (cmyk(picture), ColorType::Cmyk),
        Jpeg::Ycck => (cmyk(picture), ColorType::CmykAsYcck),
    };
    let (width, height) = (picture.width.try_into().unwrap(), picture.height.try_into().unwrap());
    encoder.encode(&data, width, height, colours).unwrap();
    file
}

fn cmyk(picture: &Picture) -> Vec<u8> {
    let pixels = picture.pixels.iter().flat_map(|[r, g, b, _]| {
        let most = *r.max(g).max(b);
        let ink = |channel: u8| 255 - u8::try_from(u32::from(channel) * 255 / u32::from(most.max(1))).unwrap();
        [ink(*r), ink(*g), ink(*b), 255 - most]
    });
    pixels.collect()
}

/// How the colours of a PNG are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Png {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
    Rgb16,
    /// The four colours, and the first of them transparent.
    Palette([[u8; 3]; 4]),
}

pub(crate) fn png(picture: &Picture, kind: Png, extras: &Extras) -> Vec<u8> {
    let mut info = Info::with_size(picture.width, picture.height);
    info.exif_metadata = extras.exif.as_deref().map(Into::into);
    info.icc_profile = extras.profile.as_deref().map(Into::into);
    let pixels = picture.pixels.iter();
    info.bit_depth = if kind == Png::Rgb16 {
        BitDepth::Sixteen
    } else {
        BitDepth::Eight
    };
    let data: Vec<u8> = match kind {
        Png::Grey => pixels.map(|[grey, ..]| *grey).collect(),
        Png::GreyAlpha => pixels.flat_map(|[grey, _, _, alpha]| [*grey, *alpha]).collect(),
        Png::Rgb => picture.rgb(),
        Png::Rgba => picture.rgba(),
        Png::Rgb16 => picture.rgb().iter().flat_map(|byte| [*byte, *byte]).collect(),
        Png::Palette(colours) => {
            info.palette = Some(colours.concat().into());
            info.trns = Some(vec![0].into());
            let index = |colour: &[u8; 4]| colours.iter().position(|known| known[..] == colour[..3]).unwrap();
            pixels.map(|colour| u8::try_from(index(colour)).unwrap()).collect()
        }
    };
    info.color_type = match kind {
        Png::Grey => png::ColorType::Grayscale,
        Png::GreyAlpha => png::ColorType::GrayscaleAlpha,
        Png::Rgb | Png::Rgb16 => png::ColorType::Rgb,
        Png::Rgba => png::ColorType::Rgba,
        Png::Palette(_) => png::ColorType::Indexed,
    };
    let mut file = Vec::new();
    let mut writer = png::Encoder::with_info(&mut file, info)
        .unwrap()
        .write_header()
        .unwrap();
    writer.write_image_data(&data).unwrap();
    writer.finish().unwrap();
    file
}

pub(crate) fn webp(picture: &Picture, lossless: bool) -> Vec<u8> {
    let data = picture.rgba();
    let encoder = webp::Encoder::from_rgba(&data, picture.width, picture.height);
    encoder.encode_simple(lossless, 95.0).unwrap().to_vec()
}

/// WebP with more than a picture in it (RFC 9649, 2.7).
pub(crate) fn webp_with(picture: &Picture, extras: &Extras) -> Vec<u8> {
    let simple = webp(picture, true);
    let flags = if extras.profile.is_some() { 0x20 } else { 0 } | if extras.exif.is_some() { 0x08 } else { 0 };
    let side = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    let extended = [vec![flags, 0, 0, 0], side(picture.width), side(picture.height)].concat();
    let mut chunks = chunk(b"VP8X", &extended);
    chunks.extend(extras.profile.iter().flat_map(|profile| chunk(b"ICCP", profile)));
    chunks.extend(&simple[12..]);
    chunks.extend(extras.exif.iter().flat_map(|exif| chunk(b"EXIF", exif)));
    chunk(b"RIFF", &[&b"WEBP"[..], &chunks].concat())
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    [name, &length[..], content, &[0][..content.len() % 2]].concat()
}

/// A file from `tests/files`.
pub(crate) fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}
