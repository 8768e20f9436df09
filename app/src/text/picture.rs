//! Which files show a photo.

use domain::{media::MediaType, view::PhotoView};

/// What an `<img>` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// For browsers that know nothing better.
    pub(crate) src: String,
    /// Every WebP with its width, if there are renditions.
    pub(crate) srcset: Option<String>,
}

/// The renditions, else the preview, else nothing.
pub(crate) fn picture(photo: &PhotoView) -> Option<Picture> {
    let webp = || {
        photo
            .renditions
            .iter()
            .filter(|file| file.media_type == MediaType::Webp)
    };
    let fallback = photo.renditions.iter().find(|file| file.media_type == MediaType::Jpeg);
    let Some(file) = fallback.or_else(|| webp().last()) else {
        let preview = photo.preview.clone()?;
        return Some(Picture {
            src: preview,
            srcset: None,
        });
    };
    let entries: Vec<String> = webp().map(|file| format!("{} {}w", file.url, file.width)).collect();
    Some(Picture {
        src: file.url.clone(),
        srcset: (!entries.is_empty()).then(|| entries.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        id::PhotoId,
        photo::{PhotoState, Visibility},
        time::Timestamp,
        view::{Person, RenditionView},
    };

    fn photo() -> PhotoView {
        PhotoView {
            id: "00000000000000000000000000000001".parse::<PhotoId>().unwrap(),
            state: PhotoState::Queued,
            reason: None,
            title: String::new(),
            width: None,
            height: None,
            taken_at: None,
            created_at: Timestamp::from_millis(0),
            visibility: Visibility::Public,
            placeholder: None,
            renditions: Vec::new(),
            preview: None,
            camera: None,
            owner: Person {
                handle: "ada".into(),
                name: "Ada".into(),
            },
            original: None,
            url: "/photos/1".into(),
        }
    }

    fn file(width: u32, media_type: MediaType) -> RenditionView {
        RenditionView {
            width,
            height: 1,
            media_type,
            url: format!("/media/{width}"),
        }
    }

    #[test]
    fn renditions_come_before_the_preview() {
        let mut photo = photo();
        assert_eq!(picture(&photo), None);
        photo.preview = Some("/media/p".into());
        let preview = picture(&photo).unwrap();
        assert_eq!((preview.src.as_str(), preview.srcset), ("/media/p", None));

        photo.renditions = vec![
            file(320, MediaType::Webp),
            file(640, MediaType::Webp),
            file(1280, MediaType::Jpeg),
        ];
        let shown = picture(&photo).unwrap();
        assert_eq!(shown.src, "/media/1280");
        assert_eq!(shown.srcset.as_deref(), Some("/media/320 320w, /media/640 640w"));
    }
}
