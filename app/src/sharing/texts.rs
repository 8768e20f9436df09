//! Every word of feeds and oEmbed, in the language that their address asks for: many keep them, whoever asked first.

use crate::{
    Language,
    catalogue::{self, fill},
    text::licence,
};
use domain::{licence::Licence, view::PhotoView};

/// The title of the feed of all photos of a site.
pub(super) fn newest(site: &str, language: Language) -> String {
    fill(catalogue::of(language).sharing.newest, &[("site", site)])
}

/// The title of a person's feed.
pub(super) fn photos_by(name: &str, language: Language) -> String {
    fill(catalogue::of(language).sharing.photos_by, &[("name", name)])
}

/// What a photo is called.
pub(super) fn title(photo: &PhotoView, language: Language) -> String {
    if photo.title.is_empty() {
        fill(catalogue::of(language).photo.photo_by, &[("name", &photo.owner.name)])
    } else {
        photo.title.clone()
    }
}

/// What others may do with a photo.
pub(super) fn rights(photo: &PhotoView, language: Language) -> String {
    let licence = licence::name_in(photo.licence, language);
    match photo.licence {
        Licence::Cc0 | Licence::PublicDomain => licence.to_owned(),
        _ => fill(
            catalogue::of(language).sharing.rights,
            &[("name", &photo.owner.name), ("licence", licence)],
        ),
    }
}
