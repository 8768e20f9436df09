//! Sixteen bits become eight without losing a shade.

use images::formats::{Header, Wanted, decode};
use moxcms::ColorProfile;
use png::{BitDepth, ColorType};

const WIDTH: u32 = 16_384;

/// A ramp over all shades, eight rows high, as a PNG of sixteen bits.
fn ramp(colours: ColorType, profile: &ColorProfile) -> Vec<u8> {
    let mut info = png::Info::with_size(WIDTH, 8);
    info.bit_depth = BitDepth::Sixteen;
    info.color_type = colours;
    info.icc_profile = Some(profile.encode().unwrap().into());
    let row: Vec<u8> = (0..WIDTH)
        .flat_map(|x| {
            u16::try_from(x * 65_535 / (WIDTH - 1))
                .unwrap()
                .to_be_bytes()
                .repeat(colours.samples())
        })
        .collect();
    let mut file = Vec::new();
    let mut writer = png::Encoder::with_info(&mut file, info)
        .unwrap()
        .write_header()
        .unwrap();
    writer.write_image_data(&row.repeat(8)).unwrap();
    writer.finish().unwrap();
    file
}

/// The shade of sRGB for this much light (IEC 61966-2-1), of 255.
fn shade(light: f64) -> f64 {
    let shade = if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    };
    shade * 255.0
}

/// The light of each place of the ramp is its share to this power.
#[track_caller]
fn assert_even(file: &[u8], shrunk: u32, power: f64, what: &str) {
    let header = Header::read(file).unwrap();
    let wanted = Wanted {
        width: WIDTH / shrunk,
        height: 8 / shrunk,
    };
    let picture = decode(file, &header, wanted).unwrap().picture;
    assert_eq!(picture.width(), wanted.width, "{what}");
    let row = picture.rows().next().unwrap();
    let shades: Vec<u8> = row.chunks(picture.layout().channels()).map(|pixel| pixel[0]).collect();
    for (x, found) in shades.iter().enumerate() {
        // the middle of what the pixel was made of
        let at = (x as f64 + 0.5) * f64::from(shrunk) - 0.5;
        let exact = shade((at / f64::from(WIDTH - 1)).powf(power));
        assert!(
            (f64::from(*found) - exact).abs() <= 1.0,
            "{what}: {found} at {x}, not {exact}"
        );
    }
    assert!(shades.is_sorted(), "{what} goes up and down");
    assert!(
        shades.windows(2).all(|pair| pair[1] - pair[0] <= 1 || pair[0] < 12),
        "{what} has steps"
    );
}

#[test]
fn a_ramp_of_sixteen_bits_has_no_steps() {
    for shrunk in [1, 2, 4] {
        let grey = ColorProfile::new_gray_with_gamma(1.0);
        for colours in [ColorType::Grayscale, ColorType::Rgb] {
            assert_even(&ramp(colours, &grey), shrunk, 1.0, "linear grey");
        }
        let pro_photo = ramp(ColorType::Rgb, &ColorProfile::new_pro_photo_rgb());
        assert_even(&pro_photo, shrunk, 1.8, "ProPhoto RGB");
        let adobe = ramp(ColorType::Rgb, &ColorProfile::new_adobe_rgb());
        assert_even(&adobe, shrunk, 563.0 / 256.0, "Adobe RGB");
    }
}
