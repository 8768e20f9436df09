//! Inks to light.
//!
//! With a profile, as it says. Without one, as browsers do: each ink takes away its share of one colour, and black of
//! all three. No press prints like that, but nothing better is known of such a file.

use super::source;
use crate::{
    fault::Fault,
    formats::Profile,
    pixels::{Layout, Pixels},
};

/// Converts a picture of four inks to RGB, in the memory that it has.
///
/// # Errors
/// Never for a picture that was decoded.
pub(super) fn to_srgb(picture: Pixels, profile: &Profile) -> Result<Pixels, Fault> {
    let transform = source::bytes(profile, Layout::Cmyk);
    let (width, height) = (picture.width(), picture.height());
    let mut data = picture.into_data();
    let pixels = width as usize;
    let mut light = vec![0; pixels * 3];
    for row in 0..height as usize {
        let inks = data.get(row * pixels * 4..).and_then(|rest| rest.get(..pixels * 4));
        let Some(inks) = inks else {
            return Err(Fault::damaged());
        };
        let converted = transform
            .as_ref()
            .is_some_and(|transform| transform.convert(inks, &mut light));
        if !converted {
            plain(inks, &mut light);
        }
        // three bytes a pixel never reach inks that are still to be read
        if let Some(place) = data.get_mut(row * pixels * 3..(row + 1) * pixels * 3) {
            place.copy_from_slice(&light);
        }
    }
    data.truncate(pixels * height as usize * 3);
    Pixels::new(width, height, Layout::Rgb, data)
}

fn plain(inks: &[u8], light: &mut [u8]) {
    let pixels = inks.as_chunks::<4>().0.iter().zip(light.as_chunks_mut::<3>().0);
    for ([cyan, magenta, yellow, black], pixel) in pixels {
        *pixel = [cyan, magenta, yellow].map(|ink| {
            let light = u32::from(u8::MAX - ink) * u32::from(u8::MAX - black);
            u8::try_from((light + 127) / 255).unwrap_or(u8::MAX)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::ColorProfile;

    #[test]
    fn inks_without_a_profile_take_light_away() {
        let inks = [
            [0, 0, 0, 0],
            [255, 0, 0, 0],
            [0, 0, 0, 255],
            [0, 128, 0, 128],
            [255, 255, 255, 255],
            [0, 0, 255, 0],
        ];
        let light = [
            [255, 255, 255],
            [0, 255, 255],
            [0, 0, 0],
            [127, 63, 127],
            [0, 0, 0],
            [255, 255, 0],
        ];
        let rgb = Profile::Icc(ColorProfile::new_display_p3().encode().unwrap());
        for profile in [Profile::Srgb, rgb, Profile::Icc(b"broken".to_vec())] {
            let picture = Pixels::new(2, 3, Layout::Cmyk, inks.concat()).unwrap();
            let converted = to_srgb(picture, &profile).unwrap();
            assert_eq!((converted.width(), converted.height()), (2, 3));
            assert_eq!(
                (converted.layout(), converted.data()),
                (Layout::Rgb, &light.concat()[..])
            );
        }
    }
}
