//! Camera data in one line: `Sony A7 · 35 mm · f/1.8 · 1/250 s · ISO 100`.

use domain::photo::Camera;

/// What is known, joined by middle dots. `None` if nothing is.
pub(crate) fn line(camera: &Camera) -> Option<String> {
    let parts: Vec<String> = [
        body(camera),
        camera.focal_length.map(|mm| format!("{} mm", short(mm))),
        camera.aperture.map(|number| format!("f/{}", short(number))),
        camera.exposure.as_ref().map(|seconds| format!("{seconds} s")),
        camera.iso.map(|iso| format!("ISO {iso}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Maker and model, without saying the maker twice: many models begin with their maker's name.
fn body(camera: &Camera) -> Option<String> {
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
            lens: Some("FE 35mm F1.8".into()),
            exposure: Some("1/250".into()),
            aperture: Some(1.8),
            iso: Some(100),
            focal_length: Some(35.0),
            ..camera("Sony", "A7")
        };
        assert_eq!(
            line(&known).as_deref(),
            Some("Sony A7 · 35 mm · f/1.8 · 1/250 s · ISO 100")
        );
    }

    #[test]
    fn a_maker_is_named_once() {
        assert_eq!(line(&camera("Canon", "Canon EOS 5D")).as_deref(), Some("Canon EOS 5D"));
        assert_eq!(
            line(&camera("NIKON CORPORATION", "Nikon D750")).as_deref(),
            Some("Nikon D750")
        );
    }

    #[test]
    fn nothing_known_is_nothing_said() {
        assert_eq!(line(&Camera::default()), None);
        let phone = Camera {
            focal_length: Some(4.25),
            ..Camera::default()
        };
        assert_eq!(line(&phone).as_deref(), Some("4.2 mm"));
    }
}
