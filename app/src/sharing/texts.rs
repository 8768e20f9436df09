//! Every word of feeds and oEmbed. In English: they are the same for everybody who asks, and are kept by many.

use domain::{licence::Licence, view::PhotoView};

/// The site's name.
pub(super) const SITE: &str = "Heliograph";

/// The title of the feed of all photos.
pub(super) const NEWEST: &str = "Newest photos on Heliograph";

/// The title of a person's feed.
pub(super) fn photos_by(name: &str) -> String {
    format!("Photos by {name}")
}

/// What a photo is called.
pub(super) fn title(photo: &PhotoView) -> String {
    if photo.title.is_empty() {
        format!("Photo by {}", photo.owner.name)
    } else {
        photo.title.clone()
    }
}

/// What others may do with a photo.
pub(super) fn rights(photo: &PhotoView) -> String {
    match photo.licence {
        Licence::Cc0 | Licence::PublicDomain => photo.licence.name().to_owned(),
        licence => format!("© {}. {}", photo.owner.name, licence.name()),
    }
}
