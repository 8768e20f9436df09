//! One chosen file with what is shown of it.

use super::tile::{News, Tile};
use crate::text::picture::Picture;
use leptos::prelude::*;
use web_sys::{Blob, File, Url};

/// A file and its tile. Copies are cheap and mean the same upload.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Tells it from the others.
    pub(crate) key: u32,
    /// The file.
    pub(crate) file: File,
    /// Who may see the photo.
    pub(crate) visibility: String,
    /// How it fares.
    pub(crate) tile: RwSignal<Tile>,
    /// What the tile shows.
    pub(crate) image: RwSignal<Option<Picture>>,
}

impl Entry {
    /// Of a file that was just chosen: it is shown at once, as it is.
    pub(crate) fn new(key: u32, file: File, visibility: String) -> Self {
        let entry = Self {
            key,
            file,
            visibility,
            tile: RwSignal::new(Tile::new()),
            image: RwSignal::new(None),
        };
        entry.show_blob(&entry.file);
        entry
    }

    /// Takes note of what happened, and shows the renditions once there are any.
    pub(crate) fn note(&self, news: News) {
        if let News::Refused(_) = news {
            self.show(None);
        }
        self.tile.update(|tile| tile.note(news));
        let ready = self
            .tile
            .with_untracked(|tile| tile.photo.as_ref().and_then(|photo| photo.picture.clone()));
        if ready.is_some() {
            self.show(ready);
        }
    }

    /// Shows a file that is in this browser.
    pub(crate) fn show_blob(&self, blob: &Blob) {
        if let Ok(src) = Url::create_object_url_with_blob(blob) {
            self.show(Some(Picture::single(src)));
        }
    }

    /// Shows something else than before, and lets go of what was shown before.
    fn show(&self, picture: Option<Picture>) {
        let before = self.image.get_untracked();
        self.image.set(picture);
        if let Some(before) = before.filter(|before| before.src.starts_with("blob:")) {
            // only a malformed address is refused
            let _ = Url::revoke_object_url(&before.src);
        }
    }

    /// The address of the file itself, while that is what the tile shows.
    pub(crate) fn object_url(&self) -> Option<String> {
        self.image
            .get_untracked()
            .map(|picture| picture.src)
            .filter(|src| src.starts_with("blob:"))
    }
}
