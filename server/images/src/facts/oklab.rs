//! Oklab: a colour space in which distances are about as large as they look.
//!
//! Formulas: Björn Ottosson, <https://bottosson.github.io/posts/oklab/>, and IEC 61966-2-1 for the curve of sRGB.

/// Lightness from 0 to 1, then how green or red, and how blue or yellow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oklab(pub(super) [f64; 3]);

impl Oklab {
    /// A colour in sRGB, its channels from 0 to 255.
    pub(super) fn from_srgb(channels: [f64; 3]) -> Self {
        let [r, g, b] = channels.map(|channel| to_linear(channel / 255.0));
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        Self([
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ])
    }

    /// The nearest colour in sRGB.
    pub(super) fn to_srgb(self) -> [u8; 3] {
        let Self([lightness, a, b]) = self;
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let linear = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ];
        // a cast of what is too large or too small gives the end of the range
        linear.map(|channel| (from_linear(channel) * 255.0).round() as u8)
    }

    /// How far it is from another, squared.
    pub(super) fn distance(self, other: Self) -> f64 {
        let squares = self
            .0
            .into_iter()
            .zip(other.0)
            .map(|(one, other)| (one - other).powi(2));
        squares.sum()
    }
}

fn to_linear(channel: f64) -> f64 {
    if channel <= 0.040_45 {
        channel / 12.92
    } else {
        ((channel + 0.055) / 1.055).powf(2.4)
    }
}

fn from_linear(channel: f64) -> f64 {
    if channel <= 0.003_130_8 {
        channel * 12.92
    } else {
        1.055 * channel.powf(1.0 / 2.4) - 0.055
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_come_back() {
        for colour in [[0, 0, 0], [255, 255, 255], [255, 0, 0], [17, 130, 240], [3, 2, 1]] {
            assert_eq!(Oklab::from_srgb(colour.map(f64::from)).to_srgb(), colour);
        }
    }

    #[test]
    fn red_is_where_its_author_says() {
        // from the table of CSS Color 4, section 9: oklab(62.8% 0.22 0.13)
        let Oklab([lightness, a, b]) = Oklab::from_srgb([255.0, 0.0, 0.0]);
        assert!((lightness - 0.628).abs() < 0.001 && (a - 0.225).abs() < 0.001 && (b - 0.126).abs() < 0.001);
    }
}
