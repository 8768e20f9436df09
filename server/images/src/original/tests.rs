//! Copies of originals: smaller, alike, and with everything that the originals carry.

use super::{memory, most, smaller};
use crate::{
    formats::{Header, decode},
    pixels::{Layout, Pixels},
    similarity::score,
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::time::Duration;

const ENOUGH: Duration = Duration::from_secs(60);

/// Soft shapes with edges and fine texture.
fn scenery(width: u32, height: u32, noise: f64) -> Pixels {
    let colour = move |x: u32, y: u32| {
        let (u, v) = (f64::from(x) / 640.0, f64::from(y) / 640.0);
        let grain = f64::from(((x * 7919) ^ (y * 104_729)) % 101) / 101.0 * noise;
        let edge = if (u * 5.0).sin() > v * 2.0 - 1.0 { 40.0 } else { 0.0 };
        [0.0, 1.0, 2.0].map(|phase| (100.0 + 60.0 * (5.0 * u + 3.0 * v + phase).sin() + grain + edge) as u8)
    };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Pixels::new(
        width,
        height,
        Layout::Rgb,
        places.flat_map(|(x, y)| colour(x, y)).collect(),
    )
    .unwrap()
}

fn jpeg(picture: &Pixels, quality: u8, sampling: SamplingFactor) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(sampling);
    encoder.add_exif_metadata(b"II*\0\x08\0\0\0\0\0\0\0\0\0").unwrap();
    encoder
        .add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>".to_vec())
        .unwrap();
    encoder
        .add_icc_profile(&moxcms::ColorProfile::new_display_p3().encode().unwrap())
        .unwrap();
    let (width, height) = (
        picture.width().try_into().unwrap(),
        picture.height().try_into().unwrap(),
    );
    encoder.encode(picture.data(), width, height, ColorType::Rgb).unwrap();
    file
}

fn read(file: &[u8]) -> (Header, Pixels) {
    let header = Header::read(file).unwrap();
    let picture = decode(file, &header, header.whole()).unwrap().picture;
    (header, picture)
}

/// With transparency everywhere: a copy need not store it where all is opaque.
fn shown(picture: &Pixels) -> Vec<[u8; 4]> {
    let pixels = picture.data().chunks_exact(picture.layout().channels());
    let shown = |pixel: &[u8]| match *pixel {
        [grey] => [grey, grey, grey, 255],
        [red, green, blue] => [red, green, blue, 255],
        [red, green, blue, alpha] => [red, green, blue, alpha],
        _ => panic!("no pixel of ours"),
    };
    pixels.map(shown).collect()
}

fn copy(file: &[u8]) -> Option<Vec<u8>> {
    smaller(file, &Header::read(file).unwrap(), ENOUGH)
}

#[test]
fn a_generous_jpeg_becomes_smaller_and_looks_the_same() {
    for sampling in [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_0] {
        let file = jpeg(&scenery(700, 500, 4.0), 99, sampling);
        let copy = copy(&file).expect("it pays");
        assert!(copy.len() as u64 <= most(file.len() as u64));
        let ((header, picture), (copied_header, copied)) = (read(&file), read(&copy));
        assert_eq!(
            (&header.exif, &header.profile),
            (&copied_header.exif, &copied_header.profile)
        );
        assert!(header.exif.is_some());
        assert!(score(&picture, &copied).unwrap() >= 89.0);
        assert!(copy.windows(12).any(|bytes| bytes == b"<x:xmpmeta/>"));
    }
}

#[test]
fn a_jpeg_that_is_small_already_stays_as_it_is() {
    assert_eq!(copy(&jpeg(&scenery(700, 500, 12.0), 75, SamplingFactor::R_4_2_0)), None);
}

#[test]
fn a_jpeg_with_something_behind_its_picture_stays_as_it_is() {
    let mut file = jpeg(&scenery(300, 200, 12.0), 99, SamplingFactor::R_4_2_0);
    assert!(copy(&file).is_some());
    file.extend(b"a film");
    assert_eq!(copy(&file), None);
}

/// Written as badly as can be: nothing is filtered, and hardly compressed.
fn png(picture: &Pixels, colours: png::ColorType, depth: png::BitDepth, data: &[u8]) -> Vec<u8> {
    let mut info = png::Info::with_size(picture.width(), picture.height());
    info.color_type = colours;
    info.bit_depth = depth;
    info.exif_metadata = Some(b"II*\0\x08\0\0\0\0\0\0\0\0\0".into());
    info.icc_profile = Some(moxcms::ColorProfile::new_display_p3().encode().unwrap().into());
    if colours == png::ColorType::Indexed {
        info.palette = Some(
            (0..=255)
                .flat_map(|shade: u8| [shade, 255 - shade, shade / 2])
                .collect::<Vec<_>>()
                .into(),
        );
        info.trns = Some(vec![0, 128].into());
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut file, info).unwrap();
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_compression(png::Compression::Fastest);
    encoder.add_text_chunk("Author".into(), "Mei Lin".into()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    file
}

#[test]
fn a_png_becomes_smaller_and_stays_what_it_was() {
    let picture = scenery(400, 300, 0.0);
    let greys: Vec<u8> = picture.data().as_chunks::<3>().0.iter().map(|[r, ..]| *r).collect();
    let wide: Vec<u8> = picture
        .data()
        .iter()
        .zip(0..=255_u8)
        .flat_map(|(byte, low)| [*byte, low])
        .collect();
    let wide = [wide.as_slice(), &vec![7; picture.data().len() * 2 - wide.len()]].concat();
    for (colours, depth, data) in [
        (png::ColorType::Rgb, png::BitDepth::Eight, picture.data()),
        (png::ColorType::Rgb, png::BitDepth::Sixteen, &wide),
        (png::ColorType::Grayscale, png::BitDepth::Eight, &greys),
        (png::ColorType::Indexed, png::BitDepth::Eight, &greys),
    ] {
        let file = png(&picture, colours, depth, data);
        let copy = copy(&file).unwrap_or_else(|| panic!("{colours:?} {depth:?}"));
        assert!(copy.len() as u64 <= most(file.len() as u64));
        let ((header, pixels), (copied_header, copied)) = (read(&file), read(&copy));
        assert_eq!(
            (&header.exif, &header.profile),
            (&copied_header.exif, &copied_header.profile)
        );
        assert!(header.exif.is_some());
        assert!(shown(&pixels) == shown(&copied), "{colours:?} {depth:?}");
        assert!(copy.windows(7).any(|bytes| bytes == b"Mei Lin"));
    }
}

#[test]
fn an_animation_stays_as_it_is() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 64, 64);
    encoder.set_animated(2, 0).unwrap();
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header().unwrap();
    for _ in 0..2 {
        writer.write_image_data(&[0; 64 * 64]).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(copy(&file), None);
}

#[test]
fn too_little_time_is_no_copy() {
    let large = scenery(1600, 800, 0.0);
    let files = [
        jpeg(&scenery(700, 500, 4.0), 99, SamplingFactor::R_4_2_0),
        png(&large, png::ColorType::Rgb, png::BitDepth::Eight, large.data()),
    ];
    for file in &files {
        assert_eq!(smaller(file, &Header::read(file).unwrap(), Duration::ZERO), None);
    }
}

#[test]
fn deep_pngs_take_twice_the_memory_and_jpegs_more_than_their_picture() {
    let picture = scenery(64, 48, 0.0);
    let needed = |file: &[u8]| memory(file, &Header::read(file).unwrap());
    let deep = vec![7; 64 * 48 * 6];
    let [eight, sixteen] = [(png::BitDepth::Eight, picture.data()), (png::BitDepth::Sixteen, &deep)]
        .map(|(depth, data)| needed(&png(&picture, png::ColorType::Rgb, depth, data)));
    assert_eq!((eight, sixteen), (Some(64 * 48 * 12), Some(64 * 48 * 24)));
    let jpeg = needed(&jpeg(&picture, 90, SamplingFactor::R_4_2_0));
    assert!(jpeg > Some(64 * 48 * 3));
}

#[test]
fn other_formats_are_left_alone() {
    let picture = scenery(64, 64, 0.0);
    let file = webp::Encoder::from_rgb(picture.data(), 64, 64)
        .encode_lossless()
        .to_vec();
    assert_eq!(copy(&file), None);
    assert_eq!(memory(&file, &Header::read(&file).unwrap()), None);
}
