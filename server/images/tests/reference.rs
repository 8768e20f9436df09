//! Colours against those of Little CMS, the reference that most programs use: C, and here only in tests.

use crate::support::profiles::{self, Version};
use images::{
    colour::to_srgb,
    formats::Profile,
    pixels::{Layout, Pixels},
};
use lcms2::{CIExyY, CIExyYTRIPLE, Flags, Intent, PixelFormat, ToneCurve, Transform};
use moxcms::ColorProfile;

type Lab = [f64; 3];

/// Every combination of eight steps of so many channels.
fn steps<const N: usize>() -> Vec<[u8; N]> {
    let count = 8_usize.pow(u32::try_from(N).unwrap());
    let step = |number: usize, channel: usize| u8::try_from((number >> (3 * channel) & 7) * 255 / 7).unwrap();
    (0..count)
        .map(|number| std::array::from_fn(|channel| step(number, channel)))
        .collect()
}

/// sRGB of version 2: Little CMS maps black to black on the way to one of version 4, whatever the source calls black.
fn srgb() -> lcms2::Profile {
    let mut profile = lcms2::Profile::new_srgb();
    profile.set_version(2.1);
    lcms2::Profile::new_icc(&profile.icc().unwrap()).unwrap()
}

fn lab(srgb16: &[[u16; 3]]) -> Vec<Lab> {
    let space = lcms2::Profile::new_lab4_context(lcms2::GlobalContext::new(), lcms2::CIExyY::d50()).unwrap();
    let (from, to) = (PixelFormat::RGB_16, PixelFormat::Lab_DBL);
    let transform: Transform<[u16; 3], Lab> = Transform::new_flags(
        &srgb(),
        from,
        &space,
        to,
        Intent::RelativeColorimetric,
        Flags::NO_OPTIMIZE,
    )
    .unwrap();
    let mut lab = vec![[0.0; 3]; srgb16.len()];
    transform.transform_pixels(srgb16, &mut lab);
    lab
}

/// What the reference makes of these pixels.
fn reference<const N: usize>(profile: &[u8], format: PixelFormat, pixels: &[[u8; N]]) -> Vec<Lab>
where
    [u8; N]: bytemuck::Pod,
{
    let source = lcms2::Profile::new_icc(profile).unwrap();
    let transform: Transform<[u8; N], [u16; 3]> = Transform::new_flags(
        &source,
        format,
        &srgb(),
        PixelFormat::RGB_16,
        Intent::Perceptual,
        Flags::NO_OPTIMIZE,
    )
    .unwrap();
    let mut converted = vec![[0; 3]; pixels.len()];
    transform.transform_pixels(pixels, &mut converted);
    lab(&converted)
}

/// What the service makes of them.
fn ours<const N: usize>(profile: &[u8], layout: Layout, pixels: &[[u8; N]]) -> Vec<Lab> {
    let width = u32::try_from(pixels.len()).unwrap();
    let picture = Pixels::new(width, 1, layout, pixels.concat()).unwrap();
    let converted = to_srgb(picture, &Profile::Icc(profile.to_vec())).unwrap();
    let wide = |channel: u8| u16::from(channel) * 257;
    let pixels: Vec<[u16; 3]> = match converted.layout() {
        Layout::Grey => converted.data().iter().map(|grey| [wide(*grey); 3]).collect(),
        Layout::Rgb => converted
            .data()
            .as_chunks()
            .0
            .iter()
            .map(|pixel| pixel.map(wide))
            .collect(),
        other => panic!("{other:?}"),
    };
    lab(&pixels)
}

/// The mean of the differences (CIEDE2000), and the largest.
fn difference(ours: &[Lab], reference: &[Lab]) -> (f32, f32) {
    let single = |lab: &Lab| lab.map(|value| value as f32);
    let pairs = ours.iter().zip(reference);
    let all: Vec<f32> = pairs
        .map(|(a, b)| empfindung::cie00::diff(single(a), single(b)))
        .collect();
    (
        all.iter().sum::<f32>() / all.len() as f32,
        all.iter().copied().fold(0.0, f32::max),
    )
}

#[test]
fn differences_are_measured_as_their_authors_say() {
    // Sharma, Wu and Dalal: The CIEDE2000 Color-Difference Formula, 2005, table 1, pairs 1, 7, 17 and 25
    for (one, other, difference) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ] {
        let (found, _) = self::difference(&[one], &[other]);
        assert!((found - difference).abs() < 0.0001, "{one:?} and {other:?}: {found}");
    }
}

fn assert_close<const N: usize>(name: &str, profile: &[u8], layout: Layout, format: PixelFormat, mean: f32)
where
    [u8; N]: bytemuck::Pod,
{
    let pixels = steps::<N>();
    let reference = reference(profile, format, &pixels);
    let (found, largest) = difference(&ours(profile, layout, &pixels), &reference);
    println!("{name}: mean {found:.3}, largest {largest:.3}");
    assert!(found < mean, "{name}: mean {found}, largest {largest}");
    // and the test can tell: without conversion they are further away
    let plain = ours(&[], layout, &pixels);
    assert!(difference(&plain, &reference).0 > 1.0, "{name} changes nothing");
}

fn primaries(red: (f64, f64), green: (f64, f64), blue: (f64, f64)) -> CIExyYTRIPLE {
    let at = |(x, y)| CIExyY { x, y, Y: 1.0 };
    CIExyYTRIPLE {
        Red: at(red),
        Green: at(green),
        Blue: at(blue),
    }
}

/// As an older program writes it: version 2, the curves as powers.
fn version_two(white: (f64, f64), primaries: &CIExyYTRIPLE, gamma: f64) -> Vec<u8> {
    let white = CIExyY {
        x: white.0,
        y: white.1,
        Y: 1.0,
    };
    let curve = ToneCurve::new(gamma);
    let mut profile = lcms2::Profile::new_rgb(&white, primaries, &[&curve, &curve, &curve]).unwrap();
    profile.set_version(2.1);
    profile.icc().unwrap()
}

#[test]
fn profiles_of_curves_are_as_the_reference_has_them() {
    let adobe = primaries((0.64, 0.33), (0.21, 0.71), (0.15, 0.06));
    let pro_photo = primaries((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001));
    let (d65, d50) = ((0.3127, 0.3290), (0.3457, 0.3585));
    for (name, profile) in [
        ("Display P3", ColorProfile::new_display_p3().encode().unwrap()),
        ("Adobe RGB", ColorProfile::new_adobe_rgb().encode().unwrap()),
        ("ProPhoto RGB", ColorProfile::new_pro_photo_rgb().encode().unwrap()),
        ("BT.2020", ColorProfile::new_bt2020().encode().unwrap()),
        ("Adobe RGB, version 2", version_two(d65, &adobe, 563.0 / 256.0)),
        ("ProPhoto RGB, version 2", version_two(d50, &pro_photo, 1.8)),
    ] {
        assert_close::<3>(name, &profile, Layout::Rgb, PixelFormat::RGB_8, 0.5);
    }
}

#[test]
fn profiles_of_grey_are_as_the_reference_has_them() {
    let table: Vec<u16> = (0..=255_u32)
        .map(|step| u16::try_from(step * step * 65_535 / 65_025).unwrap())
        .collect();
    for (name, curve) in [
        ("grey, linear", ToneCurve::new(1.0)),
        ("grey, power 1.8", ToneCurve::new(1.8)),
        ("grey, a table", ToneCurve::new_tabulated(&table)),
    ] {
        let profile = lcms2::Profile::new_gray(CIExyY::d50(), &curve).unwrap().icc().unwrap();
        assert_close::<1>(name, &profile, Layout::Grey, PixelFormat::GRAY_8, 0.5);
    }
}

#[test]
fn profiles_of_tables_are_as_the_reference_has_them() {
    for version in [Version::Two, Version::Four] {
        let name = format!("RGB by a table, version {version:?}");
        assert_close::<3>(&name, &profiles::rgb(version), Layout::Rgb, PixelFormat::RGB_8, 1.0);
        let name = format!("CMYK by a table, version {version:?}");
        assert_close::<4>(&name, &profiles::cmyk(version), Layout::Cmyk, PixelFormat::CMYK_8, 1.0);
    }
}
