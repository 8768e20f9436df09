//! What a feed holds, whatever its format.

use super::{
    Publisher,
    file::{absolute, jpeg},
    texts,
    xml::escape,
};
use crate::Language;
use domain::view::{Person, PhotoView, RenditionView};

/// A feed: of the site, or of one person.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Scheme and host of the site, without a slash at the end.
    pub(super) origin: String,
    /// The name of the site.
    pub(super) site: String,
    /// The language of its own words.
    pub(super) language: Language,
    /// Its title.
    pub(super) title: String,
    /// The page that it is a feed of: a path.
    pub(super) page: String,
    /// Whose it is, if one person's.
    pub(super) person: Option<Person>,
    photos: Vec<PhotoView>,
}

impl Feed {
    /// The feed of all photos.
    #[must_use]
    pub fn of_site(publisher: &Publisher, language: Language, photos: Vec<PhotoView>) -> Self {
        Self {
            origin: publisher.origin.clone(),
            site: publisher.name.clone(),
            language,
            title: texts::newest(&publisher.name, language),
            page: "/".to_owned(),
            person: None,
            photos,
        }
    }

    /// The feed of one person.
    #[must_use]
    pub fn of_person(publisher: &Publisher, language: Language, person: Person, photos: Vec<PhotoView>) -> Self {
        Self {
            origin: publisher.origin.clone(),
            site: publisher.name.clone(),
            language,
            title: texts::photos_by(&person.name, language),
            page: format!("/users/{}", person.handle),
            person: Some(person),
            photos,
        }
    }

    /// The address of the page.
    pub(super) fn home(&self) -> String {
        absolute(&self.origin, &self.page)
    }

    /// Its own address, with this file name.
    pub(super) fn address(&self, name: &str) -> String {
        let query = query(self.language);
        format!("{}/{name}{query}", self.home().trim_end_matches('/'))
    }

    /// Every photo that there is a file of, with this file.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&PhotoView, &RenditionView)> {
        self.photos.iter().filter_map(|photo| Some((photo, jpeg(photo)?)))
    }

    /// A photo as HTML: itself, and what its owner tells about it.
    pub(super) fn html(&self, photo: &PhotoView, file: &RenditionView) -> String {
        let (page, src) = (absolute(&self.origin, &photo.url), absolute(&self.origin, &file.url));
        let title = texts::title(photo, self.language);
        let alt = if photo.alt.is_empty() { &title } else { &photo.alt };
        let image = format!(
            "<p><a href=\"{}\"><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"></a></p>",
            escape(&page),
            escape(&src),
            file.width,
            file.height,
            escape(alt)
        );
        photo
            .description
            .split("\n\n")
            .filter(|text| !text.is_empty())
            .map(|text| format!("<p>{}</p>", escape(text).replace('\n', "<br>")))
            .fold(image, |html, paragraph| html + &paragraph)
    }
}

/// Photos for the tests of every format.
#[cfg(test)]
pub(super) mod samples {
    use super::*;
    use domain::{
        licence::Licence,
        media::MediaType,
        photo::{PhotoState, Visibility},
        tags::Tags,
        time::Timestamp,
    };

    pub(crate) const HOSTILE: &str = r#"</title>"'><script>alert(1)</script>]]>&amp;"#;

    pub(crate) fn publisher() -> Publisher {
        Publisher {
            name: HOSTILE.into(),
            origin: "https://a.example".into(),
        }
    }

    pub(crate) fn person() -> Person {
        Person {
            handle: "ada".into(),
            name: format!("Ada {HOSTILE}"),
        }
    }

    pub(crate) fn photo() -> PhotoView {
        let file = |media_type: MediaType, width: u32| RenditionView {
            width,
            height: width / 2,
            media_type,
            bytes: u64::from(width) * 10,
            url: format!("/media/r/x/1/{width}.{}", media_type.extension()),
        };
        PhotoView {
            download: None,
            id: "0123456789abcdef0123456789abcdef".parse().unwrap(),
            state: PhotoState::Ready,
            reason: None,
            title: HOSTILE.into(),
            description: format!("One\ntwo\n\n{HOSTILE}"),
            alt: format!("Alt {HOSTILE}"),
            licence: Licence::CcBySa,
            tags: Tags::read(["sea, <b>"]).unwrap(),
            width: Some(4000),
            height: Some(2000),
            taken_at: None,
            created_at: Timestamp::from_millis(1_714_588_200_000),
            visibility: Visibility::Public,
            placeholder: None,
            colours: Vec::new(),
            renditions: vec![
                file(MediaType::Webp, 320),
                file(MediaType::Webp, 2048),
                file(MediaType::Jpeg, 1280),
            ],
            preview: None,
            camera: None,
            owner: person(),
            original: None,
            url: "/photos/0123456789abcdef0123456789abcdef".into(),
        }
    }
}

/// What a feed's address ends with, so that each language has one of its own: nothing for English.
#[must_use]
pub fn query(language: Language) -> String {
    match language {
        Language::English => String::new(),
        other => format!("?language={}", other.tag()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_as_html_holds_what_was_written_as_text() {
        let photo = samples::photo();
        let feed = Feed::of_site(&samples::publisher(), Language::English, vec![photo.clone()]);
        let html = feed.html(&photo, jpeg(&photo).unwrap());
        assert!(html.starts_with(
            "<p><a href=\"https://a.example/photos/0123456789abcdef0123456789abcdef\">\
             <img src=\"https://a.example/media/r/x/1/1280.jpg\" width=\"1280\" height=\"640\" alt=\"Alt &lt;/title&gt;"
        ));
        assert!(html.contains("<p>One<br>two</p><p>&lt;/title&gt;"));
        assert!(!html.contains("<script"));
    }

    #[test]
    fn a_photo_without_files_is_no_entry() {
        let waiting = PhotoView {
            renditions: Vec::new(),
            ..samples::photo()
        };
        assert_eq!(
            Feed::of_site(
                &samples::publisher(),
                Language::English,
                vec![waiting, samples::photo()]
            )
            .entries()
            .count(),
            1
        );
    }
}
