//! Atom 1.0 (RFC 4287).

use super::{
    feed::Feed,
    file::absolute,
    texts,
    xml::{DECLARATION, escape},
};
use domain::{
    time::Timestamp,
    view::{Person, PhotoView, RenditionView},
};

/// Its media type.
pub const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// A feed in this format. Its time is that of its newest photo, so that the same photos are the same text.
#[must_use]
pub fn write(feed: &Feed) -> String {
    let home = feed.home();
    let entries: String = feed.entries().map(|(photo, file)| entry(feed, photo, file)).collect();
    let newest = feed.entries().map(|(photo, _)| photo.created_at).max();
    let author = feed
        .person
        .as_ref()
        .map(|person| author(feed, person))
        .unwrap_or_default();
    format!(
        "{DECLARATION}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n<id>{home}</id>\n<title>{title}</title>\n\
         <updated>{updated}</updated>\n{author}<generator>{site}</generator>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n{entries}</feed>\n",
        language = feed.language.tag(),
        home = escape(&home),
        title = escape(&feed.title),
        updated = newest.unwrap_or(Timestamp::from_millis(0)).rfc3339(),
        site = escape(&feed.site),
        own = escape(&feed.address("feed.atom")),
    )
}

fn author(feed: &Feed, person: &Person) -> String {
    format!(
        "<author><name>{}</name><uri>{}</uri></author>\n",
        escape(&person.name),
        escape(&absolute(&feed.origin, &format!("/users/{}", person.handle)))
    )
}

fn entry(feed: &Feed, photo: &PhotoView, file: &RenditionView) -> String {
    let categories: String = photo
        .tags
        .iter()
        .map(|tag| format!("<category term=\"{}\"/>\n", escape(tag)))
        .collect();
    let deed = photo
        .licence
        .url()
        .map(|url| format!("<link rel=\"license\" href=\"{url}\"/>\n"))
        .unwrap_or_default();
    format!(
        "<entry>\n<id>{page}</id>\n<title>{title}</title>\n<published>{time}</published>\n<updated>{time}</updated>\n\
         {author}<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n\
         <link rel=\"enclosure\" type=\"{media_type}\" length=\"{bytes}\" href=\"{file}\"/>\n{deed}\
         <rights>{rights}</rights>\n{categories}<content type=\"html\">{content}</content>\n</entry>\n",
        page = escape(&absolute(&feed.origin, &photo.url)),
        title = escape(&texts::title(photo, feed.language)),
        time = photo.created_at.rfc3339(),
        author = author(feed, &photo.owner),
        media_type = file.media_type.as_str(),
        bytes = file.bytes,
        file = escape(&absolute(&feed.origin, &file.url)),
        rights = escape(&texts::rights(photo, feed.language)),
        content = escape(&feed.html(photo, file)),
    )
}

#[cfg(test)]
mod tests {
    use super::{super::feed::samples, *};
    use crate::Language;

    #[test]
    fn everything_that_was_written_is_text() {
        let atom = write(&Feed::of_person(
            &samples::publisher(),
            Language::English,
            samples::person(),
            vec![samples::photo()],
        ));
        assert!(!atom.contains("<script") && !atom.contains("]]>"), "{atom}");
        assert!(atom.contains("<updated>2024-05-01T18:30:00Z</updated>"));
        assert!(atom.contains(r#"length="12800" href="https://a.example/media/r/x/1/1280.jpg"/>"#));
        assert!(atom.contains(r#"<category term="&lt;b&gt;"/>"#));
        assert!(atom.contains(r#"href="https://a.example/users/ada/feed.atom""#));
        assert!(atom.contains("<content type=\"html\">&lt;p&gt;&lt;a href=&quot;"));
    }

    #[test]
    fn an_empty_feed_is_a_feed() {
        let atom = write(&Feed::of_site(&samples::publisher(), Language::English, Vec::new()));
        assert!(atom.contains("<updated>1970-01-01T00:00:00Z</updated>") && !atom.contains("<entry>"));
    }
}
