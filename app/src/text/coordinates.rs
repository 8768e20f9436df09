//! Where a photo was taken, as people read it: `47.37690° N, 8.54170° E`.

use crate::catalogue::{Photo, fill};
use domain::photo::Place;

/// Position, and height above the sea if it is known. Five digits tell a metre.
pub(crate) fn of(place: Place, words: &Photo) -> (String, Option<String>) {
    let latitude = degrees(place.latitude, "N", "S");
    let longitude = degrees(place.longitude, "E", "W");
    let position = fill(words.place_is, &[("latitude", &latitude), ("longitude", &longitude)]);
    let altitude = place
        .altitude
        .map(|metres| fill(words.altitude, &[("n", &format!("{metres:.0}"))]));
    (position, altitude)
}

fn degrees(value: f64, positive: &str, negative: &str) -> String {
    let side = if value < 0.0 { negative } else { positive };
    format!("{:.5}° {side}", value.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, catalogue};

    fn of(latitude: f64, longitude: f64, altitude: Option<f64>) -> (String, Option<String>) {
        let place = Place {
            latitude,
            longitude,
            altitude,
        };
        super::of(place, &catalogue::of(Language::English).photo)
    }

    #[test]
    fn every_side_of_the_world_has_its_letter() {
        assert_eq!(of(47.3769, 8.5417, None), ("47.37690° N, 8.54170° E".into(), None));
        assert_eq!(of(-33.856_784, -70.5, None).0, "33.85678° S, 70.50000° W");
        assert_eq!(of(0.0, 180.0, Some(408.4)).1.as_deref(), Some("408 m above the sea"));
        assert_eq!(of(0.0, 180.0, Some(-3.0)).1.as_deref(), Some("-3 m above the sea"));
    }
}
