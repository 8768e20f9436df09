//! Camera data as photographers write it: `Sony A7`, `35 mm`, `f/1.8`, `1/250 s`, ISO `100`.

use domain::photo::Camera;

/// Focal length, aperture, exposure time and sensitivity, each if it is known.
pub(crate) fn exposure(camera: &Camera) -> [Option<String>; 4] {
    [
        camera.focal_length.map(|mm| format!("{} mm", short(mm))),
        camera.aperture.map(|number| format!("f/{}", short(number))),
        camera.exposure.as_ref().map(|seconds| format!("{seconds} s")),
        camera.iso.map(|iso| iso.to_string()),
    ]
}

/// Maker and model, without saying the maker twice: many models begin with their maker's name.
pub(crate) fn body(camera: &Camera) -> Option<String> {
    let (make, model) = (camera.make.as_deref(), camera.model.as_deref());
    match (make, model) {
        (Some(make), Some(model)) if first_word(make) != first_word(model) => Some(format!("{make} {model}")),
        (_, Some(model)) => Some(model.to_owned()),
        (make, None) => make.map(str::to_owned),
    }
}

fn first_word(text: &str) -> Option<String> {
    text.split_whitespace().next().map(str::to_lowercase)
}

/// One decimal at most, none if it is zero.
fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(make: &str, model: &str) -> Camera {
        Camera {
            make: Some(make.into()),
            model: Some(model.into()),
            ..Camera::default()
        }
    }

    #[test]
    fn everything_known_is_said() {
        let known = Camera {
            exposure: Some("1/250".into()),
            aperture: Some(1.8),
            iso: Some(100),
            focal_length: Some(4.25),
            ..Camera::default()
        };
        let said = exposure(&known).map(Option::unwrap_or_default);
        assert_eq!(said, ["4.2 mm", "f/1.8", "1/250 s", "100"]);
        assert_eq!(exposure(&Camera::default()), [const { None }; 4]);
    }

    #[test]
    fn a_maker_is_named_once() {
        assert_eq!(body(&camera("Canon", "Canon EOS 5D")).as_deref(), Some("Canon EOS 5D"));
        assert_eq!(body(&camera("Sony", "A7")).as_deref(), Some("Sony A7"));
        assert_eq!(
            body(&camera("NIKON CORPORATION", "Nikon D750")).as_deref(),
            Some("Nikon D750")
        );
        assert_eq!(body(&Camera::default()), None);
    }
}
