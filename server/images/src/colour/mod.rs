//! Converts colours to sRGB, by a profile or by what a format says. A profile that is broken, or of another kind than the
//! picture, is as good as none.

mod cmyk;
mod deep;
mod source;

pub use deep::Deep;

use crate::{
    fault::Fault,
    formats::Profile,
    pixels::{Layout, Pixels},
};
use source::Transform;

/// Converts a picture to sRGB. One of four inks becomes RGB; any other keeps its layout.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn to_srgb(picture: Pixels, profile: &Profile) -> Result<Pixels, Fault> {
    if picture.layout() == Layout::Cmyk {
        return cmyk::to_srgb(picture, profile);
    }
    match source::bytes(profile, picture.layout()) {
        Some(transform) if transform.grey => convert_grey(picture, &transform),
        Some(transform) => convert(picture, &transform),
        None => Ok(picture),
    }
}

/// Row by row, so that there is never a second picture in memory.
fn convert(picture: Pixels, transform: &Transform<u8>) -> Result<Pixels, Fault> {
    let (width, height, layout) = (picture.width(), picture.height(), picture.layout());
    let mut data = picture.into_data();
    let row_bytes = width as usize * layout.channels();
    let mut converted = vec![0; row_bytes];
    for row in data.chunks_exact_mut(row_bytes.max(1)) {
        if !transform.convert(row, &mut converted) {
            break;
        }
        row.copy_from_slice(&converted);
    }
    Pixels::new(width, height, layout, data)
}

/// Grey is converted through a table of its 256 shades, also where decoding spread it over three channels.
fn convert_grey(picture: Pixels, transform: &Transform<u8>) -> Result<Pixels, Fault> {
    let shades: [u8; 256] = std::array::from_fn(|shade| u8::try_from(shade).unwrap_or(u8::MAX));
    let mut table = [0; 256];
    if !transform.convert(&shades, &mut table) {
        return Ok(picture);
    }
    let (width, height, layout) = (picture.width(), picture.height(), picture.layout());
    let mut data = picture.into_data();
    for pixel in data.chunks_exact_mut(layout.channels()) {
        for channel in pixel.iter_mut().take(3) {
            *channel = table.get(usize::from(*channel)).copied().unwrap_or(*channel);
        }
    }
    Pixels::new(width, height, layout, data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::ColorProfile;

    fn converted(layout: Layout, pixel: &[u8], profile: &Profile) -> Vec<u8> {
        let picture = Pixels::new(1, 1, layout, pixel.to_vec()).unwrap();
        to_srgb(picture, profile).unwrap().into_data()
    }

    fn icc(profile: &ColorProfile) -> Profile {
        Profile::Icc(profile.encode().unwrap())
    }

    fn near(one: &[u8], other: &[u8]) -> bool {
        one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.abs_diff(*b) <= 1)
    }

    #[test]
    fn display_p3_becomes_srgb() {
        // worked out with the matrices of CSS Color 4, section 18
        for (p3, srgb) in [
            ([128, 128, 128], [128, 128, 128]),
            ([200, 100, 100], [215, 93, 97]),
            ([100, 200, 100], [45, 203, 86]),
            ([60, 90, 200], [50, 91, 207]),
        ] {
            for profile in [Profile::DisplayP3, icc(&ColorProfile::new_display_p3())] {
                let found = converted(Layout::Rgb, &p3, &profile);
                assert!(near(&found, &srgb), "{p3:?} became {found:?}");
                let [r, g, b] = p3;
                let found = converted(Layout::Rgba, &[r, g, b, 77], &profile);
                assert!(near(&found, &[&srgb[..], &[77]].concat()), "{p3:?} became {found:?}");
            }
        }
    }

    #[test]
    fn srgb_stays_srgb() {
        let pixel = [10, 100, 200];
        assert_eq!(converted(Layout::Rgb, &pixel, &Profile::Srgb), pixel);
        assert!(near(
            &converted(Layout::Rgb, &pixel, &icc(&ColorProfile::new_srgb())),
            &pixel
        ));
    }

    #[test]
    fn grey_profiles_are_followed() {
        // linear light: half of it is the shade 188 of sRGB
        let linear = icc(&ColorProfile::new_gray_with_gamma(1.0));
        assert!(near(&converted(Layout::Grey, &[128], &linear), &[188]));
        assert!(near(
            &converted(Layout::Rgba, &[128, 128, 128, 50], &linear),
            &[188, 188, 188, 50]
        ));
    }

    #[test]
    fn a_profile_that_does_not_fit_is_ignored() {
        let pixel = [10, 100, 200];
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        let broken = [&b""[..], b"not a profile", &profile[..profile.len() / 2], &[0; 200]];
        for bytes in broken {
            assert_eq!(converted(Layout::Rgb, &pixel, &Profile::Icc(bytes.to_vec())), pixel);
        }
        assert_eq!(converted(Layout::Grey, &[10], &Profile::Icc(profile)), [10]);
    }
}
