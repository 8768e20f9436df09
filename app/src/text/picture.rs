//! Which files show a photo.

use domain::media::MediaType;

/// What an `<img>` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// For browsers that know nothing better.
    pub(crate) src: String,
    /// Every WebP with its width, if there are renditions.
    pub(crate) srcset: Option<String>,
    /// Every AVIF with its width, if there are any.
    pub(crate) avif: Option<String>,
}

impl Picture {
    /// One file for every width.
    pub(crate) const fn single(src: String) -> Self {
        Self {
            src,
            srcset: None,
            avif: None,
        }
    }

    /// Of renditions, each with its format, width and address; none if there are none.
    pub(crate) fn of<'a>(files: impl Iterator<Item = (MediaType, u32, &'a str)>) -> Option<Self> {
        let (mut srcset, mut avif, mut fallback, mut largest) = (String::new(), String::new(), None, None);
        for (media_type, width, url) in files {
            match media_type {
                MediaType::Jpeg => fallback = Some(url),
                MediaType::Webp => {
                    add(&mut srcset, url, width);
                    largest = Some(url);
                }
                MediaType::Avif => add(&mut avif, url, width),
                MediaType::Png | MediaType::Gif | MediaType::Heic => {}
            }
        }
        Some(Self {
            src: fallback.or(largest)?.to_owned(),
            srcset: (!srcset.is_empty()).then_some(srcset),
            avif: (!avif.is_empty()).then_some(avif),
        })
    }
}

fn add(srcset: &mut String, url: &str, width: u32) {
    let comma = if srcset.is_empty() { "" } else { ", " };
    srcset.push_str(&format!("{comma}{url} {width}w"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_webp_is_offered_and_the_jpeg_is_the_fallback() {
        let files = [
            (MediaType::Webp, 320, "/media/a"),
            (MediaType::Webp, 640, "/media/b"),
            (MediaType::Jpeg, 1280, "/media/c"),
        ];
        let picture = Picture::of(files.into_iter()).unwrap();
        assert_eq!(picture.src, "/media/c");
        assert_eq!(picture.srcset.as_deref(), Some("/media/a 320w, /media/b 640w"));
    }

    #[test]
    fn avif_is_offered_beside_webp_and_never_the_fallback() {
        let files = [
            (MediaType::Webp, 320, "/a.webp"),
            (MediaType::Avif, 320, "/a.avif"),
            (MediaType::Avif, 640, "/b.avif"),
            (MediaType::Jpeg, 640, "/c.jpg"),
        ];
        let picture = Picture::of(files.into_iter()).unwrap();
        assert_eq!(picture.src, "/c.jpg");
        assert_eq!(picture.srcset.as_deref(), Some("/a.webp 320w"));
        assert_eq!(picture.avif.as_deref(), Some("/a.avif 320w, /b.avif 640w"));
    }

    #[test]
    fn without_a_jpeg_the_largest_webp_serves_all() {
        let files = [(MediaType::Webp, 320, "/a"), (MediaType::Webp, 640, "/b")];
        assert_eq!(Picture::of(files.into_iter()).unwrap().src, "/b");
        assert_eq!(Picture::of(std::iter::empty()), None);
    }
}
