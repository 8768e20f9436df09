//! What each method of libwebp and each speed of rav1e costs, and how many bytes it needs for the same score.

use crate::photo::{Photo, median, score};
use images::{clock::Stopwatch, encode::quality::target, pixels::Pixels};
use std::error::Error;
use webp::{PixelLayout, WebPConfig};

type Encode<'a> = &'a dyn Fn(&Pixels, f32) -> Option<Vec<u8>>;

const WIDTH: u32 = 1280;

pub(crate) fn print(photos: &[Photo]) -> Result<(), Box<dyn Error>> {
    let sizes: Vec<Pixels> = photos.iter().filter_map(|photo| photo.at(WIDTH)).collect();
    println!(
        "{} photographs at {WIDTH} pixels, each at a score of {}",
        sizes.len(),
        target(WIDTH)
    );
    println!("| encoder | median ms | median bytes | median quality |");
    println!("|---|---|---|---|");
    for method in 0..=6 {
        for sharp in [false, true] {
            let name = format!("libwebp, method {method}{}", if sharp { ", sharp" } else { "" });
            row(&name, &sizes, &|picture, quality| webp(picture, quality, method, sharp))?;
        }
    }
    for subsampling in ["baseline", "optimised", "progressive", "baseline 4:4:4"] {
        row(&format!("JPEG, {subsampling}"), &sizes, &|picture, quality| {
            jpeg(picture, quality, subsampling)
        })?;
    }
    for (speed, depth) in [(6, 10), (7, 10), (8, 10), (8, 8), (9, 10), (9, 8), (10, 10), (10, 8)] {
        let name = format!("rav1e, speed {speed}, {depth} bits");
        row(&name, &sizes, &|picture, quality| avif(picture, quality, speed, depth))?;
    }
    Ok(())
}

fn row(name: &str, sizes: &[Pixels], encode: Encode<'_>) -> Result<(), Box<dyn Error>> {
    let (mut times, mut bytes, mut qualities) = (Vec::new(), Vec::new(), Vec::new());
    for picture in sizes {
        let (quality, length) = matched(picture, encode)?;
        times.push(fastest(picture, quality.round(), encode)?);
        bytes.push(length);
        qualities.push(f64::from(quality));
    }
    println!(
        "| {name} | {:.0} | {:.0} | {:.1} |",
        median(times),
        median(bytes),
        median(qualities)
    );
    Ok(())
}

/// Milliseconds, of three tries the fastest.
fn fastest(picture: &Pixels, quality: f32, encode: Encode<'_>) -> Result<f64, Box<dyn Error>> {
    let mut fastest = f64::INFINITY;
    for _ in 0..3 {
        let watch = Stopwatch::start();
        encode(picture, quality).ok_or("encoding failed")?;
        fastest = fastest.min(f64::from(u32::try_from(watch.millis())?));
    }
    Ok(fastest)
}

/// The quality at which a picture has exactly the score that is aimed at, and the bytes it takes there: between two whole
/// qualities, both are taken from the line through them.
fn matched(picture: &Pixels, encode: Encode<'_>) -> Result<(f32, f64), Box<dyn Error>> {
    let at = |quality: f32| -> Result<(f64, f64), Box<dyn Error>> {
        let file = encode(picture, quality).ok_or("encoding failed")?;
        Ok((score(picture, &file)?, f64::from(u32::try_from(file.len())?)))
    };
    let (mut low, mut high) = (20_u16, 98_u16);
    while low < high {
        let middle = low.midpoint(high);
        if at(f32::from(middle))?.0 >= target(WIDTH) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let ((below, fewer), (above, more)) = (at(f32::from(high - 1))?, at(f32::from(high))?);
    let part = ((target(WIDTH) - below) / (above - below)).clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, reason = "it is between 0 and 1")]
    Ok((f32::from(high - 1) + part as f32, fewer + (more - fewer) * part))
}

fn webp(picture: &Pixels, quality: f32, method: i32, sharp: bool) -> Option<Vec<u8>> {
    let mut config = WebPConfig::new().ok()?;
    config.quality = quality;
    config.method = method;
    config.use_sharp_yuv = i32::from(sharp);
    let encoder = webp::Encoder::new(picture.data(), PixelLayout::Rgb, picture.width(), picture.height());
    encoder.encode_advanced(&config).ok().map(|file| file.to_vec())
}

fn jpeg(picture: &Pixels, quality: f32, kind: &str) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between 20 and 98"
    )]
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, quality as u8);
    encoder.set_chroma_subsampling_method(jpeg_encoder::ChromaSubsamplingMethod::Average);
    encoder.set_sampling_factor(if kind.ends_with("4:4:4") {
        jpeg_encoder::SamplingFactor::R_4_4_4
    } else {
        jpeg_encoder::SamplingFactor::R_4_2_0
    });
    encoder.set_optimized_huffman_tables(matches!(kind, "optimised" | "progressive"));
    encoder.set_progressive(kind == "progressive");
    let (width, height) = (picture.width().try_into().ok()?, picture.height().try_into().ok()?);
    encoder
        .encode(picture.data(), width, height, jpeg_encoder::ColorType::Rgb)
        .ok()?;
    Some(file)
}

fn avif(picture: &Pixels, quality: f32, speed: u8, depth: u8) -> Option<Vec<u8>> {
    let pixels: Vec<_> = picture
        .data()
        .as_chunks()
        .0
        .iter()
        .map(|pixel| ravif::RGB8::from(*pixel))
        .collect();
    let encoder = ravif::Encoder::new()
        .with_quality(quality)
        .with_speed(speed)
        .with_bit_depth(if depth == 8 {
            ravif::BitDepth::Eight
        } else {
            ravif::BitDepth::Ten
        })
        .with_num_threads(Some(1));
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    encoder
        .encode_rgb(ravif::Img::new(&pixels, width, height))
        .ok()
        .map(|encoded| encoded.avif_file)
}
