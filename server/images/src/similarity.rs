//! How much of a picture was lost, as people see it: SSIMULACRA2.
//!
//! 100 is identical, 90 cannot be told apart when flipping between the two, 70 is high quality, 50 medium
//! (<https://github.com/cloudinary/ssimulacra2>).

use crate::pixels::{Pixels, on_white};
use fast_ssim2::{PixelDescriptor, PixelSlice, compute_ssimulacra2};

/// The score of a picture against what it was made from, both in front of white. Nothing if they differ in size.
#[must_use]
pub fn score(original: &Pixels, other: &Pixels) -> Option<f64> {
    let (original_rgb, other_rgb) = (rgb(original), rgb(other));
    compute_ssimulacra2(&slice(original, &original_rgb)?, &slice(other, &other_rgb)?).ok()
}

fn rgb(picture: &Pixels) -> Vec<u8> {
    let pixels = picture.data().chunks_exact(picture.layout().channels());
    pixels.flat_map(on_white).collect()
}

fn slice<'a>(picture: &Pixels, rgb: &'a [u8]) -> Option<PixelSlice<'a>> {
    let (width, height) = (picture.width(), picture.height());
    let stride = usize::try_from(width).ok()?.checked_mul(3)?;
    PixelSlice::new(rgb, width, height, stride, PixelDescriptor::RGB8_SRGB).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Layout;

    fn picture(change: impl Fn(usize, u8) -> u8) -> Pixels {
        let shade = |index: usize| change(index, u8::try_from((index % 64 * 3 + index / 64) % 256).unwrap());
        Pixels::new(64, 64, Layout::Grey, (0..64 * 64).map(shade).collect()).unwrap()
    }

    #[test]
    fn the_more_is_lost_the_lower_the_score() {
        let original = picture(|_, shade| shade);
        let [same, little, much] = [1, 8, 60].map(|step| {
            let other = picture(|index, shade| shade / step * step + u8::from(step > 1 && index % 2 == 0));
            score(&original, &other).unwrap()
        });
        assert!(same > 99.9 && same > little && little > much, "{same} {little} {much}");
    }

    #[test]
    fn pictures_of_different_sizes_have_no_score() {
        let other = Pixels::new(32, 64, Layout::Grey, vec![0; 2048]).unwrap();
        assert_eq!(score(&picture(|_, shade| shade), &other), None);
    }
}
