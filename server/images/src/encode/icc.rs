//! The marker: sRGB as an ICC profile, as small as one can be.
//!
//! Version 4.3 of the format (ICC.1:2010), with the curve as a formula. The numbers are those of IEC 61966-2-1, adapted
//! to the white of profiles (D50) with the Bradford matrix, as in the ICC's own sRGB profile.

use std::sync::LazyLock;

/// The profile.
pub(super) fn srgb() -> &'static [u8] {
    static PROFILE: LazyLock<Vec<u8>> = LazyLock::new(profile);
    &PROFILE
}

const WHITE: [f64; 3] = [0.964_202_88, 1.0, 0.824_905_4];
const RED: [f64; 3] = [0.436_065_7, 0.222_488_4, 0.013_916_02];
const GREEN: [f64; 3] = [0.385_147_1, 0.716_873_2, 0.097_076_4];
const BLUE: [f64; 3] = [0.143_066_4, 0.060_607_9, 0.714_096_1];
/// From the white of sRGB (D65) to that of profiles.
const ADAPTATION: [f64; 9] = [
    1.047_882_08,
    0.022_918_70,
    -0.050_216_67,
    0.029_586_79,
    0.990_478_52,
    -0.017_059_33,
    -0.009_231_57,
    0.015_075_68,
    0.751_678_47,
];
/// Exponent, then a and b of the curved part, c of the straight one, d where they meet.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

const HEADER_BYTES: usize = 128;

fn profile() -> Vec<u8> {
    let curve = [&b"para\0\0\0\0\0\x03\0\0"[..], &fixed(&CURVE)].concat();
    let elements: [(&[&[u8; 4]], Vec<u8>); 8] = [
        (&[b"desc"], text("sRGB")),
        (&[b"cprt"], text("CC0")),
        (&[b"wtpt"], xyz(&WHITE)),
        (&[b"rXYZ"], xyz(&RED)),
        (&[b"gXYZ"], xyz(&GREEN)),
        (&[b"bXYZ"], xyz(&BLUE)),
        (&[b"chad"], [&b"sf32\0\0\0\0"[..], &fixed(&ADAPTATION)].concat()),
        (&[b"rTRC", b"gTRC", b"bTRC"], curve),
    ];
    let count: usize = elements.iter().map(|(names, _)| names.len()).sum();
    let (mut table, mut data) = (number(count).to_vec(), Vec::new());
    let data_at = HEADER_BYTES + 4 + 12 * count;
    for (names, element) in elements {
        for name in names {
            table.extend(*name);
            table.extend(number(data_at + data.len()));
            table.extend(number(element.len()));
        }
        data.extend(&element);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    [header(data_at + data.len()), table, data].concat()
}

fn header(length: usize) -> Vec<u8> {
    let mut header = number(length).to_vec();
    // no preferred engine; version; display device, from RGB to XYZ; any date will do
    header.extend(b"\0\0\0\0\x04\x30\0\0mntrRGB XYZ \x07\xe8\0\x01\0\x01\0\0\0\0\0\0acsp");
    // no platform, flags, maker, model or attributes; perceptual intent; the white of profiles
    header.resize(68, 0);
    header.extend(fixed(&WHITE));
    header.resize(HEADER_BYTES, 0);
    header
}

fn xyz(values: &[f64]) -> Vec<u8> {
    [&b"XYZ \0\0\0\0"[..], &fixed(values)].concat()
}

/// A text in one language, UTF-16.
fn text(ascii: &str) -> Vec<u8> {
    let units: Vec<u8> = ascii.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let start = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS";
    [&start[..], &number(units.len()), &number(28), &units].concat()
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

/// Numbers with sixteen bits behind the point.
fn fixed(values: &[f64]) -> Vec<u8> {
    let fixed = |value: &f64| ((value * 65_536.0).round() as i32).to_be_bytes();
    values.iter().flat_map(fixed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use moxcms::{ColorProfile, Layout, TransformOptions};

    #[test]
    fn an_engine_reads_srgb_in_it() {
        let profile = ColorProfile::new_from_slice(srgb()).unwrap();
        let transform = profile
            .create_transform_8bit(
                Layout::Rgb,
                &ColorProfile::new_srgb(),
                Layout::Rgb,
                TransformOptions::default(),
            )
            .unwrap();
        let colours: Vec<u8> = (0..=255)
            .flat_map(|shade: u8| [shade, 255 - shade, shade.wrapping_mul(7)])
            .collect();
        let mut converted = vec![0; colours.len()];
        transform.transform(&colours, &mut converted).unwrap();
        let furthest = colours.iter().zip(&converted).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(furthest <= Some(1), "{furthest:?}");
    }

    #[test]
    fn it_is_small_and_says_how_long_it_is() {
        let profile = srgb();
        assert!(profile.len() < 500, "{} bytes", profile.len());
        assert_eq!(profile[..4], u32::try_from(profile.len()).unwrap().to_be_bytes());
    }
}
