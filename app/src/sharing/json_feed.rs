//! JSON Feed 1.1.

use super::{feed::Feed, file::absolute, texts};
use domain::view::{Person, PhotoView, RenditionView};
use serde_json::{Value, json};

/// Its media type.
pub const MEDIA_TYPE: &str = "application/feed+json; charset=utf-8";

/// A feed in this format.
#[must_use]
pub fn write(feed: &Feed) -> String {
    let items: Vec<Value> = feed.entries().map(|(photo, file)| item(feed, photo, file)).collect();
    let mut json = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": feed.language.tag(),
        "home_page_url": feed.home(),
        "feed_url": feed.address("feed.json"),
        "items": items,
    });
    if let (Some(person), Some(fields)) = (&feed.person, json.as_object_mut()) {
        fields.insert("authors".to_owned(), json!([author(feed, person)]));
    }
    json.to_string()
}

fn author(feed: &Feed, person: &Person) -> Value {
    json!({ "name": person.name, "url": absolute(&feed.origin, &format!("/users/{}", person.handle)) })
}

/// `_licence` is an extension, which the format allows under names that begin so.
fn item(feed: &Feed, photo: &PhotoView, file: &RenditionView) -> Value {
    let page = absolute(&feed.origin, &photo.url);
    let image = absolute(&feed.origin, &file.url);
    json!({
        "id": page,
        "url": page,
        "title": texts::title(photo, feed.language),
        "content_html": feed.html(photo, file),
        "image": image,
        "date_published": photo.created_at.rfc3339(),
        "authors": [author(feed, &photo.owner)],
        "tags": photo.tags,
        "attachments": [{ "url": image, "mime_type": file.media_type, "size_in_bytes": file.bytes }],
        "_licence": { "name": texts::rights(photo, feed.language), "url": photo.licence.url() },
    })
}

#[cfg(test)]
mod tests {
    use super::{super::feed::samples, *};
    use crate::Language;

    #[test]
    fn an_item_says_all_that_is_known() {
        let text = write(&Feed::of_person(
            &samples::publisher(),
            Language::English,
            samples::person(),
            vec![samples::photo()],
        ));
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["authors"][0]["url"], "https://a.example/users/ada");
        let item = &json["items"][0];
        assert_eq!(item["title"], samples::HOSTILE);
        assert_eq!(item["tags"], json!(["sea", "<b>"]));
        assert_eq!(item["attachments"][0]["size_in_bytes"], 12_800);
        assert_eq!(item["date_published"], "2024-05-01T18:30:00Z");
    }
}
