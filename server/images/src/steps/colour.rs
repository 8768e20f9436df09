//! Converts colours to sRGB. A profile that is broken, or of another kind than the picture, is as good as none.

use crate::{
    fault::Fault,
    formats::Profile,
    pipeline::Work,
    pixels::{Layout, Pixels},
};
use moxcms::{ColorProfile, DataColorSpace, Layout as Kind, Transform8BitExecutor, TransformOptions};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

type Transform = Arc<Transform8BitExecutor>;

/// Converts colours to sRGB.
///
/// # Errors
/// Never for a picture that was decoded.
pub fn run(work: &mut Work<'_>) -> Result<(), Fault> {
    let picture = work.take_picture()?;
    work.picture = Some(to_srgb(picture, &work.header()?.profile)?);
    Ok(())
}

fn to_srgb(picture: Pixels, profile: &Profile) -> Result<Pixels, Fault> {
    if picture.layout() == Layout::Cmyk {
        return inks_on_paper(&picture);
    }
    // profiles are as foreign as pixels, but a photo can be shown without one
    let found = catch_unwind(|| transform(profile, picture.layout())).ok().flatten();
    match found {
        Some((transform, DataColorSpace::Gray)) => convert_grey(picture, &transform),
        Some((transform, _)) => convert(picture, &transform),
        None => Ok(picture),
    }
}

/// Inks as browsers show them, without their profile: each takes its part of the light that the others leave.
fn inks_on_paper(picture: &Pixels) -> Result<Pixels, Fault> {
    let light = |ink: u8, black: u8| {
        let light = u16::from(255 - ink) * u16::from(255 - black);
        u8::try_from((light + 127) / 255).unwrap_or(u8::MAX)
    };
    let pixels = picture.data().as_chunks().0.iter();
    let data = pixels.flat_map(|[c, m, y, black]| [*c, *m, *y].map(|ink| light(ink, *black)));
    Pixels::new(picture.width(), picture.height(), Layout::Rgb, data.collect())
}

/// The transform from a profile's colours, and their space. None if there is nothing to do, or nothing that can be done.
fn transform(profile: &Profile, layout: Layout) -> Option<(Transform, DataColorSpace)> {
    let profile = match profile {
        Profile::Srgb => return None,
        Profile::DisplayP3 => ColorProfile::new_display_p3(),
        Profile::Icc(bytes) => ColorProfile::new_from_slice(bytes).ok()?,
    };
    let kind = match (profile.color_space, layout) {
        (DataColorSpace::Gray, _) => Kind::Gray,
        (DataColorSpace::Rgb, Layout::Rgb) => Kind::Rgb,
        (DataColorSpace::Rgb, Layout::Rgba) => Kind::Rgba,
        _ => return None,
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(kind, &srgb, kind, TransformOptions::default())
        .ok()?;
    Some((transform, profile.color_space))
}

/// Whether a transform did its work. What a panic left in the row that it wrote is never used.
fn applied<E>(transform: impl FnOnce() -> Result<(), E>) -> bool {
    catch_unwind(AssertUnwindSafe(transform)).is_ok_and(|done| done.is_ok())
}

/// Row by row, so that there is never a second picture in memory.
fn convert(picture: Pixels, transform: &Transform) -> Result<Pixels, Fault> {
    let (width, height, layout) = (picture.width(), picture.height(), picture.layout());
    let mut data = picture.into_data();
    let row_bytes = width as usize * layout.channels();
    let mut converted = vec![0; row_bytes];
    for row in data.chunks_exact_mut(row_bytes.max(1)) {
        if !applied(|| transform.transform(row, &mut converted)) {
            break;
        }
        row.copy_from_slice(&converted);
    }
    Pixels::new(width, height, layout, data)
}

/// Grey is converted through a table of its 256 shades, also where decoding spread it over three channels.
fn convert_grey(picture: Pixels, transform: &Transform) -> Result<Pixels, Fault> {
    let shades: [u8; 256] = std::array::from_fn(|shade| u8::try_from(shade).unwrap_or(u8::MAX));
    let mut table = [0; 256];
    if !applied(|| transform.transform(&shades, &mut table)) {
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
    fn a_transform_that_breaks_is_as_good_as_none() {
        assert!(applied(|| Ok::<(), ()>(())));
        assert!(!applied(|| Err(())));
        assert!(!applied::<()>(|| panic!("a broken profile")));
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
