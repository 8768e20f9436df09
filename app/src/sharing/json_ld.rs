//! Linked data about a photo: schema.org's `ImageObject`, as search engines read it from its page.

use super::file::{absolute, largest, smallest};
use domain::{licence::Licence, view::PhotoView};
use serde_json::{Value, json};

/// What is to stand in a `<script type="application/ld+json">`; nothing until there are files. `name` is what the photo is
/// called on its page.
#[must_use]
pub fn image_object(photo: &PhotoView, origin: &str, name: &str) -> Option<String> {
    let (file, small) = (largest(photo)?, smallest(photo)?);
    let page = absolute(origin, &photo.url);
    let owned = !matches!(photo.licence, Licence::Cc0 | Licence::PublicDomain);
    let mut object = json!({
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "url": page,
        "contentUrl": absolute(origin, &file.url),
        "thumbnailUrl": absolute(origin, &small.url),
        "encodingFormat": file.media_type,
        "width": file.width,
        "height": file.height,
        "name": name,
        "caption": photo.alt,
        "description": photo.description,
        "creator": {
            "@type": "Person",
            "name": photo.owner.name,
            "url": absolute(origin, &format!("/users/{}", photo.owner.handle)),
        },
        "creditText": photo.owner.name,
        "copyrightNotice": owned.then(|| format!("© {}", photo.owner.name)),
        "license": photo.licence.url(),
        "acquireLicensePage": page,
        "datePublished": photo.created_at.rfc3339(),
        "keywords": photo.tags,
    });
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| !is_nothing(value));
    }
    Some(for_script(&object))
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// JSON without any character that could end a script element, or begin a comment in it (HTML Standard 4.12.1.3).
fn for_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e")
}

#[cfg(test)]
mod tests {
    use super::{super::feed::samples, *};

    #[test]
    fn hostile_text_stays_inside_the_script() {
        let text = image_object(&samples::photo(), "https://a.example", samples::HOSTILE).unwrap();
        assert!(!text.contains(['<', '>']), "{text}");
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["name"], samples::HOSTILE);
        assert_eq!(json["description"], samples::photo().description);
    }

    #[test]
    fn the_largest_file_is_the_content_and_the_smallest_the_thumbnail() {
        let text = image_object(&samples::photo(), "https://a.example", "Dawn").unwrap();
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["contentUrl"], "https://a.example/media/r/x/1/2048.webp");
        assert_eq!((&json["width"], &json["height"]), (&json!(2048), &json!(1024)));
        assert_eq!(json["thumbnailUrl"], "https://a.example/media/r/x/1/320.webp");
        assert_eq!(json["license"], "https://creativecommons.org/licenses/by-sa/4.0/");
        assert_eq!(json["keywords"], json!(["sea", "<b>"]));
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let plain = PhotoView {
            licence: Licence::PublicDomain,
            alt: String::new(),
            tags: domain::tags::Tags::default(),
            ..samples::photo()
        };
        let json: Value = serde_json::from_str(&image_object(&plain, "", "Dawn").unwrap()).unwrap();
        assert!(json.get("caption").is_none() && json.get("keywords").is_none());
        assert!(json.get("copyrightNotice").is_none(), "nobody holds it");
        let waiting = PhotoView {
            renditions: Vec::new(),
            ..samples::photo()
        };
        assert_eq!(image_object(&waiting, "", "Dawn"), None);
    }
}
