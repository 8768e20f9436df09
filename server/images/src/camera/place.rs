//! Where the photo was taken (EXIF 3.0, 4.6.7: GPS attributes).

use super::exif::{Directory, Exif};
use domain::photo::Place;

/// The deepest and the highest that is believed, in metres: the Challenger Deep, and what airliners never reach.
const ALTITUDES: std::ops::RangeInclusive<f64> = -11_000.0..=30_000.0;

/// The place. Nothing if a part of it is missing or cannot be true.
pub(super) fn place(exif: &Exif<'_>) -> Option<Place> {
    let latitude = degrees(exif, 2, 90.0)? * sign(exif, 1, "N", "S")?;
    let longitude = degrees(exif, 4, 180.0)? * sign(exif, 3, "E", "W")?;
    // what receivers write that never found out: nobody takes photos in that part of the sea
    let unknown = latitude == 0.0 && longitude == 0.0;
    (!unknown).then(|| Place {
        latitude: rounded(latitude, 1e6),
        longitude: rounded(longitude, 1e6),
        altitude: altitude(exif),
    })
}

/// Degrees, minutes and seconds, as degrees.
fn degrees(exif: &Exif<'_>, tag: u16, most: f64) -> Option<f64> {
    let [degrees, minutes, seconds] = exif.fractions(Directory::Place, tag)?;
    let sum = degrees + minutes / 60.0 + seconds / 3600.0;
    // some write all of it as minutes or seconds, so only the sum can be checked
    (0.0..=most).contains(&sum).then_some(sum)
}

fn sign(exif: &Exif<'_>, tag: u16, plus: &str, minus: &str) -> Option<f64> {
    match exif.text(Directory::Place, tag)?.trim() {
        text if text.eq_ignore_ascii_case(plus) => Some(1.0),
        text if text.eq_ignore_ascii_case(minus) => Some(-1.0),
        _ => None,
    }
}

/// Metres above the sea; below it if the reference is odd (1 and 3 are below sea level and ellipsoid).
fn altitude(exif: &Exif<'_>) -> Option<f64> {
    let metres = exif.fraction(Directory::Place, 6)?;
    let metres = match exif.whole(Directory::Place, 5) {
        Some(1 | 3) => -metres,
        _ => metres,
    };
    ALTITUDES.contains(&metres).then(|| rounded(metres, 10.0))
}

/// To a part of one: a millionth of a degree is a tenth of a metre.
fn rounded(value: f64, parts: f64) -> f64 {
    // zero without a sign, so that it is written as one
    (value * parts).round() / parts + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exif_writer::{Block, Field, Value};

    fn place_of(fields: &[Field]) -> Option<Place> {
        place(&Exif::read(&Block::default().place(fields).bytes()).unwrap())
    }

    const NORTH: Field = (1, Value::Text("N"));
    const EAST: Field = (3, Value::Text("E"));
    const LATITUDE: Field = (2, Value::Degrees([(48, 1), (51, 1), (2952, 100)]));
    const LONGITUDE: Field = (4, Value::Degrees([(2, 1), (17, 1), (4020, 100)]));

    #[test]
    fn degrees_become_numbers_on_all_sides_of_the_earth() {
        for (south, west, signs) in [
            ("N", "E", (1.0, 1.0)),
            ("S", "E", (-1.0, 1.0)),
            ("s ", "W", (-1.0, -1.0)),
        ] {
            let found = place_of(&[(1, Value::Text(south)), LATITUDE, (3, Value::Text(west)), LONGITUDE]);
            let expected = Place {
                latitude: 48.858_2 * signs.0,
                longitude: 2.294_5 * signs.1,
                altitude: None,
            };
            assert_eq!(found, Some(expected));
        }
    }

    #[test]
    fn minutes_may_have_a_fraction_of_their_own() {
        let latitude = (2, Value::Degrees([(48, 1), (51_492, 1000), (0, 1)]));
        let found = place_of(&[NORTH, latitude, EAST, LONGITUDE]).unwrap();
        assert_eq!(found.latitude, 48.858_2);
    }

    #[test]
    fn altitudes_are_above_or_below_the_sea() {
        for (reference, metres, expected) in [
            (Some(0), (357, 10), Some(35.7)),
            (Some(1), (357, 10), Some(-35.7)),
            (None, (8849, 1), Some(8849.0)),
            (Some(0), (1, 0), None),
            (Some(0), (u32::MAX, 1), None),
        ] {
            let mut fields = vec![
                NORTH,
                LATITUDE,
                EAST,
                LONGITUDE,
                (6, Value::Fraction(metres.0, metres.1)),
            ];
            fields.extend(reference.map(|reference| (5, Value::Byte(reference))));
            assert_eq!(
                place_of(&fields).unwrap().altitude,
                expected,
                "{reference:?} {metres:?}"
            );
        }
    }

    #[test]
    fn what_is_no_place_is_left_out() {
        let nowhere = Value::Degrees([(0, 1); 3]);
        for fields in [
            vec![],
            vec![NORTH, LATITUDE, EAST],
            vec![LATITUDE, EAST, LONGITUDE],
            vec![(1, Value::Text("X")), LATITUDE, EAST, LONGITUDE],
            vec![NORTH, (2, Value::Degrees([(91, 1), (0, 1), (0, 1)])), EAST, LONGITUDE],
            vec![NORTH, LATITUDE, EAST, (4, Value::Degrees([(180, 1), (1, 1), (0, 1)]))],
            vec![NORTH, (2, Value::Degrees([(48, 0), (0, 0), (0, 0)])), EAST, LONGITUDE],
            vec![NORTH, (2, Value::Degrees([(48, 1), (0, 1), (0, 0)])), EAST, LONGITUDE],
            vec![NORTH, (2, Value::Fraction(48, 1)), EAST, LONGITUDE],
            vec![NORTH, (2, nowhere), EAST, (4, nowhere)],
        ] {
            assert_eq!(place_of(&fields), None, "{fields:?}");
        }
    }
}
