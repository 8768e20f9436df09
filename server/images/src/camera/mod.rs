//! What the camera wrote about the photo, cleaned. Where it was taken is kept apart from everything else.
//!
//! Serial numbers, names of owners and makers' notes are never read.

pub mod exif;
mod place;
mod text;
mod time;

use domain::photo::{Camera, Place};
use exif::{
    Directory::{Main, Photo},
    Exif,
};
use text::clean;
use time::taken_at;

/// What the camera wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Notes {
    /// How the picture must be turned (1 to 8).
    pub orientation: u32,
    /// The camera and its settings.
    pub camera: Camera,
    /// When the photo was taken, by the camera's clock.
    pub taken_at: Option<String>,
    /// Where it was taken. Never for the log.
    pub place: Option<Place>,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            orientation: 1,
            camera: Camera::default(),
            taken_at: None,
            place: None,
        }
    }
}

impl Notes {
    /// Reads an EXIF block, from its TIFF header on. What is broken or cannot be true is left out.
    #[must_use]
    pub fn read(block: &[u8]) -> Self {
        let Some(exif) = Exif::read(block) else {
            return Self::default();
        };
        Self {
            orientation: exif
                .whole(Main, 0x0112)
                .filter(|value| (1..=8).contains(value))
                .unwrap_or(1),
            camera: camera(&exif),
            taken_at: taken_at(&exif),
            place: place::place(&exif),
        }
    }
}

fn camera(exif: &Exif<'_>) -> Camera {
    let between = |tag, least: f64, most: f64| {
        let value = exif.fraction(Photo, tag);
        value
            .filter(|value| (least..=most).contains(value))
            .map(|value| (value * 100.0).round() / 100.0)
    };
    Camera {
        make: exif.text(Main, 0x010f).and_then(|text| clean(&text)),
        model: exif.text(Main, 0x0110).and_then(|text| clean(&text)),
        lens: exif.text(Photo, 0xa434).and_then(|text| clean(&text)),
        exposure: exif.fraction(Photo, 0x829a).and_then(exposure),
        aperture: between(0x829d, 0.5, 500.0),
        iso: iso(exif),
        focal_length: between(0x920a, 0.1, 20_000.0),
    }
}

/// The sensitivity. The first field ends at 65535; beyond that, others hold it.
fn iso(exif: &Exif<'_>) -> Option<u32> {
    let first = exif.whole(Photo, 0x8827);
    let others = || {
        [0x8833, 0x8832, 0x8831]
            .into_iter()
            .find_map(|tag| exif.whole(Photo, tag))
    };
    let iso = if first == Some(65_535) {
        others().or(first)
    } else {
        first
    };
    iso.filter(|value| (1..=10_000_000).contains(value))
}

/// Seconds as a person writes them: `1/250`, `0.6`, `2.5`.
fn exposure(seconds: f64) -> Option<String> {
    const DAY: f64 = 86_400.0;
    if !(0.000_001..=DAY).contains(&seconds) {
        return None;
    }
    let part = (1.0 / seconds).round();
    let is_simple = (part * seconds - 1.0).abs() < 0.02;
    if part > 1.0 && (seconds < 0.3 || is_simple) {
        return Some(format!("1/{part}"));
    }
    Some(format!("{}", (seconds * 10.0).round() / 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exif_writer::{Block, Value};

    fn camera_of(photo: &[(u16, Value)]) -> Camera {
        Notes::read(&Block::default().photo(photo).bytes()).camera
    }

    #[test]
    fn settings_are_read_from_both_byte_orders() {
        for little in [true, false] {
            let block = Block {
                little,
                ..Block::default()
            }
            .main(&[
                (0x010f, Value::Text("Maker ")),
                (0x0110, Value::Text("Model\0rest")),
                (0x0112, Value::Short(6)),
            ])
            .photo(&[
                (0x829a, Value::Fraction(10, 2500)),
                (0x829d, Value::Fraction(28, 10)),
                (0x8827, Value::Short(400)),
                (0x920a, Value::Fraction(5000, 100)),
                (0xa434, Value::Text("50mm")),
            ]);
            let notes = Notes::read(&block.bytes());
            assert_eq!(notes.orientation, 6);
            let expected = Camera {
                make: Some("Maker".into()),
                model: Some("Model".into()),
                lens: Some("50mm".into()),
                exposure: Some("1/250".into()),
                aperture: Some(2.8),
                iso: Some(400),
                focal_length: Some(50.0),
            };
            assert_eq!(notes.camera, expected);
        }
    }

    #[test]
    fn exposure_is_written_as_a_person_would() {
        for (numerator, denominator, text) in [
            (1, 250, Some("1/250")),
            (10, 2500, Some("1/250")),
            (1, 8000, Some("1/8000")),
            (1, 2, Some("1/2")),
            (6, 10, Some("0.6")),
            (1, 1, Some("1")),
            (5, 2, Some("2.5")),
            (30, 1, Some("30")),
            (0, 1, None),
            (1, 0, None),
            (0, 0, None),
            (u32::MAX, 1, None),
            (1, u32::MAX, None),
        ] {
            let camera = camera_of(&[(0x829a, Value::Fraction(numerator, denominator))]);
            assert_eq!(camera.exposure.as_deref(), text, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn what_cannot_be_true_is_left_out() {
        for (numerator, denominator) in [(0, 1), (1, 0), (0, 0), (u32::MAX, 1), (1, u32::MAX)] {
            let value = || Value::Fraction(numerator, denominator);
            let camera = camera_of(&[(0x829d, value()), (0x920a, value()), (0x8827, Value::Short(0))]);
            assert!(camera.is_empty(), "{numerator}/{denominator}: {camera:?}");
        }
        for orientation in [0, 9, 65_535] {
            let block = Block::default().main(&[(0x0112, Value::Short(orientation))]);
            assert_eq!(Notes::read(&block.bytes()).orientation, 1);
        }
    }

    #[test]
    fn a_high_sensitivity_is_found_where_the_first_field_ends() {
        let camera = camera_of(&[(0x8827, Value::Short(65_535)), (0x8832, Value::Long(102_400))]);
        assert_eq!(camera.iso, Some(102_400));
    }
}
