//! Which of a photo's files are shared, and where they are for somebody who is elsewhere.

use domain::{
    media::MediaType,
    view::{PhotoView, RenditionView},
};

/// A path on this site, or an address that is absolute already, as an absolute address.
pub(crate) fn absolute(origin: &str, url: &str) -> String {
    if url.starts_with('/') {
        format!("{origin}{url}")
    } else {
        url.to_owned()
    }
}

/// The files that other programs are told of. They cannot choose as a browser does, so they are spared AVIF.
pub(super) fn shared(photo: &PhotoView) -> impl Iterator<Item = &RenditionView> {
    photo
        .renditions
        .iter()
        .filter(|file| file.media_type != MediaType::Avif)
}

/// The JPEG, which everything can show, or the largest file where the owner wants no JPEG; nothing until a photo is ready.
pub(crate) fn jpeg(photo: &PhotoView) -> Option<&RenditionView> {
    shared(photo)
        .find(|file| file.media_type == MediaType::Jpeg)
        .or_else(|| largest(photo))
}

/// The widest file.
pub(super) fn largest(photo: &PhotoView) -> Option<&RenditionView> {
    shared(photo).max_by_key(|file| file.width)
}

/// A small file: the narrowest.
pub(super) fn smallest(photo: &PhotoView) -> Option<&RenditionView> {
    shared(photo).min_by_key(|file| file.width)
}

#[cfg(test)]
mod tests {
    use super::{super::feed::samples, *};

    #[test]
    fn nobody_is_told_of_avif() {
        let mut photo = samples::photo();
        let avif: Vec<RenditionView> = [160, 4096]
            .map(|width| RenditionView {
                width,
                media_type: MediaType::Avif,
                ..photo.renditions[0].clone()
            })
            .into();
        photo.renditions.extend(avif);
        let told = [jpeg(&photo), largest(&photo), smallest(&photo)].map(|file| file.unwrap().width);
        assert_eq!(told, [1280, 2048, 320]);
        photo.renditions.retain(|file| file.media_type != MediaType::Jpeg);
        assert_eq!(jpeg(&photo).unwrap().media_type, MediaType::Webp);
    }
}
