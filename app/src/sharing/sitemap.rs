//! Sitemaps (sitemaps.org 0.9), with Google's extension for images.

use super::{
    file::absolute,
    xml::{DECLARATION, escape},
};
use domain::time::Timestamp;

/// Its media type.
pub const MEDIA_TYPE: &str = "application/xml; charset=utf-8";

const NAMESPACES: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
     xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"";

/// The index: one sitemap of the home page and of people, and one for each of these days.
#[must_use]
pub fn index(origin: &str, days: &[Timestamp]) -> String {
    let names = std::iter::once("people".to_owned()).chain(days.iter().map(|day| day.day()));
    let sitemaps: String = names
        .map(|name| {
            format!(
                "<sitemap><loc>{}</loc></sitemap>\n",
                escape(&format!("{origin}/sitemap/{name}.xml"))
            )
        })
        .collect();
    format!("{DECLARATION}<sitemapindex {NAMESPACES}>\n{sitemaps}</sitemapindex>\n")
}

/// The home page, and people's pages by their handles.
#[must_use]
pub fn people(origin: &str, handles: &[String]) -> String {
    let paths = handles.iter().map(|handle| format!("/users/{handle}"));
    urls(
        std::iter::once("/".to_owned())
            .chain(paths)
            .map(|path| url(&absolute(origin, &path), "")),
    )
}

/// Photos: the path of each page, and the address of its file.
#[must_use]
pub fn photos<'a>(origin: &str, photos: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    urls(photos.map(|(page, file)| {
        let image = escape(&absolute(origin, file));
        url(
            &absolute(origin, page),
            &format!("<image:image><image:loc>{image}</image:loc></image:image>"),
        )
    }))
}

fn url(address: &str, more: &str) -> String {
    format!("<url><loc>{}</loc>{more}</url>\n", escape(address))
}

fn urls(urls: impl Iterator<Item = String>) -> String {
    let urls: String = urls.collect();
    format!("{DECLARATION}<urlset {NAMESPACES}>\n{urls}</urlset>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_names_pages_and_their_images() {
        let map = photos(
            "https://a.example",
            [("/photos/1", "https://media.example/r/1.jpg?a&b")].into_iter(),
        );
        assert!(map.contains(
            "<url><loc>https://a.example/photos/1</loc><image:image>\
             <image:loc>https://media.example/r/1.jpg?a&amp;b</image:loc></image:image></url>"
        ));
        assert!(people("https://a.example", &["ada".into()]).contains("<loc>https://a.example/users/ada</loc>"));
    }

    #[test]
    fn the_index_names_a_sitemap_for_each_day() {
        let index = index("https://a.example", &[Timestamp::from_millis(1_714_588_200_000)]);
        assert!(index.contains("<loc>https://a.example/sitemap/people.xml</loc>"));
        assert!(index.contains("<loc>https://a.example/sitemap/2024-05-01.xml</loc>"));
    }
}
