//! Every kind of file gives the picture that was written, and the same as another decoder's.

use super::maker::{Kind, distance, kinds, noise, read, read_with_another, waves, write};
use crate::support::writers::file;
use images::pixels::Layout;
use jpeg_encoder::{ColorType, SamplingFactor};
use zune_jpeg::zune_core::colorspace::ColorSpace;

/// Sides around those of blocks and MCUs.
const SIZES: [(u16, u16); 7] = [(1, 1), (2, 3), (7, 9), (16, 16), (17, 33), (64, 48), (100, 75)];

const PLAIN: Kind = Kind {
    sampling: SamplingFactor::F_1_1,
    progressive: false,
    scans: false,
    restart: 0,
};

#[test]
fn every_kind_is_the_picture_that_was_written() {
    for kind in kinds() {
        for (width, height) in SIZES {
            let picture = waves(width, height, 3);
            let file = write(&picture, (width, height), ColorType::Rgb, kind);
            let found = read(&file, None).unwrap();
            assert_eq!((found.width(), found.height()), (width.into(), height.into()));
            let (mean, most) = distance(found.data(), &picture);
            assert!(mean < 4.0 && most < 40, "{kind:?}, {width} × {height}: {mean}, {most}");
        }
    }
}

#[test]
fn colours_are_the_same_as_another_decoders() {
    let mut compared = 0;
    for kind in kinds() {
        // the other one stretches what lies further apart in its own way
        if !matches!((kind.sampling as u8 >> 4 & 7, kind.sampling as u8 & 7), (1..=2, 1..=2)) {
            continue;
        }
        for (width, height) in SIZES {
            // where a side cuts through an MCU, the other one mixes in samples that lie beyond the edge; libjpeg-turbo
            // and ours do not, as the files from there show
            if width % 16 != 0 || height % 16 != 0 {
                continue;
            }
            for picture in [waves(width, height, 3), noise(width, height, 3)] {
                let file = write(&picture, (width, height), ColorType::Rgb, kind);
                let Some(expected) = read_with_another(&file, ColorSpace::RGB) else {
                    continue;
                };
                let (mean, most) = distance(read(&file, None).unwrap().data(), &expected);
                assert!(mean < 1.0 && most <= 6, "{kind:?}, {width} × {height}: {mean}, {most}");
                compared += 1;
            }
        }
    }
    assert!(compared > 50, "only {compared} files were compared");
}

#[test]
fn samples_are_the_same_as_another_decoders_to_within_two() {
    for progressive in [false, true] {
        for (width, height) in SIZES {
            let kind = Kind { progressive, ..PLAIN };
            let file = write(&noise(width, height, 1), (width, height), ColorType::Luma, kind);
            let found = read(&file, None).unwrap();
            assert_eq!(found.layout(), Layout::Grey);
            let expected = read_with_another(&file, ColorSpace::Luma).unwrap();
            assert!(distance(found.data(), &expected).1 <= 2);
        }
    }
}

#[test]
fn four_inks_come_as_they_were_written() {
    for colours in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        for progressive in [false, true] {
            let inks = waves(50, 40, 4);
            let file = write(&inks, (50, 40), colours, Kind { progressive, ..PLAIN });
            let found = read(&file, None).unwrap();
            assert_eq!(found.layout(), Layout::Cmyk);
            let (mean, most) = distance(found.data(), &inks);
            assert!(mean < 2.0 && most < 12, "{colours:?}: {mean}, {most}");
        }
    }
}

/// The same picture as Adobe's programs write it that keep red, green and blue: without a transform.
#[test]
fn red_green_and_blue_are_told_from_luma_and_chroma() {
    let picture = waves(50, 40, 3);
    // three channels that the encoder takes for luma and chroma already
    let file = write(&picture, (50, 40), ColorType::Ycbcr, PLAIN);
    let app = file.windows(2).position(|marker| marker == b"\xff\xe0").unwrap();
    let adobe = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0";
    let renamed = [&file[..app], adobe, &file[app + 18..]].concat();
    let (mean, most) = distance(read(&renamed, None).unwrap().data(), &picture);
    assert!(mean < 2.0 && most < 12, "{mean}, {most}");
}

/// Written by libjpeg-turbo, bit after bit of each coefficient.
#[test]
fn pictures_that_become_more_precise_bit_by_bit_are_read() {
    for name in ["progressive.jpg", "progressive-restarts.jpg", "progressive-grey.jpg"] {
        let file = file(name);
        let colours = if name.contains("grey") {
            ColorSpace::Luma
        } else {
            ColorSpace::RGB
        };
        let expected = read_with_another(&file, colours).unwrap();
        let (mean, most) = distance(read(&file, None).unwrap().data(), &expected);
        assert!(mean < 0.5 && most <= 6, "{name}: {mean}, {most}");
    }
}

/// To the last bit: where sides cut through MCUs, and where each channel has its own scan and restarts after its own blocks.
#[test]
fn pixels_are_those_of_libjpeg_turbo() {
    let sizes = ["7x9", "17x33"];
    let noise = ["2x1", "1x2", "2x2"]
        .into_iter()
        .flat_map(|sampling| sizes.map(|size| format!("noise-{sampling}-{size}")))
        .map(|name| (name.clone(), name));
    let scans = ["2x1", "2x2"].map(|it| (format!("scans-restarts-{it}"), format!("noise-{it}-17x33")));
    for (name, expected) in noise.chain(scans) {
        let found = read(&file(&format!("{name}.jpg")), None).unwrap();
        let expected = file(&format!("{expected}.ppm"));
        let header = format!("P6\n{} {}\n255\n", found.width(), found.height());
        assert_eq!(expected.strip_prefix(header.as_bytes()), Some(found.data()), "{name}");
    }
}

#[test]
fn samplings_in_thirds_are_read() {
    let expected = read(&file("sampling-1x1.jpg"), None).unwrap();
    for name in ["sampling-3x1.jpg", "sampling-3x2-1x2.jpg"] {
        let found = read(&file(name), None).unwrap();
        let (mean, _) = distance(found.data(), expected.data());
        assert!(mean < 5.0, "{name}: {mean}");
    }
}
