//! oEmbed 1.0: what another site shows of a photo whose address somebody pasted there.

use super::{
    Publisher,
    file::{absolute, largest, shared, smallest},
    texts,
    xml::{DECLARATION, escape},
};
use crate::Language;
use domain::{
    media::MediaType,
    view::{PhotoView, RenditionView},
};
use serde_json::{Map, Value, json};

/// How long an answer may be kept, in seconds.
const CACHE_SECONDS: u32 = 3600;

/// The room that there is, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// At most so wide.
    pub width: Option<u32>,
    /// At most so high.
    pub height: Option<u32>,
}

/// The two formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// XML.
    Xml,
}

impl Format {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "text/xml; charset=utf-8",
        }
    }
}

/// The path of the answer for the photo at this address.
#[must_use]
pub(crate) fn path(page: &str, format: &str) -> String {
    format!("/oembed?url={}&format={format}", crate::text::query::encode(page))
}

/// A photo in this much room; nothing until there are files.
#[must_use]
pub fn write(photo: &PhotoView, publisher: &Publisher, room: Room, format: Format) -> Option<String> {
    let fields = fields(photo, publisher, room)?;
    Some(match format {
        Format::Json => Value::Object(fields).to_string(),
        Format::Xml => xml(&fields),
    })
}

fn fields(photo: &PhotoView, publisher: &Publisher, room: Room) -> Option<Map<String, Value>> {
    let origin = &publisher.origin;
    let (file, small) = (best(photo, room)?, smallest(photo)?);
    let (width, height) = shrunk(file, room);
    let fields = json!({
        "version": "1.0",
        "type": "photo",
        "url": absolute(origin, &file.url),
        "width": width,
        "height": height,
        "title": texts::title(photo, Language::English),
        "author_name": photo.owner.name,
        "author_url": absolute(origin, &format!("/users/{}", photo.owner.handle)),
        "provider_name": publisher.name,
        "provider_url": absolute(origin, "/"),
        "cache_age": CACHE_SECONDS,
        "thumbnail_url": absolute(origin, &small.url),
        "thumbnail_width": small.width,
        "thumbnail_height": small.height,
        "web_page": absolute(origin, &photo.url),
        "license": photo.licence.name(),
        "license_url": photo.licence.url(),
    });
    match fields {
        Value::Object(mut fields) => {
            fields.retain(|_, value| !value.is_null());
            Some(fields)
        }
        _ => None,
    }
}

/// The largest file that fits, a JPEG where two are alike; the smallest where none does.
fn best(photo: &PhotoView, room: Room) -> Option<&RenditionView> {
    let fits = |file: &&RenditionView| {
        room.width.is_none_or(|most| file.width <= most) && room.height.is_none_or(|most| file.height <= most)
    };
    if room == Room::default() {
        return largest(photo);
    }
    let fitting = shared(photo).filter(fits);
    fitting
        .max_by_key(|file| (file.width, file.media_type == MediaType::Jpeg))
        .or_else(|| smallest(photo))
}

/// The size at which a file is to be shown, so that it fits.
fn shrunk(file: &RenditionView, room: Room) -> (u32, u32) {
    let (width, height) = (u64::from(file.width.max(1)), u64::from(file.height.max(1)));
    let by_height = room.height.map_or(width, |most| u64::from(most) * width / height);
    let shown = room.width.map_or(width, u64::from).min(width).min(by_height).max(1);
    let side = |length: u64| u32::try_from(length.max(1)).unwrap_or(u32::MAX);
    (side(shown), side(shown * height / width))
}

fn xml(fields: &Map<String, Value>) -> String {
    let elements: String = fields
        .iter()
        .map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            format!("<{name}>{}</{name}>\n", escape(&text))
        })
        .collect();
    format!("{DECLARATION}<oembed>\n{elements}</oembed>\n")
}

#[cfg(test)]
mod tests {
    use super::{super::feed::samples, *};

    fn answer(width: Option<u32>, height: Option<u32>) -> (String, u64, u64) {
        let text = write(
            &samples::photo(),
            &samples::publisher(),
            Room { width, height },
            Format::Json,
        )
        .unwrap();
        let json: Value = serde_json::from_str(&text).unwrap();
        let side = |name: &str| json[name].as_u64().unwrap();
        let name = json["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        (name, side("width"), side("height"))
    }

    #[test]
    fn the_largest_file_that_fits_is_given() {
        assert_eq!(answer(None, None), ("2048.webp".into(), 2048, 1024));
        assert_eq!(answer(Some(2000), None), ("1280.jpg".into(), 1280, 640));
        assert_eq!(answer(Some(2000), Some(600)), ("320.webp".into(), 320, 160));
    }

    #[test]
    fn where_none_fits_the_smallest_is_to_be_shown_smaller() {
        assert_eq!(answer(Some(100), None), ("320.webp".into(), 100, 50));
        assert_eq!(answer(Some(100), Some(20)), ("320.webp".into(), 40, 20));
        assert_eq!(answer(Some(0), Some(0)), ("320.webp".into(), 1, 1));
    }

    #[test]
    fn xml_holds_the_same_as_text() {
        let xml = write(&samples::photo(), &samples::publisher(), Room::default(), Format::Xml).unwrap();
        assert!(
            xml.contains("<title>&lt;/title&gt;&quot;") && !xml.contains("<script"),
            "{xml}"
        );
        assert!(xml.contains("<width>2048</width>") && xml.contains("<license>CC BY-SA 4.0</license>"));
    }
}
