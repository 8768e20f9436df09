//! From what AV1 decodes to (luma and chroma planes of 8, 10 or 12 bits) to red, green and blue.
//!
//! Source: ITU-T H.273, 8.3 (the matrices and ranges). Chroma that was recorded at half the resolution is repeated, not
//! smoothed: the picture is made smaller afterwards, or encoded at half the chroma resolution again.

use crate::fault::Fault;
use domain::reason::Reason;
use re_rav1d::dav1d::{
    Picture, PixelLayout, PlanarImageComponent, Plane,
    pixel::{MatrixCoefficients, YUVRange},
};

/// Reads a picture's rows as red, green and blue, or as luma alone. 255 is the most, whatever its depth.
pub struct Reader {
    range: Range,
    luma: Samples,
    /// Blue and red, and how they mix. None in a picture that has luma only.
    chroma: Option<(Samples, Samples, Matrix)>,
}

impl Reader {
    /// Of this picture.
    ///
    /// # Errors
    /// If its colour model is not read.
    pub fn of(picture: &Picture) -> Result<Self, Fault> {
        let chroma = if picture.pixel_layout() == PixelLayout::I400 {
            None
        } else {
            let matrix = Matrix::of(picture.matrix_coefficients()).ok_or(Fault::File(Reason::AvifColours))?;
            let [blue, red] = [PlanarImageComponent::U, PlanarImageComponent::V].map(|part| Samples::of(picture, part));
            Some((blue, red, matrix))
        };
        Ok(Self {
            chroma,
            ..Self::luma_of(picture)
        })
    }

    /// Of this picture, which is an alpha channel: luma counts alone.
    #[must_use]
    pub fn luma_of(picture: &Picture) -> Self {
        Self {
            range: Range::of(picture),
            luma: Samples::of(picture, PlanarImageComponent::Y),
            chroma: None,
        }
    }

    /// One row of colours.
    pub fn colours(&self, row: usize, into: &mut Vec<[f32; 3]>) {
        let mut ys = Vec::new();
        self.luma.read(row, &mut ys);
        into.clear();
        let Some((blue, red, matrix)) = &self.chroma else {
            into.extend(ys.iter().map(|y| [self.range.luma(*y); 3]));
            return;
        };
        let (mut us, mut vs) = (Vec::new(), Vec::new());
        blue.read(row, &mut us);
        red.read(row, &mut vs);
        let samples = ys.iter().zip(&us).zip(&vs);
        into.extend(samples.map(|((y, u), v)| matrix.rgb(&self.range, *y, *u, *v)));
    }

    /// One row of luma.
    pub fn lumas(&self, row: usize, into: &mut Vec<f32>) {
        self.luma.read(row, into);
        into.iter_mut()
            .for_each(|sample| *sample = self.range.luma(*sample).clamp(0.0, 255.0));
    }
}

/// A colour that was multiplied by its alpha, as it was before.
#[must_use]
pub fn divided(colour: [f32; 3], alpha: f32) -> [f32; 3] {
    if alpha > 0.0 {
        colour.map(|channel| channel * 255.0 / alpha)
    } else {
        [0.0; 3]
    }
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

    fn rgb(self, range: &Range, y: f32, u: f32, v: f32) -> [f32; 3] {
        let luma = range.luma(y);
        match self {
            Self::Identity => [range.luma(v), luma, range.luma(u)],
            Self::Weights { red, blue } => {
                let (u, v) = (range.chroma(u), range.chroma(v));
                let (more_red, more_blue) = (2.0 * (1.0 - red) * v, 2.0 * (1.0 - blue) * u);
                let less_green = (red * more_red + blue * more_blue) / (1.0 - red - blue);
                [luma + more_red, luma - less_green, luma + more_blue]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(colour: [f32; 3]) -> [u8; 3] {
        colour.map(|channel| channel.round() as u8)
    }

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
            assert_eq!(
                bytes(matrix.rgb(&range, black, neutral, neutral)),
                [0; 3],
                "{bits} {full}"
            );
            assert_eq!(
                bytes(matrix.rgb(&range, white, neutral, neutral)),
                [255; 3],
                "{bits} {full}"
            );
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
            assert_eq!(bytes(rgb), [255, 0, 0], "{matrix:?}");
        }
    }

    #[test]
    fn identity_is_green_blue_red() {
        let rgb = Matrix::Identity.rgb(&Range::new(8, true), 1.0, 2.0, 3.0);
        assert_eq!(bytes(rgb), [3, 1, 2]);
    }

    #[test]
    fn colours_are_divided_by_alpha_where_they_were_multiplied() {
        assert_eq!(bytes(divided([50.0, 100.0, 0.0], 100.0)), [128, 255, 0]);
        assert_eq!(bytes(divided([50.0, 100.0, 0.0], 255.0)), [50, 100, 0]);
        assert_eq!(bytes(divided([9.0; 3], 0.0)), [0; 3]);
    }
}
