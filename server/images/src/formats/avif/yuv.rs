//! From what AV1 decodes to (luma and chroma planes of 8, 10 or 12 bits) to RGB of 8 bits.
//!
//! Source: ITU-T H.273, 8.3 (the matrices and ranges). Chroma that was recorded at half the resolution is repeated, not
//! smoothed: the picture is made smaller afterwards, or encoded at half the chroma resolution again.

use crate::fault::Fault;
use domain::reason::Reason;
use re_rav1d::dav1d::{
    Picture, PixelLayout, PlanarImageComponent, Plane,
    pixel::{MatrixCoefficients, YUVRange},
};

/// The picture as RGB, without gaps.
///
/// # Errors
/// If its colour model is not read.
pub fn to_rgb(picture: &Picture) -> Result<Vec<u8>, Fault> {
    if picture.pixel_layout() == PixelLayout::I400 {
        return Ok(to_grey(picture).into_iter().flat_map(|grey| [grey; 3]).collect());
    }
    let matrix = Matrix::of(picture.matrix_coefficients()).ok_or(Fault::File(Reason::AvifColours))?;
    let range = Range::of(picture);
    let [luma, blue, red] = [
        PlanarImageComponent::Y,
        PlanarImageComponent::U,
        PlanarImageComponent::V,
    ]
    .map(|part| Samples::of(picture, part));
    let (mut ys, mut us, mut vs) = (Vec::new(), Vec::new(), Vec::new());
    let mut rgb = Vec::with_capacity(picture.width() as usize * picture.height() as usize * 3);
    for row in 0..picture.height() as usize {
        luma.read(row, &mut ys);
        blue.read(row, &mut us);
        red.read(row, &mut vs);
        for ((y, u), v) in ys.iter().zip(&us).zip(&vs) {
            rgb.extend(matrix.rgb(&range, *y, *u, *v));
        }
    }
    Ok(rgb)
}

/// Luma alone: what an alpha channel is recorded as.
#[must_use]
pub fn to_grey(picture: &Picture) -> Vec<u8> {
    let range = Range::of(picture);
    let samples = Samples::of(picture, PlanarImageComponent::Y);
    let mut row = Vec::new();
    let mut grey = Vec::with_capacity(picture.width() as usize * picture.height() as usize);
    for y in 0..picture.height() as usize {
        samples.read(y, &mut row);
        grey.extend(row.iter().map(|sample| byte(range.luma(*sample))));
    }
    grey
}

/// RGB and alpha together; colours that were multiplied by alpha are divided by it.
#[must_use]
pub fn with_alpha(rgb: &[u8], alpha: &[u8], premultiplied: bool) -> Vec<u8> {
    let divided =
        |channel: u8, alpha: u8| match (u32::from(channel) * 255 + u32::from(alpha) / 2).checked_div(alpha.into()) {
            Some(channel) => u8::try_from(channel).unwrap_or(u8::MAX),
            None => 0,
        };
    let pixels = rgb.as_chunks::<3>().0.iter().zip(alpha);
    let pixels = pixels.flat_map(|(colour, alpha)| {
        let [r, g, b] = if premultiplied {
            colour.map(|channel| divided(channel, *alpha))
        } else {
            *colour
        };
        [r, g, b, *alpha]
    });
    pixels.collect()
}

/// One plane.
struct Samples {
    plane: Plane,
    /// Bytes from one row to the next.
    stride: usize,
    /// Whether a sample has two bytes.
    wide: bool,
    /// Samples in a row of the picture.
    width: usize,
    /// How many pixels of a row share a sample.
    across: usize,
    /// How many rows share a sample.
    down: usize,
}

impl Samples {
    fn of(picture: &Picture, part: PlanarImageComponent) -> Self {
        let (across, down) = match (part, picture.pixel_layout()) {
            (PlanarImageComponent::Y, _) | (_, PixelLayout::I400 | PixelLayout::I444) => (1, 1),
            (_, PixelLayout::I420) => (2, 2),
            (_, PixelLayout::I422) => (2, 1),
        };
        Self {
            plane: picture.plane(part),
            stride: picture.stride(part) as usize,
            wide: picture.bit_depth() > 8,
            width: picture.width() as usize,
            across,
            down,
        }
    }

    /// The samples of one row of the picture, one a pixel.
    fn read(&self, row: usize, into: &mut Vec<f32>) {
        into.clear();
        let bytes = self.plane.get(row / self.down * self.stride..).unwrap_or_default();
        let mut repeat = |sample: f32| into.extend(std::iter::repeat_n(sample, self.across));
        let count = self.width.div_ceil(self.across);
        if self.wide {
            let pairs = bytes.as_chunks::<2>().0.iter().take(count);
            pairs.for_each(|pair| repeat(f32::from(u16::from_ne_bytes(*pair))));
        } else {
            bytes.iter().take(count).for_each(|byte| repeat(f32::from(*byte)));
        }
        into.truncate(self.width);
    }
}

/// Which sample stands for black, which for white, and which for no colour.
#[derive(Debug, Clone, Copy)]
struct Range {
    black: f32,
    luma_scale: f32,
    neutral: f32,
    chroma_scale: f32,
}

impl Range {
    fn of(picture: &Picture) -> Self {
        let bits = picture.bits_per_component().map_or(8, |bits| bits.0);
        Self::new(bits, picture.color_range() == YUVRange::Full)
    }

    fn new(bits: usize, full: bool) -> Self {
        let step = f32::from(1_u16 << bits.clamp(8, 15).saturating_sub(8));
        let (black, luma, chroma) = if full {
            let most = 256.0 * step - 1.0;
            (0.0, most, most)
        } else {
            (16.0 * step, 219.0 * step, 224.0 * step)
        };
        Self {
            black,
            luma_scale: 255.0 / luma,
            neutral: 128.0 * step,
            chroma_scale: 255.0 / chroma,
        }
    }

    fn luma(&self, sample: f32) -> f32 {
        (sample - self.black) * self.luma_scale
    }

    fn chroma(&self, sample: f32) -> f32 {
        (sample - self.neutral) * self.chroma_scale
    }
}

/// How luma and chroma make up red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Matrix {
    /// They are green, blue and red.
    Identity,
    /// By the weights of red and blue in luma.
    Weights { red: f32, blue: f32 },
}

impl Matrix {
    fn of(matrix: MatrixCoefficients) -> Option<Self> {
        let (red, blue) = match matrix {
            MatrixCoefficients::Identity => return Some(Self::Identity),
            MatrixCoefficients::BT709 => (0.2126, 0.0722),
            MatrixCoefficients::BT2020NonConstantLuminance => (0.2627, 0.0593),
            MatrixCoefficients::BT470M => (0.30, 0.11),
            MatrixCoefficients::ST240M => (0.212, 0.087),
            // where nothing is said, BT.601 is meant (MIAF 7.3.6.4)
            MatrixCoefficients::BT470BG | MatrixCoefficients::ST170M | MatrixCoefficients::Unspecified => {
                (0.299, 0.114)
            }
            _ => return None,
        };
        Some(Self::Weights { red, blue })
    }

    fn rgb(self, range: &Range, y: f32, u: f32, v: f32) -> [u8; 3] {
        let luma = range.luma(y);
        match self {
            Self::Identity => [byte(range.luma(v)), byte(luma), byte(range.luma(u))],
            Self::Weights { red, blue } => {
                let (u, v) = (range.chroma(u), range.chroma(v));
                let (more_red, more_blue) = (2.0 * (1.0 - red) * v, 2.0 * (1.0 - blue) * u);
                let less_green = (red * more_red + blue * more_blue) / (1.0 - red - blue);
                [byte(luma + more_red), byte(luma - less_green), byte(luma + more_blue)]
            }
        }
    }
}

fn byte(value: f32) -> u8 {
    // the conversion saturates
    (value + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_and_white_are_found_in_every_range() {
        for (bits, full, black, white, neutral) in [
            (8, true, 0.0, 255.0, 128.0),
            (8, false, 16.0, 235.0, 128.0),
            (10, true, 0.0, 1023.0, 512.0),
            (10, false, 64.0, 940.0, 512.0),
            (12, false, 256.0, 3760.0, 2048.0),
        ] {
            let range = Range::new(bits, full);
            let matrix = Matrix::of(MatrixCoefficients::BT709).unwrap();
            assert_eq!(matrix.rgb(&range, black, neutral, neutral), [0; 3], "{bits} {full}");
            assert_eq!(matrix.rgb(&range, white, neutral, neutral), [255; 3], "{bits} {full}");
        }
    }

    #[test]
    fn each_matrix_finds_its_red() {
        // pure red in limited range: Y = 16 + 219 Kr, Cb = 128 - 224 Kr / (2 (1 - Kb)), Cr = 128 + 112
        for (matrix, y, u) in [
            (MatrixCoefficients::BT470BG, 81.481, 90.203),
            (MatrixCoefficients::BT709, 62.559, 102.336),
            (MatrixCoefficients::BT2020NonConstantLuminance, 73.531, 96.723),
        ] {
            let rgb = Matrix::of(matrix).unwrap().rgb(&Range::new(8, false), y, u, 240.0);
            assert_eq!(rgb, [255, 0, 0], "{matrix:?}");
        }
    }

    #[test]
    fn identity_is_green_blue_red() {
        assert_eq!(Matrix::Identity.rgb(&Range::new(8, true), 1.0, 2.0, 3.0), [3, 1, 2]);
    }

    #[test]
    fn colours_are_divided_by_alpha_where_they_were_multiplied() {
        assert_eq!(with_alpha(&[50, 100, 0], &[100], false), [50, 100, 0, 100]);
        assert_eq!(with_alpha(&[50, 100, 0], &[100], true), [128, 255, 0, 100]);
        assert_eq!(with_alpha(&[9, 9, 9], &[0], true), [0, 0, 0, 0]);
    }
}
