//! Rows of sixteen bits a sample, converted before they lose eight of them: after that, the shades of a wide profile
//! would be too few to stand beside each other without steps.

use super::source::{self, Transform};
use crate::{formats::Profile, pixels::Layout};

/// Converts rows of a picture to sRGB.
pub struct Deep {
    transform: Option<Transform<u16>>,
    /// Every shade, where a profile knows only shades.
    shades: Vec<u16>,
    channels: usize,
    converted: Vec<u16>,
}

impl Deep {
    /// For pictures of this profile and layout.
    #[must_use]
    pub fn new(profile: &Profile, layout: Layout) -> Self {
        let mut transform = source::words(profile, layout);
        let mut shades = Vec::new();
        if let Some(grey) = transform.take_if(|transform| transform.grey) {
            shades = (0..=u16::MAX).collect();
            let all = shades.clone();
            if !grey.convert(&all, &mut shades) {
                shades.clear();
            }
        }
        Self {
            transform,
            shades,
            channels: layout.channels(),
            converted: Vec::new(),
        }
    }

    /// Converts a row in place. Without a profile that can be used, it stays as it is.
    pub fn convert(&mut self, row: &mut [u16]) {
        if let Some(transform) = &self.transform {
            self.converted.resize(row.len(), 0);
            if transform.convert(row, &mut self.converted) {
                row.copy_from_slice(&self.converted);
            }
        } else if !self.shades.is_empty() {
            // the fourth channel is alpha
            let samples = row
                .chunks_exact_mut(self.channels)
                .flat_map(|pixel| pixel.iter_mut().take(3));
            for sample in samples {
                *sample = self.shades.get(usize::from(*sample)).copied().unwrap_or(*sample);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::ColorProfile;

    fn icc(profile: &ColorProfile) -> Profile {
        Profile::Icc(profile.encode().unwrap())
    }

    /// The curve of sRGB (IEC 61966-2-1), from light to shade.
    fn shade(light: f64) -> f64 {
        if light <= 0.003_130_8 {
            light * 12.92
        } else {
            1.055 * light.powf(1.0 / 2.4) - 0.055
        }
    }

    /// Every 37th shade, dark ones too, against the exact curve.
    fn assert_follows(profile: &Profile, layout: Layout, light: impl Fn(f64) -> f64) {
        let mut row: Vec<u16> = Vec::new();
        let samples: Vec<u16> = (0..=u16::MAX).step_by(37).collect();
        for sample in &samples {
            row.extend([*sample; 3].iter().take(layout.channels()));
            row.extend((layout == Layout::Rgba).then_some(*sample));
        }
        Deep::new(profile, layout).convert(&mut row);
        for (pixel, sample) in row.chunks(layout.channels()).zip(&samples) {
            let exact = shade(light(f64::from(*sample) / 65_535.0)) * 65_535.0;
            for channel in pixel.iter().take(3) {
                // less than a tenth of a step of eight bits
                assert!(
                    (f64::from(*channel) - exact).abs() < 25.0,
                    "{sample}: {channel}, not {exact}"
                );
            }
            assert!(layout != Layout::Rgba || pixel[3] == *sample, "alpha stays");
        }
    }

    #[test]
    fn shades_of_sixteen_bits_follow_their_curve() {
        let linear = icc(&ColorProfile::new_gray_with_gamma(1.0));
        for layout in [Layout::Grey, Layout::Rgb, Layout::Rgba] {
            assert_follows(&linear, layout, |sample| sample);
        }
        let pro_photo = icc(&ColorProfile::new_pro_photo_rgb());
        for layout in [Layout::Rgb, Layout::Rgba] {
            // the power as the profile has it, in 256ths
            assert_follows(&pro_photo, layout, |sample| sample.powf(461.0 / 256.0));
        }
    }

    #[test]
    fn a_profile_that_does_not_fit_changes_nothing() {
        let broken = Profile::Icc(vec![0xff; 300]);
        for profile in [Profile::Srgb, broken, icc(&ColorProfile::new_gray_with_gamma(1.0))] {
            let layout = if matches!(&profile, Profile::Icc(bytes) if bytes.len() > 300) {
                Layout::Cmyk
            } else {
                Layout::Rgb
            };
            let mut row = vec![1, 20_000, 65_535, 3, 4, 5, 6, 7, 8, 9, 10, 11];
            let before = row.clone();
            Deep::new(&profile, layout).convert(&mut row);
            assert_eq!(row, before);
        }
    }
}
