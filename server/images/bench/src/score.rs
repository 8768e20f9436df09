//! How much a picture looks like its original, by SSIMULACRA2: 100 is the same, 90 cannot be told from it, 70 is good.
//!
//! The original at a picture's size is made here, apart from both programs: Lanczos of three lobes over the full
//! resolution. It is made twice, of light (as is right) and of sRGB's codes (as most programs do it), and the better of the
//! two scores counts: in noisy photographs the two differ more than any quality makes up for, and what is to be matched is
//! how well files are compressed. Both programs' files are decoded by the same decoders, sharp's.

use crate::{Result, options::Options, sharp::Sharp};
use domain::{
    rendition::Rendition,
    seal::{sha256, to_hex},
};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer, images::TypedImage, pixels::F32x3};
use fast_ssim2::{PixelDescriptor, PixelSlice, Ssimulacra2Reference};
use std::{collections::BTreeMap, fs, path::Path};

/// A photograph at one size: of light, and of codes.
pub(crate) struct Original([Picture; 2]);

impl Original {
    /// What is measured of it in advance. It takes far more memory.
    pub(crate) fn reference(&self) -> Result<Reference> {
        let of = |picture: &Picture| Ok::<_, Box<dyn std::error::Error>>(Ssimulacra2Reference::new(&picture.slice()?)?);
        let [light, codes] = &self.0;
        Ok(Reference([of(light)?, of(codes)?]))
    }
}

/// What pictures are measured against.
pub(crate) struct Reference([Ssimulacra2Reference; 2]);

impl Reference {
    /// How much a picture looks like it.
    pub(crate) fn score(&self, picture: &Picture) -> Result<f64> {
        let [light, codes] = &self.0;
        let picture = picture.slice()?;
        Ok(light.compare(&picture)?.max(codes.compare(&picture)?))
    }
}

/// Bare pixels, three bytes each, sRGB.
pub(crate) struct Picture {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

impl Picture {
    /// Decodes a file.
    pub(crate) fn decode(sharp: &mut Sharp, options: &Options, file: &Path) -> Result<Self> {
        let bare = options.scratch("bare");
        let (width, height) = sharp.decode(file, &bare)?;
        Ok(Self {
            width,
            height,
            data: fs::read(&bare)?,
        })
    }

    fn slice(&self) -> Result<PixelSlice<'_>> {
        let stride = usize::try_from(self.width)? * 3;
        let slice = PixelSlice::new(&self.data, self.width, self.height, stride, PixelDescriptor::RGB8_SRGB);
        slice.map_err(|error| format!("bare pixels: {error:?}").into())
    }
}

/// The original at each of these sizes, by width. Kept, because a large one takes seconds.
pub(crate) fn originals(
    sharp: &mut Sharp,
    options: &Options,
    file: &Path,
    outputs: &[Rendition],
) -> Result<BTreeMap<u32, Original>> {
    let digest = to_hex(&sha256(&fs::read(file)?));
    let mut whole = None;
    let mut originals = BTreeMap::new();
    for &Rendition { width, height, .. } in outputs {
        let mut made = |curve: &Curve| {
            let path = options.kept.join(format!("{}-{digest}-{width}x{height}", curve.name));
            if !path.exists() {
                let whole = match &whole {
                    Some(whole) => whole,
                    None => whole.insert(Picture::decode(sharp, options, file)?),
                };
                let fresh = options.scratch("fresh");
                fs::write(&fresh, resized(whole, curve, width, height)?)?;
                fs::rename(&fresh, &path)?;
            }
            let data = fs::read(&path)?;
            Ok::<_, Box<dyn std::error::Error>>(Picture { width, height, data })
        };
        originals.insert(width, Original([made(&LIGHT)?, made(&CODES)?]));
    }
    Ok(originals)
}

/// What is averaged when a picture is made smaller.
struct Curve {
    name: &'static str,
    there: fn(f32) -> f32,
    back: fn(f32) -> f32,
}

const LIGHT: Curve = Curve {
    name: "light",
    there: to_light,
    back: to_code,
};

const CODES: Curve = Curve {
    name: "codes",
    there: |code| code,
    back: |code| code,
};

fn resized(whole: &Picture, curve: &Curve, width: u32, height: u32) -> Result<Vec<u8>> {
    let values: Vec<f32> = (0..=u8::MAX)
        .map(|code| (curve.there)(f32::from(code) / 255.0))
        .collect();
    let of = |code: &u8| values.get(usize::from(*code)).copied().unwrap_or_default();
    let (pixels, _) = whole.data.as_chunks::<3>();
    let pixels = pixels.iter().map(|[r, g, b]| F32x3::new([of(r), of(g), of(b)]));
    let whole = TypedImage::from_pixels(whole.width, whole.height, pixels.collect::<Vec<_>>())?;
    let mut small = TypedImage::<F32x3>::new(width, height);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize_typed(&whole, &mut small, &options)?;
    let codes = small.pixels().iter().flat_map(|pixel| pixel.0);
    Ok(codes.map(|value| byte((curve.back)(value.clamp(0.0, 1.0)))).collect())
}

/// IEC 61966-2-1.
fn to_light(code: f32) -> f32 {
    if code <= 0.04045 {
        code / 12.92
    } else {
        ((code + 0.055) / 1.055).powf(2.4)
    }
}

fn to_code(light: f32) -> f32 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

fn byte(code: f32) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casts to whole numbers end at the ends"
    )]
    let byte = (code * 255.0).round() as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_and_code_are_inverse() {
        for code in 0..=u8::MAX {
            assert_eq!(byte(to_code(to_light(f32::from(code) / 255.0))), code);
        }
    }

    #[test]
    fn the_mean_is_taken_of_light_or_of_codes() {
        // black and white in stripes of one pixel: half the light is code 188
        let data = [[0; 3], [255; 3]].concat().repeat(32 * 64);
        let picture = Picture {
            width: 64,
            height: 64,
            data,
        };
        for (curve, expected) in [(LIGHT, 188), (CODES, 128)] {
            let small = resized(&picture, &curve, 8, 8).unwrap();
            let middle = &small[(4 * 8 + 4) * 3..][..3];
            assert!(middle.iter().all(|code| code.abs_diff(expected) <= 2), "{middle:?}");
        }
    }

    #[test]
    fn a_blurred_picture_scores_less() {
        let draw = |value: fn(u32, u32) -> u8| Picture {
            width: 64,
            height: 64,
            data: (0..64 * 64).flat_map(|at| [value(at % 64, at / 64); 3]).collect(),
        };
        let clear = |x: u32, y: u32| if (x / 4 + y / 4).is_multiple_of(2) { 60 } else { 200 };
        let blurred = |x: u32, y: u32| if (x / 4 + y / 4).is_multiple_of(2) { 90 } else { 170 };
        let score = |light, codes, picture| {
            let original = Original([draw(light), draw(codes)]);
            original.reference().unwrap().score(&draw(picture)).unwrap()
        };
        assert!(
            score(clear, blurred, clear) > 99.0 && score(blurred, clear, clear) > 99.0,
            "one is enough"
        );
        assert!(score(clear, clear, blurred) < 80.0);
    }
}
